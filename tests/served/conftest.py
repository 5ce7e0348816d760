"""One Chromium and one server for the browser tests of a process, on a copy of the demonstration that a run loads once."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import databases, needed
from tests.served.server import Server, demonstration, server_on

QUIET = ["--disable-background-networking", "--disable-component-update", "--mute-audio"]
ALLOWED = ["--no-sandbox", "--disable-dev-shm-usage", "--autoplay-policy=no-user-gesture-required"]


@pytest.fixture(scope="package")
def browser() -> Browser:
    """It ends with this room, unlike pytest-playwright's: Playwright leaves an event loop running, beside which Django
    opens connections that know nothing of the test database.
    """
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=needed.CHROMIUM.path, args=QUIET + ALLOWED)
        yield chrome
        chrome.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory, worker_id, testrun_uid, django_db_blocker) -> Server:
    """On a copy of the demonstration. Who is first loads it, and throws it away: whoever comes later loads another.

    SERVED_DATA names a folder in which it is kept between runs, while working on a test.
    """
    kept = os.environ.get("SERVED_DATA")
    base = tmp_path_factory.getbasetemp()
    shared = Path(kept or (base if worker_id == "master" else base.parent))
    original = shared / f"served_{'kept' if kept else testrun_uid[:12]}"
    with databases.one_at_a_time(shared), django_db_blocker.unblock():
        is_ours = not original.exists() and not kept
        copy = copy_of(original, worker_id)
    served = server_on(copy, database_url=database_of(copy))
    served.run(f"from courses.demo import site; site.move_to({served.port})")
    try:
        yield served.start()
    finally:
        served.stop()
        with databases.one_at_a_time(shared):
            for folder in [copy, original] if is_ours else [copy]:
                throw_away(folder)


def copy_of(original: Path, suffix: str) -> Path:
    if not original.exists():
        load(original)
    copy = original.with_name(f"{original.name}_{suffix}")
    shutil.copytree(original, copy)
    if databases.ON_POSTGRES:
        databases.copy(original.name, copy.name)
    return copy


def load(folder: Path) -> None:
    """Whole or not at all, into a database that is migrated already: tests/commands begin with none."""
    folder.mkdir()
    try:
        databases.copy_migrated(folder.name if databases.ON_POSTGRES else str(folder / "db.sqlite3"))
        demonstration(folder, database_url=database_of(folder))
    except BaseException:
        throw_away(folder)
        raise


def throw_away(folder: Path) -> None:
    shutil.rmtree(folder)
    if databases.ON_POSTGRES:
        databases.drop(folder.name)


def database_of(folder: Path) -> str:
    """Empty for SQLite, whose file is in the folder; on PostgreSQL a database with the folder's name."""
    return databases.beside(folder.name) if databases.ON_POSTGRES else ""


@pytest.fixture(scope="session")
def structures() -> set[str]:
    """Pages and heads built as ones that axe has looked at."""
    return set()


@pytest.fixture
def away(server: Server):
    """Courses whose names begin with Kinds are taken away from the catalogue afterwards."""
    yield
    server.run(
        "from courses.models import CoursePage\n"
        "for course in CoursePage.objects.filter(title__startswith='Kinds '):\n"
        "    course.unpublish()\n"
        "    course.get_descendants().update(live=False)\n"
        "print('done')"
    )
