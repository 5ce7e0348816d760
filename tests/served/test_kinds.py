"""Every kind of question in a real browser: by keyboard alone, and without JavaScript, looked at on the way."""

import json

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.quizzes import kinds
from tests.served.hands import Keyboard, Mouse
from tests.served.learner import RUN, Learner, make_person
from tests.served.server import Server
from tests.served.watch import Watch

PLANT = """
import json
from django.utils import timezone
from wagtail.models import Page
from learning.people.models import User
from learning.records import records
from tests.quizzes import factories, kinds
course = factories.plant_course(Page.objects.get(depth=2), title={title!r})
asks = [kinds.BY_KIND[name].block for name in {names!r}]
factories.plant_quiz(course, questions=asks, shuffle_questions=False, pass_mark_pct=100, mode={mode!r})
person = User.objects.get(email={email!r})
records.enrol(learner=person, course=course, by=person, at=timezone.now())
print(json.dumps(course.get_descendants().last().url))
"""
# On a busy machine a save in the background may be overtaken by the press that follows it, and is refused.
LATE = "status of 409"
WAYS = [
    pytest.param("keys", Keyboard, {}, id="by keyboard alone"),
    pytest.param("bare", Mouse, {"java_script_enabled": False}, id="without JavaScript"),
]


@pytest.mark.parametrize(("name", "hands", "options"), WAYS)
def test_every_kind_is_answered_checked_sent_and_right(
    name, hands, options, browser: Browser, server: Server, structures, away
):
    email = make_person(server, f"kinds-{name}", "Anneliese Quist")
    plan = {"title": f"Kinds {name} {RUN}", "names": kinds.NAMES, "mode": "test"}
    path = json.loads(server.run(PLANT.format(email=email, **plan)))
    context = browser.new_context(**options)
    watch = Watch(context, server.url, structures)
    learner = Learner(watch.page, server, hands)
    learner.sign_in(email)
    look = (lambda: [amiss for amiss in watch.look() if LATE not in amiss]) if options == {} else list
    learner.page.goto(server.url + path)
    learner.hands.press(learner.main.get_by_role("button", name="Start"))
    amiss = {}
    for number, example in enumerate(kinds.EXAMPLES, start=1):
        learner.page.wait_for_url(f"**/{number}/")
        expect(learner.main.get_by_role("heading", level=1)).to_have_text(f"What of {example.kind}?")
        amiss[f"{example.kind}, fresh"] = look()
        press(learner, "Save and continue")
        expect(learner.page.get_by_role("alert")).to_be_visible()
        amiss[f"{example.kind}, error"] = look()
        fill(learner, example.answers[0][0])
        press(learner, "Save and continue")
    learner.page.wait_for_url("**/check/")
    amiss["check"] = look()
    press(learner, "Send my answers")
    learner.page.wait_for_url("**/result/")
    expect(learner.main).to_contain_text("10 of 10")
    amiss["result"] = look()
    context.close()
    assert {page: found for page, found in amiss.items() if found} == {}


def test_a_quiz_that_tells_at_once_does_so_where_the_page_saves_by_itself(
    browser: Browser, server: Server, structures, away
):
    email, names = make_person(server, "kinds-told", "Anneliese Quist"), ["single", "matching", "short_text"]
    plan = {"title": f"Kinds told {RUN}", "names": names, "mode": "formative"}
    path = json.loads(server.run(PLANT.format(email=email, **plan)))
    context = browser.new_context()
    watch = Watch(context, server.url, structures)
    learner = Learner(watch.page, server, Keyboard)
    learner.sign_in(email)
    learner.page.goto(server.url + path)
    learner.hands.press(learner.main.get_by_role("button", name="Start"))
    amiss = {}
    for name in names:
        expect(learner.main.get_by_role("heading", level=1)).to_have_text(f"What of {name}?")
        fill(learner, kinds.BY_KIND[name].whole_miss)
        expect(learner.main.get_by_role("status")).to_contain_text("Saved")
        expect(learner.main).not_to_contain_text(kinds.SECRET)
        press(learner, "Check my answer")
        expect(learner.main).to_contain_text("Not this one")
        expect(learner.main).to_contain_text(f"{kinds.SECRET} because")
        amiss[name] = watch.look()
        learner.hands.press(learner.main.get_by_role("link", name="Try again"))
        learner.page.wait_for_url("**?again")
        onward = "Check your answers" if name == names[-1] else "Next question"
        press(learner, "Check my answer")
        learner.hands.press(learner.main.get_by_role("link", name=onward))
    learner.page.wait_for_url("**/check/")
    context.close()
    assert {page: found for page, found in amiss.items() if found} == {}


def press(learner: Learner, name: str) -> None:
    learner.hands.press(learner.main.get_by_role("button", name=name))
    learner.page.wait_for_load_state()


def fill(learner: Learner, answer) -> None:
    """Answer as the page offers it: words, a place or an option for each line, or boxes to tick."""
    main = learner.main
    if isinstance(answer, str):
        learner.hands.write(main.get_by_role("textbox"), answer)
    elif isinstance(answer, dict):
        for line, option in answer.items():
            fill_line(learner, line, option)
    elif main.get_by_role("combobox").count():
        for place, thing in enumerate(answer, start=1):
            pick(learner, main.get_by_label(thing, exact=True), str(place))
    else:
        for option in answer:
            learner.hands.choose(main.get_by_label(option, exact=True))


def fill_line(learner: Learner, line: str, option: str) -> None:
    group = learner.main.get_by_role("group", name=line, exact=True)
    if group.count():
        learner.hands.choose(group.get_by_label(option, exact=True))
    else:
        pick(learner, learner.main.get_by_label(line, exact=True), option)


def pick(learner: Learner, target: Locator, option: str) -> None:
    """From a list: by its first letters where the hands are on the keyboard."""
    if isinstance(learner.hands, Mouse):
        target.select_option(label=option)
        return
    learner.hands.reach(target)
    learner.page.keyboard.type(option)
    assert target.locator("option:checked").inner_text() == option
