"""Where the statements in the courses come from, and when someone should look at each again."""

import datetime

from courses.demo import data
from learning.site.sources import Source

# Law and guidelines change more often than research does.
YEARLY = ("law", "guideline")
YEAR = datetime.timedelta(days=365)
THREE_YEARS = datetime.timedelta(days=1095)
WEEK = datetime.timedelta(days=7)


def write_sources(*, today: datetime.date) -> dict[str, Source]:
    """Every source, by the code that the courses' data calls it."""
    rows = data.read("content/sources.yaml")
    Source.objects.bulk_create(
        Source(
            code=code,
            title=row["title"],
            url=row["url"] or "",
            strength=row["strength"],
            published=row.get("published", ""),
            **_dates(row, number, today),
        )
        for number, (code, row) in enumerate(rows.items(), start=1)
    )
    return {source.code: source for source in Source.objects.filter(code__in=rows)}


def _dates(row: dict, number: int, today: datetime.date) -> dict:
    """Reviews come due one after another; where the data says how many days ago, one is due already."""
    every = YEAR if row["strength"] in YEARLY else THREE_YEARS
    due = -datetime.timedelta(days=row["due_days_ago"]) if "due_days_ago" in row else number * WEEK % every
    review_on = today + due
    return {"review_on": review_on, "accessed_on": review_on - every if row["url"] else None}
