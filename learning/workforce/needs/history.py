"""Who changed what is asked, when and why, in words: once for each time that somebody did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from learning.workforce.needs import words
from learning.workforce.needs.changes import NeedChange, NeedReason
from learning.workforce.needs.need import read
from learning.workforce.needs.places import Place

ERASED = "The reason was erased."


@dataclass(frozen=True)
class Told:
    """One change: what became of which rule, and what is not as it was, or all that it asks."""

    what: str
    course: str
    who: str
    lines: list[str]


@dataclass(frozen=True)
class Occasion:
    by: str
    at: datetime
    why: str
    changes: list[Told]


def reasons_of(place: Place) -> QuerySet:
    """Why the rules of a place were changed, the newest first, each with what was changed."""
    changes = NeedChange.objects.select_related("by", "course").order_by("pk")
    found = NeedReason.objects.filter(**{f"changes__{place.kind}": place.owner}).distinct()
    return found.prefetch_related(Prefetch("changes", changes)).order_by("-pk")


def occasions(place: Place, reasons: Iterable[NeedReason]) -> list[Occasion]:
    return [_occasion(place, reason) for reason in reasons]


def _occasion(place: Place, reason: NeedReason) -> Occasion:
    changes = list(reason.changes.all())
    first = changes[0]
    return Occasion(
        by=str(first.by),
        at=first.at,
        why=reason.text or ERASED,
        changes=[_told(place, change) for change in changes],
    )


def _told(place: Place, change: NeedChange) -> Told:
    before, after = (read(kept) if kept else None for kept in (change.before, change.after))
    if before and after:
        lines = words.changes(before, after, place)
    else:
        terms = words.terms(after or before, place)
        lines = [
            f"{each['label']}: {each['value']}"
            for each in terms
            if each["label"] not in ("Staff groups", "Teams")
        ]
    return Told(change.get_what_display(), change.course.title, place.who(after or before), lines)
