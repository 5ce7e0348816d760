"""Two numbers of several organisations for a month that is kept, as their partnership may count them."""

import datetime
from collections.abc import Collection

from learning.workforce.filters import Asked
from learning.workforce.snapshots.rows import Dimension, Snapshot, SnapshotRow
from learning.workforce.suppression import Figures


def kept_counts(
    organisations: Collection[int], *, month_end: datetime.date, course: int | None = None
) -> dict[int, dict[int, Figures]]:
    """By organisation whose month is kept, and by course that was required there. Two queries."""
    snapshots = Snapshot.objects.filter(organisation__in=organisations, month_end=month_end)
    found = {key: {} for key in snapshots.values_list("organisation_id", flat=True)}
    rows = SnapshotRow.objects.filter(snapshot__in=snapshots, asked=Asked.REQUIRED, dimension=Dimension.WHOLE)
    rows = rows.filter(course=course) if course else rows
    for organisation, key, n, due in rows.values_list("organisation_id", "course_id", "n", "due"):
        found[organisation][key] = Figures(done=n, due=due)
    return found
