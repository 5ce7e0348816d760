"""What someone needs to be on a par with others in a quiz with a time limit: more time, or no limit.

Set by the person, without a proof, and read by nobody else: no page, list, file, mail or admin of anybody else's asks
for these rows. `set_extra_time` is the only writer. See docs/adr/0022.
"""

import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from quizzes.attempts import timing


class AccommodationQuerySet(models.QuerySet):
    def of(self, person) -> "Accommodation | None":
        """A person's own, if they have set one."""
        return self.filter(person=person).order_by("pk").first()


class Accommodation(models.Model):
    """One row for each person who has set more time, or no limit, for their quizzes. Theirs to change and take away.

    It is no record: it goes with the account, and an attempt begun before keeps the time it began with.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="accommodation"
    )
    extra_time_pct = models.PositiveSmallIntegerField(default=0, help_text="Per cent of a quiz's time.")
    has_no_time_limit = models.BooleanField(default=False)
    set_at = models.DateTimeField()

    objects = AccommodationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_accommodation_is_extra_time_or_no_limit",
                condition=Q(has_no_time_limit=True, extra_time_pct=0)
                | Q(has_no_time_limit=False, extra_time_pct__in=timing.EXTRA_TIMES_PCT),
            )
        ]

    def __str__(self) -> str:
        """Without what it says: the name of a row may come into a log."""
        return f"Time in quizzes, {self.pk}"


@transaction.atomic
def set_extra_time(
    *, person, extra_time_pct: int = 0, has_no_time_limit: bool = False, at: datetime.datetime
) -> Accommodation | None:
    """Keep what someone needs, for every quiz they begin from now on. Neither of the two: the row goes."""
    if not (extra_time_pct or has_no_time_limit):
        Accommodation.objects.filter(person=person).delete()
        return None
    needs = {"extra_time_pct": extra_time_pct, "has_no_time_limit": has_no_time_limit, "set_at": at}
    return Accommodation.objects.update_or_create(person=person, defaults=needs)[0]


def time_for(person, limit: int) -> timing.Allowed:
    """What a limit in minutes comes to for a person, signed in or not."""
    own = Accommodation.objects.of(person) if person.is_authenticated else None
    if own is None:
        return timing.allowed(limit)
    return timing.allowed(limit, extra_pct=own.extra_time_pct, is_lifted=own.has_no_time_limit)
