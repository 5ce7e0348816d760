"""What is to be done because of a fact: asked for in the fact's own transaction, done once by the worker.

The row is the queue. A worker leases it, does it, and marks it done; if the worker dies, the lease runs out and another
takes it up; if the work fails it is tried again later, less and less often. See docs/adr/0003.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Case, F, Q, When

ATTEMPTS = 12
AWAY = "The mail server is away"
MOST_DAYS_AWAY = 14
LATE_AFTER = datetime.timedelta(minutes=5)


class NotYet(Exception):
    """The task is to be done from another time on. It says so itself, and that counts as no try."""

    def __init__(self, until: datetime.datetime):
        super().__init__(until)
        self.until = until


class EffectQuerySet(models.QuerySet):
    def waiting(self):
        """Asked for and neither done nor given up."""
        return self.filter(done_at=None, given_up_at=None)

    def free(self, at: datetime.datetime):
        """Waiting, and not in the hands of a living worker."""
        return self.waiting().exclude(leased_until__gte=at)

    def ready(self, at: datetime.datetime):
        """Waiting, due, and not in the hands of a living worker."""
        return self.waiting().filter(run_after__lte=at).filter(Q(leased_until=None) | Q(leased_until__lt=at))

    def given_up(self):
        return self.exclude(given_up_at=None)

    def leased(self, at: datetime.datetime):
        """Waiting, and in the hands of a living worker."""
        return self.waiting().filter(leased_until__gte=at)

    def long(self, is_long: bool = True):
        """Those of settings.LONG_TASKS, which take minutes; or all others."""
        wanted = Q(task__in=settings.LONG_TASKS)
        return self.filter(wanted if is_long else ~wanted)

    def mail(self, is_mail: bool = True):
        """Those of settings.MAIL_TASKS, which talk with the mail server; or all others."""
        wanted = Q(task__in=settings.MAIL_TASKS)
        return self.filter(wanted if is_mail else ~wanted)

    def late(self, at: datetime.datetime):
        """Waiting for more than five minutes since they were due, or since they were asked for if they failed since; with
        `late_since`. Not those that a worker is at.
        """
        since = Case(When(last_error="", then=F("run_after")), default=F("asked_at"))
        late = self.free(at).annotate(late_since=since)
        return late.filter(late_since__lt=at - LATE_AFTER)


class Effect(models.Model):
    """One row for each thing asked of the worker. The key is what makes it happen once."""

    key = models.CharField(max_length=200, unique=True)
    task = models.CharField(max_length=200, help_text="Dotted path of a function marked @task.")
    arguments = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    objects = EffectQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_effect_is_done_or_given_up_not_both", condition=Q(done_at=None) | Q(given_up_at=None)
            ),
        ]
        indexes = [
            models.Index(
                fields=["run_after"], name="effects_waiting", condition=Q(done_at=None, given_up_at=None)
            ),
            models.Index(
                fields=["given_up_at"], name="effects_given_up", condition=Q(given_up_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_mail(self) -> bool:
        return self.task in settings.MAIL_TASKS


def ask(
    *, task: str, key: str, at: datetime.datetime, not_before: datetime.datetime | None = None, **arguments
) -> Effect:
    """Ask for a task once, now or later. Asking again under the same key changes nothing and returns the first."""
    effect, _ = Effect.objects.get_or_create(
        key=key,
        defaults={"task": task, "arguments": arguments, "asked_at": at, "run_after": not_before or at},
    )
    return effect


def ask_all(
    *, task: str, asked: dict[str, dict], at: datetime.datetime, not_before: datetime.datetime | None = None
) -> None:
    """Ask for a task many times in one query: arguments by key. As with ask(), a key that was asked for stays as it is."""
    wanted = [
        Effect(key=key, task=task, arguments=arguments, asked_at=at, run_after=not_before or at)
        for key, arguments in asked.items()
    ]
    Effect.objects.bulk_create(wanted, ignore_conflicts=True)


def hasten(keys: Iterable[str], *, at: datetime.datetime) -> None:
    """Let what was asked for later be done now, if nobody has tried it yet."""
    later = Effect.objects.waiting().filter(key__in=keys, attempts=0, run_after__gt=at)
    later.update(run_after=at)


def react(reaction: str, *, key: str, at: datetime.datetime, **arguments) -> None:
    """Ask for everything that settings.REACTIONS names for a fact, in the transaction that writes the fact."""
    for task in settings.REACTIONS.get(reaction, []):
        ask(task=task, key=f"{reaction}:{key}:{task.rsplit('.', 1)[-1]}", at=at, **arguments)


@transaction.atomic
def lease(
    *, worker: str, at: datetime.datetime, is_long: bool = False, is_mail: bool | None = None
) -> Effect | None:
    """Take the effect that has waited longest, for EFFECT_LEASE_SECONDS; None when nothing is ready.

    Long ones are taken only when asked for, and one at a time, however many workers there are. Mail alone or none, if that is
    said; and none while the mail server is away.
    """
    ready = Effect.objects.ready(at).long(is_long).order_by("run_after", "pk")
    if is_mail is not None:
        ready = ready.mail(is_mail)
    if is_long and Effect.objects.leased(at).long().exists():
        return None
    if connection.features.has_select_for_update_skip_locked:
        ready = ready.select_for_update(skip_locked=True)
    effect = ready.first()
    if effect and effect.is_mail and mail_server_is_away(at):
        effect = ready.mail(False).first()
    if effect is None:
        return None
    effect.leased_by = worker
    effect.leased_until = at + datetime.timedelta(seconds=settings.EFFECT_LEASE_SECONDS)
    effect.attempts += 1
    effect.save(update_fields=["leased_by", "leased_until", "attempts"])
    return effect


def renew(*, key: str, at: datetime.datetime) -> None:
    """Keep a leased effect for EFFECT_LEASE_SECONDS more: for a task that takes longer, called while it goes on."""
    until = at + datetime.timedelta(seconds=settings.EFFECT_LEASE_SECONDS)
    Effect.objects.filter(key=key, done_at=None).exclude(leased_until=None).update(leased_until=until)


def release(*, worker: str) -> None:
    """Let go of what a worker that stops has not finished, so that the next takes it up at once."""
    Effect.objects.waiting().filter(leased_by=worker).update(leased_until=None)


def finish(effect: Effect, *, at: datetime.datetime) -> None:
    """Mark done, and forget what it was given: a password mail holds a key. Another worker's since: it is theirs to mark."""
    _held(effect).update(done_at=at, leased_until=None, arguments={}, last_error="")


