"""A pytest plugin: which tests use the database, which look at pages, which run together, and in what order."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent

# What takes long goes first, so that no process is left with it at the end. One process loads the demonstration that is served, for the
# first two; the others have enough to do until it is there. Nothing here may commit: a test that does leaves the database empty for those
# that do not, so pytest-django puts it after them.
LONGEST_FIRST = (
    *("served/test_submit_kills.py", "served/test_pages.py", "demo/", "test_access.py"),
    *("test_canaries.py", "served/test_admin_pages.py", "served/", "deployed/"),
)
# Looking at pages skips what it has seen, the demonstration's tests share one load, and those of deploy/ what they have started:
# one process runs each.
TOGETHER = (
    ("served/test_submit_kills.py", "served/test_pages.py"),
    ("served/test_admin_pages.py",),
    ("demo/",),
    ("deployed/test_nginx.py",),
    ("deployed/test_pool.py",),
)
# How pages look and which words they hold, and what their scripts do: tests/test_access.py opens every page as every role
# on each database, and journeys are made on each.
LOOKS = (
    *("served/test_pages.py", "served/test_admin_pages.py", "served/test_workforce_pages.py"),
    *("served/test_kinds.py", "served/test_film", "served/test_timed_quiz.py"),
    *("served/test_keeping.py", "served/test_outages.py", "served/test_editing.py", "test_canaries.py"),
    *("served/test_trainer.py", "served/test_lead.py", "served/test_captions.py", "served/test_case.py"),
    *(
        "served/test_film_private.py",
        "served/test_leaving.py",
        "served/test_sharing.py",
        "served/test_upload.py",
    ),
    *(
        "served/test_staff_list.py",
        "served/test_needs.py",
        "served/test_nudge.py",
        "served/test_two_sides.py",
    ),
    *("served/test_mail_away.py", "quizzes/attempts/test_accommodations.py", "quizzes/figures/"),
    *("certificates/test_pdf.py", "certificates/test_own_page.py", "certificates/test_verification.py"),
    *(
        "commands/test_demo.py",
        "commands/test_setup.py",
        "commands/test_serve.py",
        "people/test_sign_in.py",
        "people/test_passwords.py",
    ),
    *(
        "casestudies/films/",
        "casestudies/voices/",
        "casestudies/families/",
        "casestudies/encoding/test_film_page.py",
    ),
    *("site/test_service_admin.py", "site/test_home.py", "site/test_menu.py", "site/test_errors.py"),
    *("test_admin_access.py", "test_bad_input.py", "workforce/test_canaries.py", "workforce/test_person.py"),
    *("workforce/test_table.py", "workforce/test_people.py", "workforce/packs/", "workforce/today/"),
    *("workforce/test_downloads.py", "workforce/test_exports.py"),
    *(
        "demo/",
        "quizzes/taking/test_kinds_secrets.py",
        "casestudies/captioning/",
        "casestudies/encoding/test_making.py",
        *("courses/builder/", "courses/review/", "quizzes/files/"),
    ),
)
# What is reckoned or drawn from rows that have been read: tests/test_access.py reads them on each database.
DRAWN = {
    *("test_page.py", "test_pages.py", "test_admin.py", "test_form.py"),
    *("test_blocks.py", "test_findings.py", "test_home_panel.py", "test_preview.py"),
    *("test_previews.py", "test_block_previews.py", "test_kinds.py", "test_kinds_taking.py"),
    *("test_autosave.py", "test_editing.py", "test_catalogue.py", "test_course_page.py", "test_lessons.py"),
    *("test_views.py", "test_formative.py", "test_my_learning.py", "test_finding.py", "test_notes.py"),
}
# Whose cases differ in what is chosen, typed or said, and not in what the database is asked: one is enough on PostgreSQL.
ONE_CASE = (
    *(
        "workforce/needs/",
        "workforce/matrix/",
        "workforce/sharing/",
        "workforce/joint/",
        "workforce/reminders/",
    ),
    *(
        "workforce/test_partnership.py",
        "workforce/test_looks.py",
        "site/test_usage.py",
        "site/test_sources.py",
    ),
    *("site/test_services.py", "site/test_contacts.py", "site/test_kept.py", "quizzes/test_verifying.py"),
    *(
        "quizzes/taking/test_secrets.py",
        "quizzes/taking/test_granting_page.py",
        "quizzes/taking/test_time_limits.py",
    ),
    *(
        "quizzes/surveys/",
        "courses/",
        "casestudies/consents/",
        "casestudies/encoding/",
        "casestudies/two_sides/",
    ),
    *("casestudies/moderation/", "casestudies/test_content_notes.py"),
)
# What no database can change: it runs once, and not on each. Commands and the demonstration run processes of their own.
DATABASE = {"db", "transactional_db", "live_server", "server", "pgbouncer", "django_db_setup"}
PROCESSES = ("commands/", "demo/")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    tests = set()
    for item in items:
        test = (item.path, getattr(item, "originalname", item.name))
        if test in tests and place(item, ONE_CASE) < len(ONE_CASE):
            item.add_marker(pytest.mark.again)
        tests.add(test)
        for rooms in TOGETHER:
            if place(item, rooms) < len(rooms):
                item.add_marker(pytest.mark.xdist_group(rooms[0]))
        if place(item, LOOKS) < len(LOOKS) or item.path.name in DRAWN:
            item.add_marker(pytest.mark.looks)
        if uses_database(item):
            item.add_marker(pytest.mark.database)
    yield  # pytest-django puts what uses the database first
    items.sort(key=lambda item: place(item, LONGEST_FIRST))


def uses_database(item) -> bool:
    named = DATABASE & set(getattr(item, "fixturenames", ()))
    return bool(named or item.get_closest_marker("django_db")) or place(item, PROCESSES) < len(PROCESSES)


def place(item, beginnings: tuple[str, ...]) -> int:
    """The number of the first that the item's path below tests/ begins with; their count when there is none."""
    path = item.path.relative_to(TESTS).as_posix()
    return next(
        (number for number, start in enumerate(beginnings) if path.startswith(start)), len(beginnings)
    )
