"""The move of a SQLite file into PostgreSQL: everything, or nothing. On SQLite there is nowhere to move to."""

import datetime
import io
import sqlite3
from contextlib import closing

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection

from casestudies import freezing as casestudies
from learning.people.models import Post, User
from learning.records.models import Effect
from learning.workforce import freezing as workforce
from learning.workforce.rollups import triggers
from quizzes import freezing
from tests.factories import EffectFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def call(file) -> str:
    told = io.StringIO()
    call_command("move_to_postgres", f"--from={file}", stdout=told)
    return told.getvalue()


def empty_database() -> None:
    for room in (freezing, casestudies, workforce):
        room.thaw(connection)
    triggers.drop(connection)
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    ContentType.objects.clear_cache()
    triggers.make(connection)
    for room in (freezing, casestudies, workforce):
        room.freeze(connection)


@pytest.fixture(autouse=True)
def _types_are_known():
    """As before the move, which forgets them: the next test's rows are loaded by signals that would make types anew."""
    types = list(ContentType.objects.all())
    yield
    ContentType.objects.clear_cache()
    for each in types:
        ContentType.objects._add_to_cache(connection.alias, each)  # noqa: SLF001  there is no other way to remember one


@pytest.fixture(autouse=True)
def _keys_go_on(transactional_db):
    """Emptying a database and a move begin the keys of tables anew, which a later test would meet among those it is given."""
    yield
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1000000) FROM pg_sequences"
                " WHERE schemaname = 'public' AND data_type <> 'smallint'::regtype"
            )


@pytest.fixture
def seeds():
    """People and records of every odd kind that fits."""
    PostFactory(person=UserFactory(name="شيماء 👩‍👧‍👦 O’Brien\t\\N", email="odd@northmoor.example"))
    UserFactory(name="n" * 200, last_login=datetime.datetime(1, 1, 1, tzinfo=datetime.UTC))
    EffectFactory(arguments={"words": "é" * 500_000, "quoted": "\\u0000", "number": 1e300, "nothing": None})


def rows() -> tuple[list, ...]:
    return tuple(list(model.objects.order_by("pk").values()) for model in (User, Post, Effect))


if connection.vendor == "sqlite":

    def test_a_site_on_sqlite_is_told_to_name_its_postgres(pour):
        with pytest.raises(
            CommandError, match=r"Set DATABASE_URL to the PostgreSQL database .* Nothing was moved"
        ):
            call(pour())

else:

    @pytest.fixture
    def file(seeds, pour):
        """The seeds in a file, and nothing in the database."""
        before, file = rows(), pour()
        empty_database()
        assert rows() == ([], [], [])
        return file, before

    def test_everything_arrives_as_it_was(file):
        file, before = file
        told = call(file)
        assert rows() == before
        assert "people_user: 2 rows, " in told
        assert "each table was read back and is the same" in told

    def test_new_rows_get_new_keys_and_rules_hold_again(file):
        call(file[0])
        assert UserFactory().pk > User.objects.get(email="odd@northmoor.example").pk
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT convalidated")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) > 100 FROM pg_constraint WHERE contype = 'f'")
            assert cursor.fetchone() == (True,)

    @pytest.mark.parametrize(
        "spoiling",
        [
            "UPDATE people_post SET person_id = 987654",
            "UPDATE people_user SET name = 'Ann' || char(0) || 'e' WHERE email = 'odd@northmoor.example'",
            "UPDATE people_user SET email = 'Odd@northmoor.example' WHERE email = 'odd@northmoor.example'",
        ],
    )
    def test_one_row_that_is_refused_leaves_nothing_behind(spoiling, file, spoil):
        spoil(file[0], spoiling)
        with pytest.raises(CommandError, match="Nothing was moved: .* preflight_postgres lists"):
            call(file[0])
        assert rows() == ([], [], [])

    def test_a_database_in_which_somebody_is_is_left_alone(file):
        UserFactory(name="Here Now")
        with pytest.raises(CommandError, match="There are people in the database already"):
            call(file[0])
        assert User.objects.get().name == "Here Now"

    def test_a_file_of_another_version_is_refused(file, spoil):
        spoil(file[0], "DELETE FROM django_migrations WHERE app = 'people' AND name = '0001_initial'")
        with pytest.raises(
            CommandError, match="of different versions of the site, such as by people.0001_initial"
        ):
            call(file[0])

    def test_a_file_that_is_written_to_meanwhile_is_refused(file, monkeypatch):
        """The site was not stopped: somebody saves something while the file is read."""

        class Writing(io.StringIO):
            def write(self, words):
                if "people_user:" in words:
                    with closing(sqlite3.connect(file[0])) as raw, raw:
                        raw.execute("UPDATE people_user SET name = 'Later'")
                return super().write(words)

        with closing(sqlite3.connect(file[0])) as raw:
            raw.execute("PRAGMA journal_mode=WAL")
        with pytest.raises(CommandError, match="Somebody wrote to the file meanwhile"):
            call_command("move_to_postgres", f"--from={file[0]}", stdout=Writing())
        assert rows() == ([], [], [])
