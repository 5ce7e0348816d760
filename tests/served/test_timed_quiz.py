"""A quiz with a time limit at the served site: extra time set, the clock counted down, a flag, and the end."""

import json
import secrets

import pytest
from playwright.sync_api import Browser, expect

from tests.served.hands import Mouse
from tests.served.learner import Learner, make_person
from tests.served.server import Server
from tests.served.watch import Watch

# A timed copy of what the first course's quiz asks, and someone on the course.
PREPARE = """
import json
from django.utils import timezone
from courses.models import CoursePage
from learning.people.models import User
from learning.records import records
from quizzes.models import QuizPage
course = CoursePage.objects.order_by("path")[0]
quiz = QuizPage.objects.descendant_of(course).order_by("path")[0]
person = User.objects.get(email={email!r})
records.enrol(learner=person, course=course, by=person, at=timezone.now())
quiz.attempts_allowed, quiz.time_limit_minutes = 1, 30
quiz.save_revision().publish()
print(json.dumps([quiz.url, quiz.pk]))
"""
RESTORE = """
from quizzes.models import QuizPage
quiz = QuizPage.objects.get(pk={pk})
quiz.attempts_allowed = quiz.time_limit_minutes = None
quiz.save_revision().publish()
print("restored")
"""
# The clock of the server is its own: what is moved is when the attempt began.
MOVE = """
import datetime
from django.utils import timezone
from learning.records.models import Effect
from quizzes.models import Attempt
Effect.objects.filter(key__startswith="hand_in:").update(done_at=timezone.now())
attempt = Attempt.objects.open().get(learner__email={email!r})
by = timezone.now() + datetime.timedelta(seconds={left}) - attempt.due_at
Attempt.objects.filter(pk=attempt.pk).update(due_at=attempt.due_at + by, started_at=attempt.started_at + by)
print("moved")
"""


@pytest.fixture
def timed(server: Server):
    """Someone's e-mail, and the address and key of the quiz while it is timed."""
    email = make_person(server, f"timed-{secrets.token_hex(3)}", "Tia Timed")
    url, pk = json.loads(server.run(PREPARE.format(email=email)))
    yield email, url, pk
    server.run(RESTORE.format(pk=pk))


def begin(learner: Learner, url: str) -> None:
    """Set twice the time, see it said, and start."""
    learner.page.goto(f"{learner.server.url}/quizzes/extra-time/")
    learner.hands.choose(learner.main.get_by_label("Twice as long (100%)"))
    learner.hands.press(learner.main.get_by_role("button", name="Save"))
    expect(learner.main).to_contain_text("It counts in every quiz that you begin from now on.")
    learner.page.goto(learner.server.url + url)
    expect(learner.main).to_contain_text("Time: 60 min (30 + your extra 30).")
    learner.hands.press(learner.main.get_by_role("button", name="Start the quiz"))
    learner.page.wait_for_url("**/1/")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_timed_quiz_is_sound_from_its_page_to_its_end(scripts, browser: Browser, server: Server, timed):
    email, url, _ = timed
    context = browser.new_context(java_script_enabled=scripts)
    learner = Learner(context.new_page(), server, Mouse)
    learner.sign_in(email)
    begin(learner, url)
    page, main = learner.page, learner.main
    expect(main).to_contain_text("until")
    main.locator("input[type=radio], input[type=checkbox]").first.check()
    learner.hands.press(main.get_by_role("button", name="Flag for review"))
    expect(main.get_by_role("button", name="Take the flag off")).to_be_visible()
    expect(main.locator("input[type=radio], input[type=checkbox]").first).to_be_checked()
    question = page.url
    if scripts:
        watch = Watch(context, server.url)
        check = question.removesuffix("1/").removeprefix(server.url) + "check/"
        places = (url, question.removeprefix(server.url), check, "/quizzes/extra-time/", "/accounts/me/")
        assert {path: found for path in places if (found := watch.open(path))} == {}
        watch.page.goto(server.url + check)
        expect(watch.page.get_by_role("main")).to_contain_text("1 flagged for review.")
    server.run(MOVE.format(email=email, left=-60))
    page.goto(question)
    expect(main.get_by_role("heading", level=1)).to_have_text("Time is up")
    if scripts:
        assert watch.open(question.removeprefix(server.url)) == []
    learner.hands.press(main.get_by_role("button", name="Hand in"))
    page.wait_for_url("**/result/")
    expect(main).to_contain_text("You have used your 1 attempt.")
    if scripts:
        assert {
            path: found for path in (page.url.removeprefix(server.url), url) if (found := watch.open(path))
        } == {}
    context.close()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_clock_counts_down_is_said_twice_and_sends_what_is_chosen(
    motion, browser: Browser, server: Server, timed
):
    email, url, _ = timed
    context = browser.new_context(reduced_motion=motion)
    learner = Learner(context.new_page(), server, Mouse)
    learner.sign_in(email)
    begin(learner, url)
    server.run(MOVE.format(email=email, left=63))
    learner.page.reload()
    said, shown = (
        learner.page.locator("[data-countdown-says]"),
        learner.page.locator("[data-countdown-words]"),
    )
    expect(shown).to_have_text("1 minute")
    expect(said).to_be_empty()
    expect(said).to_have_text("You have one minute left.", timeout=8000)
    expect(shown).to_have_text("less than a minute" if motion == "reduce" else "50 seconds", timeout=3000)
    server.run(MOVE.format(email=email, left=4))
    learner.page.reload()
    learner.main.locator("input[type=radio], input[type=checkbox]").first.check()
    learner.page.wait_for_url("**/2/", timeout=10000)
    context.close()


def test_the_page_on_which_an_attempt_is_granted_is_sound_with_its_refusal(
    browser: Browser, server: Server, timed
):
    email, _, pk = timed
    context = browser.new_context()
    Learner(context.new_page(), server, Mouse).sign_in("trainer@northmoor.example")
    watch = Watch(context, server.url)
    assert watch.open(f"/admin/quizzes/{pk}/grant/") == []
    main = watch.page.get_by_role("main")
    main.get_by_label("Their e-mail address").fill(email)
    main.get_by_label("Reason").fill("The fire alarm rang.")
    main.get_by_role("button", name="Grant one more attempt").click()
    expect(main).to_contain_text("Nobody with this address has used up their attempts at this quiz.")
    assert watch.look() == []
    context.close()
