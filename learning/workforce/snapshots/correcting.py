"""Counting a month again, as things are known today. What was kept stays; what differs is a note beside it."""

import datetime
import uuid
from collections.abc import Callable

from django.db import transaction

from learning.records import effects
from learning.workforce.snapshots.rows import Snapshot, SnapshotNote, SnapshotReason, SnapshotRow
from learning.workforce.snapshots.rules import canonical, digest, rules_of
from learning.workforce.snapshots.tallying import tally

COUNT_AGAIN = "learning.workforce.snapshots.tasks.count_again"
COMPARED = ("n", "due", "overdue", "never", "expiring")


def differences(snapshot: Snapshot, *, after_each: Callable[[], None] = lambda: None) -> dict:
    """{"rules": whether they are others now, "numbers": [{asked, dimension, key, course, then, now}]}; then and now give
    COMPARED by name. Left out by reason is compared too.
    """
    then = {_place(row): row for row in snapshot.rows.all()}
    again = tally(snapshot.organisation, on=snapshot.month_end, snapshot=uuid.uuid4(), after_each=after_each)
    now = {_place(row): row for row in again}
    rules = digest(canonical(rules_of(snapshot.organisation, on=snapshot.month_end)))
    places = sorted(
        place
        for place in then.keys() | now.keys()
        if _numbers(then.get(place)) != _numbers(now.get(place))
        or _left_out(then.get(place)) != _left_out(now.get(place))
    )
    return {
        "rules": rules != snapshot.rules_hash,
        "numbers": [
            dict(zip(("asked", "dimension", "key", "course"), place, strict=True))
            | {"then": _numbers(then.get(place)), "now": _numbers(now.get(place))}
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
    if not found["numbers"]:
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


def _numbers(row: SnapshotRow | None) -> dict[str, int]:
    return {name: getattr(row, name) if row else 0 for name in COMPARED}


def _left_out(row: SnapshotRow | None) -> dict[str, int]:
    return row.left_out if row else {}
