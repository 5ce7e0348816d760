"""The grid as a file, there and back: lossless, dry first, all or nothing, and the same again changes nothing."""

import csv
import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from learning.workforce.models import Look, NeedChange, Requirement
from learning.workforce.needs.files import COLUMNS, lines, read
from learning.workforce.needs.places import ORGANISATION, Place
from learning.workforce.needs.uploads import dry_run
from tests.factories import RequirementFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.needs.test_pages import address, said, seal_of
from tests.workforce.world import health_visitors, midwives

APRIL = datetime.date(2027, 4, 1)


@pytest.fixture
def rules(needs):
    """Of everyone, of two groups in a team from a day to a day, once only, and one that is over."""
    needs.course.title = "=Think child; and parent"
    needs.course.save()
    facts = {"organisation": needs.organisation, "course": needs.other}
    RequirementFactory(
        **facts,
        groups=[health_visitors(), midwives()],
        teams=[needs.team],
        kind="role_essential",
        refresh_months=None,
        grace_counts=True,
        effective_from=ON + 9 * DAY,
        effective_to=ON + 99 * DAY,
    )
    RequirementFactory(**facts, effective_to=ON - DAY)
    return needs


def place(needs) -> Place:
    return Place(ORGANISATION, needs.organisation)


def written(needs) -> str:
    return "".join(lines(place(needs), today=ON))


def rows(needs) -> list[dict]:
    return list(csv.DictReader(io.StringIO(written(needs).lstrip("\ufeff"))))


def as_text(found: list[dict], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def changed(needs, **values) -> str:
    """The file with other values in its first line, that of everyone's rule."""
    first, *others = rows(needs)
    return as_text([first | {name.replace("_", " "): value for name, value in values.items()}, *others])


def run(needs, text: str):
    return dry_run(place(needs), text, from_day=APRIL, today=ON)


def test_what_is_written_is_read_back_as_it_is(rules):
    asked, troubles = read(place(rules), written(rules))
    held = [each for each in place(rules).held if not each.need.is_over_on(ON)]
    assert troubles == []
    assert [(line.number, line.need) for line in asked] == [(each.number, each.need) for each in held]
    assert len(asked) == 2


def test_the_file_as_it_was_changes_nothing(rules):
    found = run(rules, written(rules))
    assert (found.steps, found.troubles, found.same, found.absent) == ([], [], 2, 0)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("\r\n", "\n"),
        lambda text: (
            text.upper()
            .replace("THINK CHILD; AND PARENT", "Think child; and parent")
            .replace("FIRST BOND", "First bond")
        ),
        lambda text: text.replace("2027-03-12", "12/03/2027").replace("2027-06-10", "10-Jun-2027"),
        lambda text: text + ",,,,,,,,,,,,,,,\r\n",
        lambda text: text.replace("role_essential", "Essential for the role"),
    ],
    ids=["line ends", "capitals", "days as Excel writes them", "an empty line", "kinds as the page has them"],
)
def test_what_a_spreadsheet_does_to_a_file_changes_nothing(spoil, rules):
    found = run(rules, spoil(written(rules)))
    assert (found.steps, found.troubles, found.same) == ([], [], 2)


def test_semicolons_part_cells_where_a_spreadsheet_wrote_them(rules):
    assert run(rules, as_text(rows(rules), ";")).same == 2


def test_lines_add_change_and_end(rules):
    first, second = rows(rules)
    new = first | {
        "rule": "",
        "course": rules.other.pk,
        "course title": "",
        "staff groups": "hv",
        "first day": "2027-05-01",
    }
    found = run(rules, as_text([first | {"target per cent": "95"}, second | {"last day": "2027-04-30"}, new]))
    assert [(each.row, each.what, each.who) for each in found.planned] == [
        (2, "Changed", "Every staff group"),
        (3, "Changed", "Health visitor (SCPHN), Midwife; Quayside"),
        (4, "Added", "Health visitor (SCPHN)"),
    ]
    assert found.planned[0].lines[0] == "Target: 95%, before 90%"
    ended = run(rules, changed(rules, last_day="2027-03-31"))
    assert [each.what for each in ended.planned] == ["Given another last day"]


def test_a_rule_that_the_file_leaves_out_stays(rules):
    found = run(rules, as_text(rows(rules)[:1]))
    assert (found.steps, found.absent) == ([], 1)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("rule", "99999", "no rule with this number"),
        ("rule", "x", "Write the number of a rule"),
        ("course", "99999", "no course with this number"),
        ("course title", "Another", "Put the number right, or the title"),
        ("staff groups", "hv, nobody", "Not known here: nobody. Codes here are: "),
        ("staff groups", "", "Write codes"),
        ("teams", "quay; x", "Not known here"),
        ("kind", "optional", "Write one of: statutory"),
        ("days to complete it", "-1", "whole number, 0 to 3650"),
        ("days to complete it", "9.5", "whole number"),
        ("months until renewed", "0", "whole number, 1 to 120"),
        ("days for renewing early", "91", "whole number, 0 to 90"),
        ("target per cent", "101", "whole number, 1 to 100"),
        ("margin points", "91", "larger than the target"),
        ("people with time left count", "perhaps", "Write yes or no"),
        ("first day", "2027-02-30", "There is no such day"),
        ("first day", "2027-05-01", "It has counted since 11 April 2023"),
        ("last day", "2027-03-02", "Choose 3 March 2027 or a later day"),
        ("days counted from", "2020-01-01", "cannot be written"),
    ],
)
def test_each_error_says_its_line_its_column_why_and_what_stands_there(column, value, reason, rules):
    found = run(rules, changed(rules, **{column: value}))
    assert [(each.row, each.column, each.value) for each in found.troubles] == [(2, column, value)]
    assert reason in found.troubles[0].reason


