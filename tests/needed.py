"""A pytest plugin: find the programs that tests need, say how many did not run without one, and let CI skip nothing."""

import os
import shutil
from collections import Counter
from dataclasses import dataclass

import pytest

PLACES = os.pathsep.join(
    [os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]
)  # not everybody's path has the last two


@dataclass(frozen=True)
class Program:
    """One that apt installs by the name of its package. Its path is None where it is not."""

    name: str
    package: str
    path: str | None

    @property
    def reason(self) -> str:
        return f"no {self.name} found"


def find(*names: str) -> str | None:
    return next(filter(None, (shutil.which(name, path=PLACES) for name in names)), None)


# The shell is the same browser without its windows, and a fifth faster.
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = Program("Chromium", BROWSERS[0], os.environ.get("CHROME_PATH") or find(*BROWSERS))
NGINX = Program("nginx", "nginx-light", find("nginx"))
OPENSSL = Program("openssl", "openssl", find("openssl"))
PGBOUNCER = Program("pgbouncer", "pgbouncer", find("pgbouncer"))
# By the fixture that starts them.
NEEDED = {"browser": (CHROMIUM,), "nginx": (NGINX, OPENSSL), "pgbouncer": (PGBOUNCER,)}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "browser" in fixtures:
            item.add_marker(pytest.mark.browser)
        for program in [program for name in NEEDED if name in fixtures for program in NEEDED[name]]:
            if program.path is None:
                item.add_marker(pytest.mark.skip(reason=program.reason))


def pytest_terminal_summary(terminalreporter):
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    programs = dict.fromkeys(program for needed in NEEDED.values() for program in needed)
    left_out = Counter({program: sum(program.reason in why for why in skipped) for program in programs})
    for program, number in (+left_out).items():
        terminalreporter.write_line(
            f"{number} tests did not run: {program.reason}. "
            f"To run them: sudo apt-get install {program.package}, then make test."
        )


def pytest_sessionfinish(session):
    """In CI a skipped test is a failure: it would hide what was not tested."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1
