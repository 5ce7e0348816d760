"""A pytest plugin: find Chromium, say how many browser tests did not run without it, and let CI skip nothing."""

import os
import shutil

import pytest

PATH = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
REASON = "no Chromium found"

# Playwright leaves its event loop running in the process that drives the browser, and Django refuses to query beside a
# loop. Nothing of ours is asynchronous, so the tests that follow in that process may.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests of the served site share a server, and those of the demonstration one load, so one process runs each.

    Looking at every page takes as long as all else of the served site: it may have a process and a server of its own.
    """
    for item in items:
        room = item.path.parent.name
        if room in ("served", "demo"):
            is_of_pages = item.path.name.endswith("pages.py")
            item.add_marker(pytest.mark.xdist_group(f"{room} pages" if is_of_pages else room))
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if PATH is None:
                item.add_marker(pytest.mark.skip(reason=REASON))


def pytest_terminal_summary(terminalreporter):
    left_out = [
        report for report in terminalreporter.stats.get("skipped", []) if REASON in str(report.longrepr)
    ]
    if left_out:
        terminalreporter.write_line(
            f"{len(left_out)} browser tests did not run: no Chromium found. "
            "To run them: sudo apt-get install chromium, then make test."
        )


def pytest_sessionfinish(session):
    """In CI a skipped test is a failure: it would hide what was not tested."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1
