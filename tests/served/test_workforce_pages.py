"""The workforce pages with what may be chosen on them, and with what may not, at the size of a team and of an organisation."""

import json

import pytest
from playwright.sync_api import Browser

from tests.served.hands import Mouse
from tests.served.learner import Learner
from tests.served.server import Server
from tests.served.watch import Watch

SHOWN = [
    "/workforce/",
    "/workforce/?course={course}",
    "/workforce/?rows=team",
    "/workforce/today/",
    "/workforce/people/?status=overdue",
    "/workforce/people/?status=left_out",
]
# What is asked for seldom, or not to be had: nobody asked, a team of others, days that hold nothing, a word of no meaning.
SELDOM = [
    "/workforce/?asked=recommended",
    "/workforce/?team={elsewhere}&on=2099-01-01",
    "/workforce/?on=2001-01-01",
    "/workforce/people/?on=2001-01-01",
    "/workforce/people/?status=nonsense",
]
CHOSEN = {
    "lead": SHOWN + SELDOM,
    "manager": SHOWN,
    "partnership": ["/workforce/partnership/?course={course}", "/workforce/partnership/?month=2001-01-31"],
}
FIND = """
import json
from courses.models import CoursePage
from learning.people.models import Team
print(json.dumps({"course": CoursePage.objects.live().order_by("path")[0].pk,
                  "elsewhere": Team.objects.exclude(organisation__code="nch").order_by("pk")[0].pk}))
"""


@pytest.fixture(scope="module")
def found(server: Server) -> dict[str, int]:
    return json.loads(server.run(FIND))


@pytest.mark.parametrize("role", CHOSEN)
def test_the_figures_are_sound_whatever_is_chosen_by_a(
    role: str, browser: Browser, server: Server, found, structures
):
    context = browser.new_context()
    Learner(context.new_page(), server, Mouse).sign_in(f"{role}@northmoor.example")
    watch = Watch(context, server.url, structures)
    amiss = {path: watch.open(path.format(**found)) for path in CHOSEN[role]}
    context.close()
    assert {path: said for path, said in amiss.items() if said} == {}
