"""Statuses, reasons and levels as people read them. `kind` is that of components/status.html."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import date_format

from learning.people.posts import Absence
from learning.workforce.counting import Level
from learning.workforce.requirements import Requirement
from learning.workforce.standings import Stands
from learning.workforce.statuses import Reason, Status

STATUSES = {
    Status.COMPLIANT: ("Valid", "done"),
    Status.EXPIRING: ("Lapses soon", "soon"),
    Status.IN_GRACE: ("Not due yet", "grey"),
    Status.EXEMPT: ("Away", "grey"),
    Status.OVERDUE: ("Lapsed", "overdue"),
    Status.NEVER: ("Never completed", "overdue"),
}
REASONS = {
    Reason.NEW_STARTER: "New in the post",
    Reason.NEW_REQUIREMENT: "Newly required",
    Reason.RETURNER: "Back after an absence",
    Reason.AWAY: "Away",
} | {kind.value: kind.label for kind in Absence.Kind}
LOOKS = {
    Level.ON_TARGET: ("On target", "tick", "on"),
    Level.CLOSE: ("Close", "close", "close"),
    Level.BELOW: ("Below target", "below", "below"),
    Level.NONE: ("No one due", "", "none"),
}
LEFT = "Someone who has left"
# Of what is only recommended: "never" would reproach.
NOT_COMPLETED = "Not completed yet"
WHY = {
    Requirement.Kind.STATUTORY: "Statutory",
    Requirement.Kind.MANDATORY: "Mandatory",
    Requirement.Kind.ROLE_ESSENTIAL: "Essential for the role",
    Requirement.Kind.RECOMMENDED: "Recommended: nobody is late for it",
}


@dataclass(frozen=True)
class Told:
    """How someone stands to a course, in words: a status, the day that matters, and why they are left out."""

    word: str
    kind: str
    day: datetime.date | None
    about_day: str
    reason: str


def told(each: Stands) -> Told:
    word, kind = STATUSES[each.status]
    standing = each.standing
    if not each.is_required and each.status in Status.LATE:
        kind = "plain"
        word = NOT_COMPLETED if each.status == Status.NEVER else word
    late_or_due = each.status in {Status.NEVER, Status.IN_GRACE}
    day = standing.due_on if late_or_due else standing.until
    return Told(
        word=word,
        kind=kind,
        day=day,
        about_day=_about(each, day),
        reason="" if each.is_due else REASONS.get(standing.why, standing.why),
    )


def _about(each: Stands, day: datetime.date | None) -> str:
    if day is None:
        return "Does not lapse" if each.is_done else ""
    words = {Status.OVERDUE: "Lapsed", Status.NEVER: "Was due by", Status.IN_GRACE: "Due by"}
    if not each.is_required and each.status == Status.NEVER:
        return ""
    return f"{words.get(each.status, 'Valid until')} {date_format(day)}"


def left_out_in_words(left_out: dict[str, int]) -> str:
    """Such as "1 maternity leave, 2 new in the post"."""
    told = {REASONS.get(why, why).lower(): number for why, number in left_out.items()}
    return ", ".join(f"{number} {reason}" for reason, number in sorted(told.items()))


def counted_up_to(at: datetime.datetime) -> str:
    """Whatever was written by then is in the numbers."""
    moment = format_date(timezone.localtime(at), r"j F Y \a\t H:i")
    return f"Counted up to {moment}."