def put_off(effect: Effect, *, error: str, at: datetime.datetime) -> None:
    """Try again after 10 s, 20 s, 40 s ... up to an hour; after ATTEMPTS tries give up and say so."""
    wait = min(settings.EFFECT_RETRY_SECONDS * 2 ** (effect.attempts - 1), 3600)
    _held(effect).update(
        leased_until=None,
        last_error=error[-2000:],
        run_after=at + datetime.timedelta(seconds=wait),
        given_up_at=at if effect.attempts >= ATTEMPTS else None,
    )


def wait_until(effect: Effect, *, until: datetime.datetime) -> None:
    """Do it from a time on. It counts as no try."""
    _held(effect).update(leased_until=None, attempts=effect.attempts - 1, last_error="", run_after=until)


def wait_for_mail_server(effect: Effect, *, error: str, at: datetime.datetime) -> None:
    """Try again after MAIL_AWAY_SECONDS, and no other mail before. It counts as no try, so that nothing is lost however long the
    server is away; what is older than fourteen days is given up.
    """
    _held(effect).update(
        leased_until=None,
        attempts=effect.attempts - 1,
        last_error=f"{AWAY}: {error}"[:2000],
        run_after=at + datetime.timedelta(seconds=settings.MAIL_AWAY_SECONDS),
        given_up_at=at if at - effect.asked_at > datetime.timedelta(days=MOST_DAYS_AWAY) else None,
    )


def mail_server_is_away(at: datetime.datetime) -> bool:
    """Whether a mail found it away less than MAIL_AWAY_SECONDS ago."""
    until = at + datetime.timedelta(seconds=settings.MAIL_AWAY_SECONDS)
    put_off = Effect.objects.waiting().filter(run_after__gt=at, run_after__lte=until)
    return put_off.mail().filter(last_error__startswith=AWAY).exists()


def _held(effect: Effect) -> EffectQuerySet:
    """The row, while it is still in the hands of the worker that leased it."""
    return Effect.objects.filter(pk=effect.pk, leased_by=effect.leased_by, done_at=None)
