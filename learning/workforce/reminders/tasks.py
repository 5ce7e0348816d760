"""What the worker does about reminders: it asks for a week's messages, chooses whom to write to, and sends."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django_tasks import task

from learning.people import mail
from learning.people.organisations import Organisation
from learning.people.tasks import send_mail
from learning.records import effects
from learning.workforce.reminders import rules
from learning.workforce.reminders.digests import next_people, write_digests
from learning.workforce.reminders.escalations import write_escalations
from learning.workforce.reminders.mails import draft
from learning.workforce.reminders.plans import ReminderPlan, plan_of
from learning.workforce.reminders.reminders import WEEKLY, Outcome, Reminder, ReminderQuerySet
from learning.workforce.reminders.weekly import key_of, key_of_choosing, key_of_week

CHOOSE = "learning.workforce.reminders.tasks.choose"
ESCALATE = "learning.workforce.reminders.tasks.escalate"


def ask_for_the_week(*, at: datetime.datetime) -> bool:
    """Ask for this week's messages of every organisation whose day and hour have come: a chore of the worker.

    One query when there is nothing to do. A week is asked for once; the keys of the effects hold that too.
    """
    local = timezone.localtime(at)
    week = rules.monday(local.date())
    behind = ReminderPlan.objects.behind(week).select_related("organisation").order_by("pk")
    return any([_ask(plan, week, at) for plan in behind if rules.is_time(local, plan.rules, plan.works)])


@transaction.atomic
def _ask(plan: ReminderPlan, week: datetime.date, at: datetime.datetime) -> bool:
    if not ReminderPlan.objects.behind(week).filter(pk=plan.pk).update(asked_for=week):
        return False
    given = {"organisation_id": plan.organisation_id, "week": week.isoformat()}
    key = f"{plan.organisation_id}:{week}"
    effects.ask(task=CHOOSE, key=f"reminders:{key}:0", at=at, **given, after=0)
    return True


@task(backend="effects")
@transaction.atomic
def choose(organisation_id: int, week: str, after: int) -> None:
    """Write the rows of the next people of an organisation, and ask for those after them; after the last, for those who
    answer for others. A week that is over is left out.
    """
    at = timezone.now()
    on = timezone.localdate(at)
    is_on = ReminderPlan.objects.on().filter(organisation=organisation_id).exists()
    if not is_on or rules.monday(on).isoformat() != week:
        return
    given = {"organisation_id": organisation_id, "week": week}
    if people := next_people(organisation_id, after=after, on=on):
        write_digests(organisation_id, people, week=parse_date(week), at=at)
        key = f"reminders:{organisation_id}:{week}:{people[-1]}"
        effects.ask(task=CHOOSE, key=key, at=at, **given, after=people[-1])
    else:
        effects.ask(task=ESCALATE, key=key_of_choosing(organisation_id, week), at=at, **given)


@task(backend="effects")
def escalate(organisation_id: int, week: str) -> None:
    """Tell line managers and leads of an organisation who is late for long."""
    at = timezone.now()
    plan = ReminderPlan.objects.on().filter(organisation=organisation_id).order_by("pk").first()
    if plan is None or rules.monday(timezone.localdate(at)).isoformat() != week:
        return
    key = key_of_choosing(organisation_id, week)
    write_escalations(
        plan, week=parse_date(week), at=at, keep=lambda: effects.renew(key=key, at=timezone.now())
    )


@task(backend="effects")
def send(reminders: list[int]) -> None:
    """Send a nudge, or the weekly mail of somebody of whom it is given a row, within the hours of an organisation, and keep
    what became of them. The weekly mail takes along all that waits for them, of whichever organisation.

    It says how things stand now. Rows that do not wait any more are left alone, so that it goes once; a worker that is
    killed between sending and keeping sends the same message again, by the same Message-ID.
    """
    waiting = _waiting(reminders)
    on = ReminderPlan.objects.on().values("organisation")
    waiting.filter(kind__in=WEEKLY).exclude(organisation__in=on).update(outcome=Outcome.OFF)
    rows = list(waiting.select_related("person", "organisation", "by").order_by("pk"))
    if not rows:
        return
    at = timezone.now()
    plan = plan_of(_whose_hours(rows, timezone.localdate(at)))
    local = timezone.localtime(at)
    if not rules.is_open(local, plan.rules, plan.works):
        raise effects.NotYet(opening(plan, local))
    _send(rows, at)


def _waiting(reminders: list[int]) -> ReminderQuerySet:
    """What one mail tells: some nudges; or, given rows of the weekly mail, all of it that waits for the person.

    The given rows are read first, so that a database finds the others by the index of a person.
    """
    waiting = Reminder.objects.filter(outcome=Outcome.WAITING)
    first = Reminder.objects.filter(pk__in=reminders).order_by("pk").first()
    if first is None or first.kind not in WEEKLY:
        return waiting.filter(pk__in=reminders)
    return waiting.filter(person=first.person_id, kind__in=WEEKLY)


def _whose_hours(rows: list[Reminder], on: datetime.date) -> Organisation:
    """Of a weekly mail of several organisations, that of the person's main post holds if it is among them; else the first. A
    nudge goes when its preview said.
    """
    places = {row.organisation_id: row.organisation for row in reversed(rows)}
    main = None
    if len(places) > 1 and rows[0].kind in WEEKLY:
        posts = rows[0].person.posts.held_on(on).filter(is_primary=True, organisation__in=places)
        main = posts.order_by("pk").values_list("organisation", flat=True).first()
    return places.get(main, rows[0].organisation)


def _key(row: Reminder, at: datetime.datetime) -> str:
    """What makes a message known for the same: of the weekly mail, the week in which it goes."""
    return key_of_week(row.person_id, timezone.localdate(at)) if row.kind in WEEKLY else key_of(row)


def opening(plan: ReminderPlan, local: datetime.datetime) -> datetime.datetime:
    """When mail may go next, for a local time at which it may not."""
    day, hour = rules.opens_at(local, plan.rules, plan.works)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


def _send(rows: list[Reminder], at: datetime.datetime) -> None:
    found = draft(rows, on=timezone.localdate(at))
    if found.context is not None:
        subject, body = mail.written(found.template, found.context)
        send_mail.func(rows[0].person.email, subject, body, mail.message_id(_key(rows[0], at)))
    for pk, outcome in found.outcomes.items():
        sent_at = at if outcome == Outcome.SENT else None
        Reminder.objects.filter(pk=pk, outcome=Outcome.WAITING).update(outcome=outcome, sent_at=sent_at)
