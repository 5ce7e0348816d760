"""A pytest plugin: find Chromium, say how many browser tests did not run without it, and let CI skip nothing."""

import os
import shutil

import pytest

PATH = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
REASON = "no Chromium found"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
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
