"""The list of messages as a lead sees it: to whom, about what, and what became of each."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from learning.records.effects import Effect
from learning.workforce.reminders.forms import MessagesForm
from learning.workforce.reminders.reminders import WEEKLY, WRITTEN, Kind, Outcome, Reminder, ReminderQuerySet
from learning.workforce.reminders.rules import WEEK, monday
from learning.workforce.reminders.weekly import key_of, key_of_week

GIVEN_UP = "Could not be sent: the mail server refused it again and again"
LOOKS = {Outcome.SENT: "done", Outcome.WAITING: "soon"}


@dataclass(frozen=True)
class Message:
    """A line of the list. `about` is courses, or how many people a manager or lead was told of."""

    at: datetime.datetime
    name: str
    url: str
    kind: str
    about: str
    word: str
    look: str
    by: str


def messages_shown(lead, *, today: datetime.date, person: int | None, became: str) -> ReminderQuerySet:
    """Those that a lead sees, newest first: of one person, and what became of them, if it is said."""
    found = Reminder.objects.shown_to(lead, today=today).latest_first()
    if person:
        found = found.filter(person=person)
    if became == MessagesForm.NOT_SENT:
        return found.exclude(outcome__in=WRITTEN)
    return found.filter(outcome=became) if became else found


def lines(rows: list[Reminder]) -> list[Message]:
    """Rows with person, organisation and by, as lines. Two queries."""
    titles = dict(
        Page.objects.filter(pk__in={key for row in rows for key in row.courses}).values_list("pk", "title")
    )
    keys = {row.pk: _keys(row) for row in rows if row.outcome == Outcome.WAITING}
    asked = Effect.objects.given_up().filter(key__in=set().union(*keys.values()))
    given_up = set(asked.values_list("key", flat=True))
    return [_line(row, titles, bool(keys.get(row.pk, set()) & given_up)) for row in rows]


def _keys(row: Reminder) -> set[str]:
    """Of the mails that may take a row along: that of its week, or the next one."""
    return {key_of(row)} | ({key_of_week(row.person_id, row.day + WEEK)} if row.kind in WEEKLY else set())


def this_week(lead, *, now: datetime.datetime) -> list[tuple[str, int]]:
    """What became of this week's mail to people, in numbers, the most frequent first."""
    today = timezone.localdate(now)
    rows = Reminder.objects.shown_to(lead, today=today).filter(kind=Kind.DIGEST, day=monday(today))
    counted = Counter(dict(rows.order_by().values_list("outcome").annotate(Count("pk"))))
    return [(Outcome(outcome).label, number) for outcome, number in counted.most_common()]


def _line(row: Reminder, titles: dict[int, str], is_given_up: bool) -> Message:
    is_own = row.kind in (Kind.DIGEST, Kind.NUDGE)
    courses = ", ".join(sorted(titles[key] for key in row.courses if key in titles))
    return Message(
        at=row.sent_at or row.asked_at,
        name=str(row.person),
        url=reverse("reminders") + f"?person={row.person_id}",
        kind=row.get_kind_display(),
        about=courses if is_own else f"{row.number} late" if row.number else "",
        word=GIVEN_UP if is_given_up else row.get_outcome_display(),
        look="overdue" if is_given_up else LOOKS.get(row.outcome, "grey"),
        by=str(row.by or ""),
    )
