"""The two-sided case at the served site: alone without JavaScript, and as a pair by keyboard alone; nothing amiss for axe."""

import json
import re

from playwright.sync_api import Browser, BrowserContext, expect

from tests.served.hands import Keyboard
from tests.served.learner import Learner, make_person
from tests.served.server import Server
from tests.served.watch import Watch

POSTED = """
import json
from django.utils import timezone
from casestudies.models import TwoSidedCasePage
from learning.people.models import Organisation, Post, PracticeGroup, User
from learning.records import records
page = TwoSidedCasePage.objects.order_by("path")[0]
person = User.objects.get(email={email!r})
if {group!r}:
    Post.objects.create(person=person, organisation=Organisation.objects.order_by("pk")[0],
        practice_group=PracticeGroup.objects.get(code={group!r}), starts_on=timezone.localdate())
records.enrol(learner=person, course=page.programme(), by=person, at=timezone.now())
print(json.dumps(page.url))
"""


def sit(browser: Browser, server: Server, who: str, group: str, **options) -> tuple[Learner, BrowserContext]:
    """Someone of a staff group on the course, with the case open before them."""
    email = make_person(server, who, f"{who.title()} Served")
    url = json.loads(server.run(POSTED.format(email=email, group=group)))
    context = browser.new_context(**options)
    learner = Learner(context.new_page(), server, Keyboard)
    learner.sign_in(email)
    learner.page.goto(server.url + url)
    return learner, context


def open_file(learner: Learner, side: str) -> None:
    learner.hands.press(learner.main.get_by_role("button", name=f"Open the file of {side}"))
    learner.page.wait_for_url("**/sittings/*/")


def choose(learner: Learner, link: str, button: str, *ticked: int) -> None:
    """From where one is to the next choice, by keyboard, and make it."""
    learner.hands.press(learner.main.get_by_role("link", name=link))
    expect(learner.main.get_by_role("button", name=button, exact=True)).to_be_visible()
    for number in ticked:
        learner.hands.choose(learner.main.get_by_role("checkbox").nth(number))
    learner.hands.press(learner.main.get_by_role("button", name=button, exact=True))
    expect(learner.main.get_by_text("What you did not choose")).to_be_visible()


def test_someone_goes_through_it_alone_without_scripts(browser: Browser, server: Server):
    learner, context = sit(browser, server, "sole", "", java_script_enabled=False)
    open_file(learner, "Adult services")
    expect(learner.main.get_by_text("hard to wake until about six in the morning")).to_be_visible()
    choose(learner, "Next: what to ask", "Ask", 0, 1)
    expect(learner.main.get_by_text("Dan does the nights")).to_be_visible()
    expect(learner.main.get_by_text("Health visitor. Written by the course team")).to_be_visible()
    choose(learner, "Next: what to share", "Share", 1)
    choose(learner, "Next: what to do", "Do this", 5)
    learner.hands.press(learner.main.get_by_role("link", name="See both sides"))
    expect(learner.main.get_by_text("Elis gets up with Wren.")).to_be_visible()
    learner.hands.press(learner.main.get_by_role("button", name="Finish this part"))
    expect(learner.main.get_by_text("Done: Two files, one night.")).to_be_visible()
    context.close()


def test_a_health_visitor_and_a_mental_health_nurse_go_through_it_as_a_pair(browser: Browser, server: Server):
    visitor, context = sit(browser, server, "visitor", "hv")
    nurse, _ = sit(browser, server, "mhnurse", "mhn")
    looked = [visitor.page.url]
    open_file(visitor, "Children’s services")
    visitor.hands.press(visitor.main.get_by_role("link", name="Invite a colleague from the other side"))
    looked.append(visitor.page.url)
    visitor.hands.press(visitor.main.get_by_role("button", name="Make an invitation"))
    link = visitor.main.locator("code").inner_text()
    nurse.page.goto(server.url + re.sub(r"^https?://[^/]+", "", link))
    expect(nurse.main.get_by_role("heading", level=1)).to_contain_text("Visitor Served asks you")
    found = Watch(nurse.page.context, server.url).open(nurse.page.url.removeprefix(server.url))
    assert found == []
    nurse.hands.press(nurse.main.get_by_role("button", name="Open my file"))
    nurse.page.wait_for_url("**/sittings/*/")
    choose(nurse, "Next: what to ask", "Ask", 1)
    expect(nurse.main.get_by_text("Visitor Served has not chosen yet.")).to_be_visible()
    visitor.page.goto(looked[-1].replace("colleague/", ""))
    looked.append(visitor.page.url)
    choose(visitor, "Next: what to ask", "Ask", 1)
    expect(visitor.main.get_by_text("Who looks after the children at night?")).to_be_visible()
    nurse.page.reload()
    expect(nurse.main.get_by_text("How does his medicine affect him at night?")).to_be_visible()
    looked.append(visitor.page.url)
    looked.append(visitor.page.url.replace("/ask/", "/share/"))
    assert Watch(context, server.url).open(looked[-1].removeprefix(server.url)) == []
    choose(visitor, "Next: what to share", "Share", 0, 1)
    choose(visitor, "Next: what to do", "Do this", 2)
    visitor.hands.press(visitor.main.get_by_role("link", name="See both sides"))
    looked.append(visitor.page.url)
    expect(visitor.main.get_by_text("Elis gets up with Wren.")).to_be_visible()
    watch = Watch(context, server.url)
    amiss = {url: watch.open(url.removeprefix(server.url)) for url in dict.fromkeys(looked)}
    assert {url: found for url, found in amiss.items() if found} == {}
    context.close()
