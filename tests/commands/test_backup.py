"""Backing up and restoring, on whichever engine the tests run."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from learning.people.models import User
from learning.site import databases
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

DATABASE_FILE = {"sqlite": databases.SQLITE_FILE, "postgresql": databases.POSTGRES_FILE}


def call(command, *arguments) -> str:
    told = io.StringIO()
    call_command(command, *arguments, stdout=told, stderr=told)
    return told.getvalue()


@pytest.fixture
def filled(settings):
    """Someone, a picture and a film."""
    for place, words in ((settings.MEDIA_ROOT, "picture"), (settings.PRIVATE_ROOT, "film")):
        (place / "deep").mkdir(parents=True)
        (place / "deep" / f"{words}.bin").write_text(words)
    return UserFactory(name="Amina Yusuf", email="amina@northmoor.example")


@pytest.fixture
def backup(filled, tmp_path) -> Path:
    call("backup", str(tmp_path / "backup"))
    return tmp_path / "backup"


@pytest.fixture
def emptied(backup, settings) -> Path:
    """The backup, and an installation in which there is nothing any more."""
    User.objects.all().delete()
    shutil.rmtree(settings.MEDIA_ROOT)
    shutil.rmtree(settings.PRIVATE_ROOT)
    return backup


def manifest_of(backup: Path) -> dict:
    return json.loads((backup / "manifest.json").read_text())


def write_manifest(backup: Path, **changes) -> None:
    (backup / "manifest.json").write_text(json.dumps(manifest_of(backup) | changes))


class TestBackup:
    def test_it_holds_the_database_and_every_file_with_its_hash(self, backup):
        files = manifest_of(backup)["files"]
        expected = {DATABASE_FILE[connection.vendor], "media/deep/picture.bin", "private/deep/film.bin"}
        assert set(files) == expected
        assert {len(digest) for digest in files.values()} == {64}

    def test_the_manifest_counts_the_rows_of_every_table(self, backup):
        rows = manifest_of(backup)["rows"]
        assert rows["people_user"] == 1
        assert set(rows) == set(connection.introspection.table_names())

    def test_only_this_account_can_open_it(self, backup):
        assert backup.stat().st_mode & 0o777 == 0o700

    def test_it_says_what_it_did(self, filled, tmp_path):
        told = call("backup", str(tmp_path / "one"))
        assert f"Backed up to {tmp_path / 'one'}:" in told
        assert "and 2 files beside the database." in told

    def test_a_folder_in_use_is_refused(self, backup):
        with pytest.raises(CommandError, match="is not empty. Name a new folder"):
            call("backup", str(backup))

    def test_a_folder_that_cannot_be_made_is_told_in_words(self, filled, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(CommandError, match="file"):
            call("backup", str(tmp_path / "file" / "below"))

    def test_an_installation_without_files_can_be_backed_up(self, tmp_path):
        call("backup", str(tmp_path / "one"))
        assert set(manifest_of(tmp_path / "one")["files"]) == {DATABASE_FILE[connection.vendor]}

    def test_links_to_elsewhere_are_left_out(self, filled, settings, tmp_path):
        (settings.MEDIA_ROOT / "secrets").symlink_to("/etc/passwd")
        call("backup", str(tmp_path / "one"))
        assert "media/secrets" not in manifest_of(tmp_path / "one")["files"]

    def test_a_file_deleted_while_it_is_copied_is_named_and_left_out(self, filled, tmp_path, monkeypatch):
        copy = shutil.copy2

        def delete_first(source, target):
            if source.name == "picture.bin":
                source.unlink()
            return copy(source, target)

        monkeypatch.setattr(shutil, "copy2", delete_first)
        told = call("backup", str(tmp_path / "one"))
        assert "Deleted by someone while it was being copied, so left out: deep/picture.bin" in told
        assert "media/deep/picture.bin" not in manifest_of(tmp_path / "one")["files"]


class TestRestore:
    def test_everything_is_there_again(self, emptied, settings):
        call("restore", str(emptied))
        person = User.objects.get()
        assert (person.name, person.email) == ("Amina Yusuf", "amina@northmoor.example")
        assert person.check_password("think-family")
        assert (settings.MEDIA_ROOT / "deep" / "picture.bin").read_text() == "picture"
        assert (settings.PRIVATE_ROOT / "deep" / "film.bin").read_text() == "film"

    def test_it_says_what_it_did(self, emptied):
        told = call("restore", str(emptied))
        assert "Checked 3 files: every hash is right." in told
        assert "Restored the backup of " in told
        assert "Start the web server and the worker." in told

    def test_data_that_is_here_is_not_overwritten(self, backup, filled):
        UserFactory()
        with pytest.raises(CommandError, match="There is data here already. .* say --replace"):
            call("restore", str(backup))
        assert User.objects.count() == 2

    def test_files_alone_are_data_too(self, backup):
        User.objects.all().delete()
        with pytest.raises(CommandError, match="There is data here already"):
            call("restore", str(backup))

    def test_replace_throws_away_what_is_here(self, backup, settings):
        UserFactory()
        (settings.MEDIA_ROOT / "later.bin").write_text("later")
        call("restore", str(backup), "--replace")
        assert [person.name for person in User.objects.all()] == ["Amina Yusuf"]
        assert sorted(path.name for path in settings.MEDIA_ROOT.rglob("*")) == ["deep", "picture.bin"]

    def test_a_folder_may_have_any_name(self, emptied):
        named = emptied.rename(emptied.parent / "backup #1? 100%25")
        call("restore", str(named))
        assert User.objects.get().name == "Amina Yusuf"

    def test_restoring_twice_is_the_same_as_once(self, emptied):
        call("restore", str(emptied))
        call("restore", str(emptied), "--replace")
        assert User.objects.count() == 1

    def test_new_rows_after_a_restore_get_new_keys(self, emptied):
        call("restore", str(emptied))
        assert UserFactory().pk > User.objects.get(name="Amina Yusuf").pk

    def test_what_was_cached_is_forgotten(self, emptied):
        cache.set("kept", "old")
        call("restore", str(emptied))
        assert cache.get("kept") is None

    def test_a_backup_by_an_older_version_asks_for_a_migration(self, emptied):
        older = [name for name in manifest_of(emptied)["migrations"] if not name.startswith("records.")]
        write_manifest(emptied, migrations=older)
        assert "Now run: manage.py migrate" in call("restore", str(emptied))


def spoil_nothing(backup):
    (backup / "manifest.json").unlink()


def spoil_manifest(backup):
    (backup / "manifest.json").write_text('{"made_at": ')


def change_a_file(backup):
    (backup / "media" / "deep" / "picture.bin").write_text("another")


def change_the_database(backup):
    with (backup / DATABASE_FILE[connection.vendor]).open("ab") as file:
        file.write(b"more")


def lose_a_file(backup):
    (backup / "private" / "deep" / "film.bin").unlink()


def add_a_file(backup):
    (backup / "media" / "added.html").write_text("<script>")


def point_outside(backup):
    write_manifest(backup, files=manifest_of(backup)["files"] | {"../../etc/passwd": "0" * 64})


def come_from_another_engine(backup):
    write_manifest(backup, engine="oracle")


def come_from_a_newer_version(backup):
    write_manifest(backup, migrations=[*manifest_of(backup)["migrations"], "records.9999_later"])


def have_another_format(backup):
    write_manifest(backup, format=2)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (spoil_nothing, "is not a whole backup: it has no manifest.json"),
        (spoil_manifest, "manifest.json cannot be read"),
        (change_a_file, "media/deep/picture.bin has changed since the backup was made"),
        (change_the_database, "has changed since the backup was made"),
        (lose_a_file, "1 of 3 files are missing, such as private/deep/film.bin"),
        (add_a_file, "1 files are not in the manifest, such as media/added.html"),
        (point_outside, "names a file outside the backup"),
        (come_from_another_engine, "is of a oracle database"),
        (come_from_a_newer_version, r"made by a newer version of the site \(records.9999_later\)"),
        (have_another_format, "has format 2"),
    ],
)
def test_a_backup_that_is_not_right_is_refused_before_anything_is_touched(spoil, told, backup, settings):
    UserFactory(name="Here Now")
    spoil(backup)
    with pytest.raises(CommandError, match=told):
        call("restore", str(backup), "--replace")
    assert User.objects.filter(name="Here Now").exists()
    assert sorted(path.name for path in settings.MEDIA_ROOT.rglob("*")) == ["deep", "picture.bin"]


if connection.vendor == "sqlite":

    def test_a_backup_during_writes_is_whole_and_stops_nobody(filled, tmp_path):
        """A live database in a file, written to while `manage.py backup` runs in a process of its own."""
        live = tmp_path / "live.sqlite3"
        with closing(sqlite3.connect(live)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=WAL")
            copy.execute("CREATE TABLE pairs (number INTEGER)")
        stop, refused = threading.Event(), []
        writer = threading.Thread(target=write_pairs, args=(live, stop, refused))
        writer.start()
        manage("backup", str(tmp_path / "backup"), database=live, data=tmp_path / "data")
        stop.set()
        writer.join()
        manage(
            "restore", str(tmp_path / "backup"), database=tmp_path / "fresh.sqlite3", data=tmp_path / "other"
        )
        with (
            closing(sqlite3.connect(tmp_path / "fresh.sqlite3")) as fresh,
            closing(sqlite3.connect(live)) as whole,
        ):
            [[copied]] = fresh.execute("SELECT count(*) FROM pairs")
            [[written]] = whole.execute("SELECT count(*) FROM pairs")
            assert fresh.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert fresh.execute("SELECT name FROM people_user").fetchall() == [("Amina Yusuf",)]
        assert refused == []
        assert copied % 2 == 0
        assert 0 < copied < written

else:

    def test_a_backup_during_writes_is_of_one_moment(filled, tmp_path):
        stop = threading.Event()
        writer = threading.Thread(target=make_people_in_pairs, args=(stop,))
        writer.start()
        call("backup", str(tmp_path / "backup"))
        stop.set()
        writer.join()
        written = User.objects.count()
        counted = manifest_of(tmp_path / "backup")["rows"]["people_user"]
        call("restore", str(tmp_path / "backup"), "--replace")
        assert User.objects.count() == counted <= written
        assert counted % 2 == 1

    @pytest.mark.parametrize("command", ["backup", "restore"])
    def test_missing_programs_are_named(command, emptied, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        folder = emptied if command == "restore" else tmp_path / "another"
        with pytest.raises(CommandError, match="was not found. Install PostgreSQL's client programs"):
            call(command, str(folder))


def make_people_in_pairs(stop) -> None:
    while not stop.wait(0.005):
        with transaction.atomic():
            UserFactory.create_batch(2)
    connection.close()


def write_pairs(path, stop, refused) -> None:
    """Two rows a transaction, as fast as it goes."""
    with closing(sqlite3.connect(path, timeout=0.5, isolation_level=None)) as own:
        number = 0
        while not stop.wait(0.001):
            number += 1
            try:
                own.execute("BEGIN IMMEDIATE")
                own.executemany("INSERT INTO pairs VALUES (?)", [(number,), (number,)])
                own.execute("COMMIT")
            except sqlite3.OperationalError as error:
                refused.append(str(error))
                return


def manage(*arguments, database: Path, data: Path) -> None:
    environment = {
        "DJANGO_SETTINGS_MODULE": "learning.settings.dev",
        "DATABASE_URL": f"sqlite:///{database}",
        "DATA_DIR": str(data),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=django_settings.BASE_DIR,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
