"""One attempt through two cuts of the network, a killed server and a lost session: nothing typed is lost, whole or half.

What is answered is of every shape: a choice, boxes, lists, a number and words, some of them broken off in the middle.
"""

import json
import re
import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.served.learner import RUN
from tests.served.processes import kill
from tests.served.taker import RETURN_MS, Taker, within

AWAY = "Not saved yet: kept on this device"
SAVED = "Saved "
HALF = "It is not a whole answer yet."
SOAK_SECONDS = 600
BEGIN = """
from django.utils import timezone
from wagtail.models import Page
from learning.people.models import User
from learning.records import records
from quizzes.attempts import attempts
from tests.quizzes import factories, kinds
person = User.objects.get(email={email!r})
course = factories.plant_course(Page.objects.get(depth=2), title="Kinds " + {email!r})
asks = [example.block for example in kinds.EXAMPLES]
page = factories.plant_quiz(course, questions=asks, shuffle_questions=False)
records.enrol(learner=person, course=course, by=person, at=timezone.now())
print(attempts.start(learner=person, quiz=page.quiz, at=timezone.now()).public_id)
"""
STANDS = """
import json
from quizzes.models import AnswerDraft, AttemptQuestion
from quizzes.attempts.unfinished import standing
stands = {{}}
for asked in AttemptQuestion.objects.filter(attempt__public_id={attempt!r}).in_order().with_answer():
    found = standing(asked)
    if isinstance(found, AnswerDraft):
        stands[asked.position] = found.fields
    elif found:
        fields = asked.shape.initial(asked.sent)
        stands[asked.position] = {{n: v if isinstance(v, list) else [v] for n, v in fields.items()}}
print(json.dumps(stands))
"""
TYPED = """() => {
  const typed = {}
  for (const [name, value] of new FormData(document.querySelector('[data-answers] form')))
    if (value && !['csrfmiddlewaretoken', 'revision'].includes(name)) (typed[name] ??= []).push(value)
  return typed
}"""
CHOICE, BOXES, MATCHING, ORDERING, WORDS, NUMBER, RANKING, REFLECTION = 1, 2, 4, 5, 6, 7, 9, 11


class Sitting(Taker):
    """An attempt with a question of every kind, and what stands in each of its forms, by the question's number."""

    def __init__(self, context, server, who: str):
        super().__init__(context, server, who, begin=BEGIN)
        self.typed: dict[str, dict[str, list[str]]] = {}

    def note(self, page: Page | None = None) -> None:
        """Remember what stands in the form, as it is to reach the server."""
        page = page or self.page
        number = re.search(r"/(\d+)/$", page.url)[1]
        self.typed[number] = page.evaluate(TYPED)
        assert self.typed[number]

    def write(self, words: str, page: Page | None = None) -> None:
        """Key by key, after what stands there."""
        page = page or self.page
        page.locator("form [name=answer]").press("End")
        page.keyboard.type(words)
        self.note(page)

    def pick(self, place: int, option: int, page: Page | None = None) -> None:
        (page or self.page).locator("form select").nth(place).select_option(index=option)
        self.note(page)

    def tick(self, *places: int) -> None:
        for place in places:
            self.page.locator("form [name=answer]").nth(place).check(force=True)
        self.note()

    def stands(self) -> dict[str, dict[str, list[str]]]:
        return json.loads(self.server.run(STANDS.format(attempt=self.attempt)))


@pytest.fixture
def sitting(browser: Browser, server, away):
    context = browser.new_context()
    someone = Sitting(context, server, f"outages-{RUN}")
    someone.sign_in()
    yield someone
    context.close()


def go_through_outages(sitting: Sitting, *, seconds: float) -> None:
    sitting.open(CHOICE)
    sitting.tick(0)
    sitting.says(SAVED)
    sitting.open(WORDS)
    sitting.write("Repai")
    sitting.says(SAVED)
    cut_with_a_list_half_filled(sitting, seconds)
    kill_in_the_middle_of_a_word(sitting, seconds)
    lose_the_session_with_an_order_begun(sitting, seconds)
    cut_with_two_windows_half_written(sitting, seconds)


def cut_with_a_list_half_filled(sitting: Sitting, seconds: float) -> None:
    sitting.open(MATCHING)
    sitting.context.set_offline(True)
    sitting.pick(1, 2)
    sitting.press()
    sitting.says(AWAY)
    assert sitting.page.url.endswith(f"/{MATCHING}/")
    time.sleep(seconds)
    sitting.context.set_offline(False)
    sitting.says(HALF, within=RETURN_MS)


def kill_in_the_middle_of_a_word(sitting: Sitting, seconds: float) -> None:
    other = sitting.context.new_page()
    sitting.open(BOXES, other)
    sitting.open(WORDS)
    kill(sitting.server)
    sitting.write("ring, mos")
    own, sitting.page = sitting.page, other
    sitting.tick(0, 2)
    sitting.page = own
    sitting.says(AWAY)
    sitting.says(AWAY, page=other)
    time.sleep(seconds)
    sitting.server.start()
    sitting.page.reload()
    sitting.says(SAVED, within=RETURN_MS)
    sitting.says(SAVED, within=RETURN_MS, page=other)
    other.close()


def lose_the_session_with_an_order_begun(sitting: Sitting, seconds: float) -> None:
    sitting.open(ORDERING)
    sitting.lose_session()
    sitting.pick(2, 1)
    sitting.says("You were signed out")
    time.sleep(seconds)
    sitting.sign_in()
    expect(sitting.page.get_by_role("main")).to_contain_text(
        "An answer that had waited on this device is saved.", timeout=RETURN_MS
    )
    sitting.open(RANKING)
    for place in range(3):
        sitting.pick(place, 3 - place)
    sitting.says(SAVED)


def cut_with_two_windows_half_written(sitting: Sitting, seconds: float) -> None:
    other = sitting.context.new_page()
    sitting.open(NUMBER, other)
    sitting.open(REFLECTION)
    sitting.write("I would ask ")
    sitting.says(SAVED)
    sitting.context.set_offline(True)
    sitting.write("who els")
    sitting.write("about 3", other)
    time.sleep(seconds)
    sitting.context.set_offline(False)
    sitting.page.goto(f"{sitting.server.url}/my-learning/")  # gone before it could be saved
    sitting.says(HALF, within=RETURN_MS, page=other)


def assert_nothing_is_lost(sitting: Sitting) -> None:
    """The server has all of it in time; and what this device kept is gone once a page has heard that."""
    assert within(RETURN_MS, sitting.stands, sitting.typed) == sitting.typed
    assert len(sitting.typed) == 8
    assert within(2 * RETURN_MS, sitting.on_device, []) == []


def test_two_cuts_a_killed_server_and_a_lost_session_lose_nothing_typed(sitting):
    go_through_outages(sitting, seconds=1)
    assert_nothing_is_lost(sitting)


@pytest.mark.soak
def test_outages_of_ten_minutes_lose_nothing_typed(sitting):
    go_through_outages(sitting, seconds=SOAK_SECONDS)
    assert_nothing_is_lost(sitting)
