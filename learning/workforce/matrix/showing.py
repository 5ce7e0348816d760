"""The table that someone's filters are of: for the page, and for every file of it."""

import datetime

from learning.workforce.figures import figures
from learning.workforce.filters import BY_GROUP, Filters
from learning.workforce.matrix.kept import KEPT, kept_rows
from learning.workforce.matrix.kinds import rows_for
from learning.workforce.overview import Overview, overview
from learning.workforce.rollups.reading import kept_for
from learning.workforce.rollups.tables import table_figures


def matrix_of(person, filters: Filters, *, at: datetime.datetime) -> Overview:
    """Of what someone answers for, as it is counted at a time."""
    rows = rows_for(person, filters)
    if filters.rows == BY_GROUP:
        return overview(table_figures(person, filters, at=at), rows)
    kept = kept_for(person, filters, at=at) if filters.rows in KEPT else None
    if kept:
        return overview(kept_rows(filters, kept, rows), rows)
    return overview(figures(person, filters, row_of=rows.row_of), rows)
