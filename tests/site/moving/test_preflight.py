"""Every row that PostgreSQL would refuse is named, and nothing that somebody wrote in confidence is shown."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories import EffectFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(name="Amina Yusuf", email="amina@northmoor.example")


def ask(*options) -> tuple[int, str]:
    """The exit code, and what was printed."""
    told = io.StringIO()
    try:
        call_command("preflight_postgres", *options, stdout=told)
    except CommandError as error:
        return error.returncode, told.getvalue() + str(error)
    return 0, told.getvalue()


def found(file) -> list[dict]:
    code, told = ask(f"--from={file}", "--json")
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert code == (1 if lines else 0)
    return lines


def test_what_is_odd_and_fits_is_taken(pour):
    UserFactory(name="شيماء 👩‍👧‍👦 " + "ñ" * 180, email="odd@northmoor.example")
    EffectFactory(arguments={"words": "x" * 1_000_000, "quoted": "\\u0000"})
    assert ask(f"--from={pour()}") == (0, "PostgreSQL would take every row.\n")


@pytest.mark.parametrize(
    ("field", "stored", "reason", "value"),
    [
        ("name", "n" * 300, "is 300 characters long, and 200 fit", "n" * 40),
        ("name", "Ann\0e", "holds a NUL character", "Ann\\x00e"),
        ("password", "p" * 300, "is 300 characters long, and 128 fit", ""),
        ("last_login", "2027-02-30 10:00:00", "is not a date and time", "2027-02-30 10:00:00"),
        ("is_active", 7, "is neither yes nor no", "7"),
        ("email", "Amina@northmoor.example", "breaks the rule email_is_kept_in_lower_case", None),
        ("email", "Ämina@northmoor.example", "breaks the rule email_is_kept_in_lower_case", None),
    ],
)
def test_a_value_is_named_with_its_reason(field, stored, reason, value, person, pour, spoil):
    file = pour()
    spoil(file, f"UPDATE people_user SET {field} = ? WHERE id = ?", stored, person.pk)  # noqa: S608
    told = {"table": "people_user", "key": str(person.pk), "reason": reason}
    if value is None:
        assert found(file) == [told | {"field": "", "value": ""}]
    else:
        assert found(file) == [told | {"field": field, "value": value}]


def test_addresses_that_differ_in_capitals_alone_are_one(person, pour, spoil):
    other = UserFactory()
    file = pour()
    spoil(file, "UPDATE people_user SET email = 'AMINA@northmoor.example' WHERE id = ?", other.pk)
    reasons = {(line["field"], line["reason"]) for line in found(file)}
    assert (
        'LOWER("email")',
        "is the same in 2 rows, of which this is the first, and must be in one",
    ) in reasons


def test_what_points_nowhere_is_named(pour, spoil):
    post = PostFactory()
    file = pour()
    spoil(file, "UPDATE people_post SET person_id = 987654 WHERE id = ?", post.pk)
    [line] = found(file)
    assert (line["table"], line["key"], line["field"]) == ("people_post", str(post.pk), "person_id")
    assert line["reason"] == "points at a row of people_user that is not there"


def test_words_of_any_length_are_never_shown(pour, spoil):
    effect = EffectFactory()
    file = pour()
    secret = '{"words": "in confidence", "n": NaN}'
    spoil(file, "UPDATE records_effect SET arguments = ? WHERE id = ?", secret, effect.pk)
    code, told = ask(f"--from={file}")
    assert f"records_effect {effect.pk} arguments is JSON with NaN\n" in told
    assert "PostgreSQL would refuse 1 of these." in told
    assert "confidence" not in told
    assert code == 1


def test_a_file_that_is_something_else_is_refused(tmp_path):
    (tmp_path / "words").write_text("words " * 1000)
    assert ask(f"--from={tmp_path / 'none'}")[0] == 2
    code, told = ask(f"--from={tmp_path / 'words'}")
    assert (code, "is not a database of this site" in told) == (2, True)


if connection.vendor == "postgresql":

    def test_a_site_on_postgres_is_asked_for_the_file():
        assert ask() == (2, "This site is on PostgreSQL. Name the file with --from.")
