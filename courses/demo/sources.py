"""Where the statements in the courses come from."""

from courses.demo import data
from learning.site.sources import Source


def write_sources() -> dict[str, Source]:
    """Every source, by the code that the courses' data calls it."""
    rows = data.read("content/sources.yaml")
    Source.objects.bulk_create(
        Source(
            code=code,
            title=row["title"],
            url=row["url"] or "",
            strength=row["strength"],
            published=row.get("published", ""),
        )
        for code, row in rows.items()
    )
    return {source.code: source for source in Source.objects.filter(code__in=rows)}
