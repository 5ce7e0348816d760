"""Counting a month again, as things are known today. What was kept stays; what differs is a note beside it."""

import datetime
import uuid
from collections.abc import Callable

from django.db import transaction

from learning.records import effects
from learning.workforce.snapshots.rows import (
    FIGURES,
    NOBODY,
    Snapshot,
    SnapshotNote,
    SnapshotReason,
    SnapshotRow,
)
from learning.workforce.snapshots.rules import asked_that_day, canonical, rules_of
from learning.workforce.snapshots.tallying import tally

COUNT_AGAIN = "learning.workforce.snapshots.tasks.count_again"


def differences(snapshot: Snapshot, *, after_each: Callable[[], None] = lambda: None) -> dict:
    """{"rules": whether they are others now, "numbers": [{asked, dimension, key, course, then, now}]}; then and now give
    every figure of a row by its name.
    """
    then = {_place(row): row for row in snapshot.rows.all()}
    again = tally(snapshot.organisation, on=snapshot.month_end, snapshot=uuid.uuid4(), after_each=after_each)
    now = {_place(row): row for row in again}
    rules = canonical(rules_of(snapshot.organisation, on=snapshot.month_end))
    places = sorted(
        place for place in then.keys() | now.keys() if _figures(then.get(place)) != _figures(now.get(place))
    )
    return {
        "rules": asked_that_day(rules) != asked_that_day(snapshot.rules),
        "numbers": [
            dict(zip(("asked", "dimension", "key", "course"), place, strict=True))
            | {"then": _figures(then.get(place)), "now": _figures(now.get(place))}
            for place in places
        ],
    }


def note(
    *,
    snapshot: Snapshot,
    by,
    why: str,
    at: datetime.datetime,
    after_each: Callable[[], None] = lambda: None,
) -> SnapshotNote | None:
    """Count a month again and keep what differs, and why, beside it. None, and nothing kept, when nothing differs."""
    found = differences(snapshot, after_each=after_each)
    if not (found["numbers"] or found["rules"]):
        return None
    with transaction.atomic():
        written = SnapshotNote.objects.create(
            snapshot=snapshot, organisation_id=snapshot.organisation_id, by=by, at=at, differences=found
        )
        SnapshotReason.objects.create(note=written, text=why)
    return written


def ask_to_note(*, snapshot: Snapshot, by, why: str, at: datetime.datetime) -> None:
    """Ask the worker to do it, where it takes too long for a page."""
    key = f"count_again:{snapshot.pk}:{by.pk}:{at.isoformat()}"
    effects.ask(task=COUNT_AGAIN, key=key, at=at, snapshot_id=str(snapshot.pk), by_id=by.pk, why=why)


def _place(row: SnapshotRow) -> tuple:
    return str(row.asked), str(row.dimension), row.key, row.course_id


def _figures(row: SnapshotRow | None) -> dict:
    return {name: getattr(row or NOBODY, name) for name in FIGURES}
