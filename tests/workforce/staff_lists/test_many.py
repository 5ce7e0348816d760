"""Five thousand rows: 37 of them bad, then put right, then brought again (reliability R12)."""

import io
import json
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command

from learning.people.models import Absence, Post, StaffNumber, User
from learning.workforce.models import AcceptedList, StaffList
from tests.factories import OrganisationFactory, TeamFactory
from tests.workforce.staff_lists.files import AWAY, HEADINGS, someone, staff_csv, xlsx_of

ROWS = 5000
# One kind of mistake each; row 100 * n of the file has it.
MISTAKES = [
    ({"number": ""}, "Employee number", "Nothing stands here, and it is needed."),
    ({"number": "1.2E+07"}, "Employee number", "Excel has shortened this number."),
    ({"number": "9" * 41}, "Employee number", "An employee number may have up to 40 signs."),
    ({"name": ""}, "Name", "Nothing stands here, and it is needed."),
    ({"name": "123"}, "Name", "A name needs a letter"),
    ({"name": "x" * 201}, "Name", "A name needs a letter"),
    ({"name": "=A1&B1"}, "Name", "This is a formula."),
    ({"email": ""}, "E-mail", "Nothing stands here, and it is needed."),
    ({"email": "no at all"}, "E-mail", "This is not an e-mail address."),
    ({"email": f"{'x' * 250}@northmoor.example"}, "E-mail", "This is not an e-mail address."),
    ({"email": "=1+1"}, "E-mail", "This is a formula."),
    ({"group": ""}, "Staff group", "Nothing stands here, and it is needed."),
    ({"group": "HV SCPHN"}, "Staff group", "It is not known what this means."),
    ({"group": "Expert by experience, service user or carer"}, "Staff group", "It is not known what this means."),
    ({"group": "=B2"}, "Staff group", "This is a formula."),
    ({"team": "Nowhere"}, "Team", "It is not known what this means."),
    ({"team": "Both"}, "Team", "It is not known what this means."),
    ({"starts_on": "31/02/2026"}, "First day in the post", "This is not a day that can be read."),
    ({"starts_on": "12/31/2025"}, "First day in the post", "This is not a day that can be read."),
    ({"starts_on": "soon"}, "First day in the post", "This is not a day that can be read."),
    ({"starts_on": "01-Foo-2026"}, "First day in the post", "This is not a day that can be read."),
    ({"starts_on": "1"}, "First day in the post", "This is not a day that can be read."),
    ({"starts_on": "01/01/0026"}, "First day in the post", "This is not a day that can be read."),
    ({"ends_on": "28/02/2024"}, "Last day in the post", "The last day in the post is before the first."),
    ({"ends_on": "29/02/2027"}, "Last day in the post", "This is not a day that can be read."),
    ({"ends_on": "=TODAY()"}, "Last day in the post", "This is a formula."),
    ({"away": "Gone fishing", "away_from": "01/01/2027"}, "Kind of absence", "It is not known what this means."),
    ({"away": "Sick"}, "Absent from", "Say from when on they are absent."),
    ({"away_from": "01/01/2027"}, "Kind of absence", "There are days of an absence, and no kind of absence."),
    ({"away": "Sick", "away_from": "x"}, "Absent from", "This is not a day that can be read."),
    ({"away": "Sick", "away_from": "01/02/2027", "away_until": "01/01/2027"}, "Expected until", "This is before"),
    ({"away": "Sick", "away_from": "01/02/2027", "away_until": "May"}, "Expected until", "This is not a day"),
    ({"number": "00000001"}, "E-mail", "Row 2 has the same employee number with another e-mail."),
    ({"email": "staff1@northmoor.example"}, "E-mail", "Row 2 has the same e-mail with another employee number."),
    ({"number": "00000001", "email": ""}, "Name", "Row 2 has the same employee number with another name."),
    ({"number": "00000001", "email": "", "name": ""}, "Employee number", "Row 2 is the same post of the same person."),
    ({"email": "taken@northmoor.example"}, "E-mail", "An account with this e-mail address is waiting"),
]  # fmt: skip