def test_the_same_rule_in_two_lines_is_an_error(rules):
    first, second = rows(rules)
    found = run(rules, as_text([first, second, first]))
    assert [(each.row, each.reason) for each in found.troubles] == [(4, "Line 2 is of the same rule.")]


def upload(client, needs, content, **more):
    data = {"from_day": "1 April 2027", "why": "A year has passed"} | more
    if content is not None:
        data["file"] = SimpleUploadedFile("grid.csv", content)
    return client.post(address("need_upload", needs), data, follow=True)


def test_a_file_is_shown_then_accepted_and_the_same_again_changes_nothing(client, needs):
    new = {
        "rule": "",
        "staff groups": "hv",
        "course": needs.other.pk,
        "course title": "",
        "first day": "2027-05-01",
    }
    [first] = rows(needs)
    text = as_text([first | {"target per cent": "95"}, first | new])

    shown = upload(client, needs, text.encode())
    assert "Changed (line 2): Think child, Every staff group. Target: 95%, before 90%" in said(shown)
    assert "Health visitor (SCPHN) 3 0" in said(shown)
    assert Requirement.objects.filter(organisation=needs.organisation).count() == 1

    done = upload(client, needs, None, text=text, seal=seal_of(shown))
    assert "Saved." in said(done)
    assert Requirement.objects.filter(organisation=needs.organisation).count() == 3
    assert {change.reason.text for change in NeedChange.objects.all()} == {"A year has passed"}

    assert "This file changes nothing" in said(upload(client, needs, text.encode()))
    old = as_text([first | {"target per cent": "96"}])
    assert "goes on from this one" in said(upload(client, needs, old.encode()))
    taken = client.post(address("need_file", needs)).getvalue()
    assert "This file changes nothing" in said(upload(client, needs, taken))


def test_a_file_without_a_reason_is_kept_until_there_is_one(client, needs):
    [first] = rows(needs)
    text = as_text([first | {"target per cent": "95"}])
    refused = upload(client, needs, text.encode(), why="")
    assert "The file that you chose is kept here." in said(refused)
    assert refused.context["text"] == text
    assert "Target: 95%, before 90%" in said(upload(client, needs, None, text=text))
    for broken in (b"\xff\xfe\x00", b""):
        assert "is kept here" not in said(upload(client, needs, broken, why=""))


def test_that_the_grid_was_taken_away_is_kept(client, needs, sign_in):
    url = address("need_file", needs)
    assert f'<form method="post" action="{url}">' in client.get(address("needs", needs)).content.decode()
    assert client.get(url).status_code == 405
    elsewhere = sign_in(WorkforceLeadFactory().person)
    assert elsewhere.post(url).status_code == 404
    assert not Look.objects.exists()
    assert b"Think child" in client.post(url).getvalue()
    [look] = Look.objects.all()
    assert (look.what, look.by, look.rows) == (Look.What.NEEDS, needs.lead, 1)
    assert [place.organisation for place in look.places.all()] == [needs.organisation]


def test_a_long_grid_is_taken_with_a_reason(client, needs, settings):
    settings.EXPORT_ASKS_ABOVE = 0
    url = address("need_file", needs)
    assert "Take 1 line" in said(client.post(url))
    assert not Look.objects.exists()
    assert (
        b"Think child" in client.post(url, {"asked_again": "1", "reason": "For the yearly review"}).getvalue()
    )


def test_with_one_bad_line_nothing_can_be_accepted(client, needs):
    [first] = rows(needs)
    text = as_text([first | {"target per cent": "95"}, first | {"rule": "99999"}])
    shown = upload(client, needs, text.encode())
    assert "Nothing was saved: 1 to put right" in said(shown)
    assert "<title>Error: Upload training needs" in " ".join(shown.content.decode().split())
    assert 'name="seal"' not in shown.content.decode()
    upload(client, needs, None, text=text, seal="guessed")
    assert not NeedChange.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (None, "Choose the file."),
        (b"PK\x03\x04\x00\x00", "This is not a CSV file."),
        (b"name,age\nAnna,3\n", "These columns are missing: rule"),
        (b"rule," + b"x" * 1_000_001, "larger than a megabyte"),
        (("," * 15).join(["x"] * 2).encode() + b'\n"' + b"x" * 200_000, "columns are missing"),
    ],
    ids=["empty", "none", "a workbook", "another table", "too large", "a huge cell"],
)
def test_what_is_no_such_file_is_refused_in_words(content, words, client, needs):
    assert words in said(upload(client, needs, content))
