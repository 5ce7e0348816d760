"""The cells of a row as HTML. A table has a thousand of them, and a template takes ten times as long for each."""

from functools import cache, lru_cache

from django.template.loader import render_to_string
from django.utils.html import SafeString, conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

CELL = (
    '<td role="cell" class="tf-cell{look}"><span class="tf-cell__course">{course}</span>'
    '<span class="tf-cell__fig">{figure}</span>{word}</td>'
)
FIGURE = (
    '<a class="govuk-link tf-cell__pct" href="{url}">{percentage}%<span class="govuk-visually-hidden">'
    ' of {row}, {course}:</span></a> <span class="tf-cell__n">{words}</span>'
)
# The same names and numbers stand in many cells.
escaped = lru_cache(maxsize=2000, typed=True)(conditional_escape)


def cells_html(row) -> SafeString:
    """Of a Row of an Overview. On a phone each is a card, so it names its course."""
    return format_html_join("\n", CELL, (_parts(escaped(row.name), cell) for cell in cells_of(row)))


def cells_of(row) -> list:
    return [*row.cells, row.all_courses] if row.all_courses else row.cells


def _parts(row: SafeString, cell) -> dict[str, str]:
    course = escaped(cell.course)
    look = {"look": cell.look and escaped(f" tf-cell--{cell.look}"), "course": course}
    if not cell.count.due:
        return look | {"figure": cell.word, "word": ""}
    figure = format_html(
        FIGURE,
        url=cell.url,
        percentage=escaped(str(cell.count.percentage)),
        row=row,
        course=course,
        words=escaped(cell.count.words),
    )
    return look | {"figure": figure, "word": cell.word and _word(cell.icon, cell.word)}


@cache
def _word(icon: str, word: str) -> SafeString:
    """The same for every cell that stands as well."""
    drawn = mark_safe(render_to_string("components/icon.html", {"name": icon}).strip())  # noqa: S308  a template of ours
    return format_html('<span class="tf-cell__word">{}{}</span>', drawn, word)
