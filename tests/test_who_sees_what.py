"""The table in docs/who-sees-what.md says of every page about people what test_access.py asks of it."""

from pathlib import Path

from django.conf import settings

from learning.workforce import urls
from tests.test_access import OK, POST, TABLE

COLUMNS = {
    "Learner": "learner",
    "Line manager": "manager",
    "Workforce lead": "lead",
    "Partnership lead": "partnership_lead",
    "Administrator": "administrator",
    "Trainer": "trainer",
    "Expert": "expert",
}


def written() -> dict[str, dict[str, str]]:
    """By the name of the address, what each column says."""
    text = (Path(settings.BASE_DIR) / "docs" / "who-sees-what.md").read_text()
    lines = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    header = next(line for line in lines if line[0] == "Address")
    return {
        line[0].strip("`"): dict(zip(header, line, strict=True)) for line in lines if line[0].startswith("`")
    }


def test_every_line_says_what_the_addresses_answer():
    for name, line in written().items():
        met = {column: "yes" if TABLE[name][role] == OK else "no" for column, role in COLUMNS.items()}
        assert {column: line[column] for column in COLUMNS} == met, name


def names_in(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names_in(pattern.url_patterns)
        else:
            yield pattern.name


def test_every_page_of_the_workforce_has_a_line():
    pages = {name for name in names_in(urls.urlpatterns) if TABLE[name]["lead"] != POST}
    assert pages - set(written()) == set()