@pytest.fixture
def northmoor(db):
    organisation = OrganisationFactory(code="nch")
    for code, name in [("quay", "Quayside"), ("both-n", "Both"), ("both-s", "Both")]:
        TeamFactory(organisation=organisation, code=code, name=name)
    User.objects.create_user("taken@northmoor.example", "Somebody Elsewhere")
    return organisation


def run(path, *options) -> dict:
    told = io.StringIO()
    with suppress(CommandError):
        call_command("import_staff", str(path), "--organisation", "nch", "--json", *options, stdout=told)
    return json.loads(told.getvalue())


def kept() -> list[int]:
    return [model.objects.count() for model in (User, StaffNumber, Post, Absence, AcceptedList, StaffList)]


def test_of_5000_rows_with_37_bad_all_are_reported_and_none_is_written_and_put_right_they_are_saved_once(
    northmoor, tmp_path
):
    rows = [someone(number, away="Sick" if number % 500 == 3 else "") for number in range(1, ROWS + 1)]
    for row in rows:
        row[8] = "01/02/2027" if row[7] else ""
    good = tmp_path / "good.csv"
    good.write_bytes(staff_csv(rows, between=";", encoding="utf-8-sig"))
    bad = list(rows)
    for place, (changed, _, _) in enumerate(MISTAKES, start=1):
        bad[100 * place - 2] = someone(100 * place - 1, **changed)
    file = tmp_path / "bad.csv"
    file.write_bytes(staff_csv(bad, between=";", encoding="windows-1252"))
    before = kept()

    told = run(file)
    assert len(MISTAKES) == 37
    assert told["counts"]["error"] == 37
    assert [each["row"] for each in told["problems"]] == [100 * place for place in range(1, 38)]
    for problem, (changed, column, reason) in zip(told["problems"], MISTAKES, strict=True):
        assert (problem["column"], problem["reason"][: len(reason)]) == (column, reason), changed
    assert told["problems"][12]["value"] == "HV SCPHN"
    assert kept() == before

    dry = run(good, "--dry-run")
    assert kept() == before
    assert (dry["counts"]["added"], dry["counts"]["absent"]) == (ROWS, 10)
    real = run(good)
    assert real["accepted"]
    assert real["changes"] == dry["changes"]
    assert kept() == [before[0] + ROWS, ROWS, ROWS, 10, 1, 1]
    assert Post.objects.filter(organisation=northmoor, team__code="quay").count() == ROWS
    assert StaffNumber.objects.filter(number="00000042").exists()

    again = run(good, "--everyone")
    assert (again["counts"]["unchanged"], again["changes"]) == (ROWS, [])


def test_a_workbook_says_the_same_as_text(northmoor, tmp_path):
    rows = [someone(1), someone(2, away="Sick", away_from="01/02/2027")]
    book, text = tmp_path / "list.xlsx", tmp_path / "list.csv"
    book.write_bytes(xlsx_of([[*HEADINGS, *AWAY], *rows]))
    text.write_bytes(staff_csv(rows))
    assert run(book, "--dry-run")["changes"] == run(text, "--dry-run")["changes"]


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (b"", [], "The file is empty."),
        (
            b"A,B\n1,2\n",
            [],
            "Say which column holds the employee number. Say which column holds the staff group.",
        ),
        (None, [], "The file cannot be opened: No such file or directory."),
        (b"A,B\n1,2\n", ["--organisation", "x"], "There is no organisation with the code x."),
    ],
)
def test_the_command_refuses_in_words(data, options, words, northmoor, tmp_path):
    file = tmp_path / "list.csv"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(CommandError) as refusal:
        call_command("import_staff", str(file), "--organisation", "nch", *options, stdout=io.StringIO())
    assert str(refusal.value) == words
    assert not StaffList.objects.exists()
