"""Someone in the middle of a quiz at the served site, and what can happen to them there."""

import json
import time

from playwright.sync_api import BrowserContext, Page, expect

from tests.served.learner import PASSWORD, make_person
from tests.served.server import Server

RETURN_MS = 15_000  # how soon after the network is back what was kept must be saved
SAVE_MS = 10_000  # how soon after a change it must be saved

BEGIN = """
from django.utils import timezone
from courses.models import CoursePage
from learning.people.models import User
from learning.records import records
from quizzes.attempts import attempts
from quizzes.models import QuizPage
now = timezone.now()
person = User.objects.get(email={email!r})
course = CoursePage.objects.order_by("path")[0]
records.enrol(learner=person, course=course, by=person, at=now)
quiz = QuizPage.objects.descendant_of(course)[0]
print(attempts.start(learner=person, quiz=quiz.quiz, at=now).public_id)
"""
ANSWERS = """
import json
from quizzes.models import AttemptQuestion
asked = AttemptQuestion.objects.filter(attempt__public_id={attempt!r}).in_order().with_answer()
print(json.dumps({{one.position: one.sent for one in asked if one.answer}}))
"""


class Taker:
    """A person with an open attempt, and the answers that they have given so far, by the number of the question."""

    def __init__(self, context: BrowserContext, server: Server, who: str, *, begin: str = BEGIN):
        """`begin` is what starts the attempt of {email!r} on the server, and prints its address."""
        self.context, self.server = context, server
        self.email = make_person(server, who, f"Taker {who}")
        self.attempt = server.run(begin.format(email=self.email))
        self.page = context.new_page()
        self.given: dict[str, list[str]] = {}

    def sign_in(self, email: str = "") -> None:
        page = self.page
        page.goto(f"{self.server.url}/accounts/login/")
        page.get_by_label("E-mail").fill(email or self.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/my-learning/")

    def lose_session(self) -> None:
        self.context.clear_cookies(name="sessionid")

    def open(self, number: int, page: Page | None = None) -> None:
        (page or self.page).goto(f"{self.server.url}/quizzes/{self.attempt}/{number}/")

    def open_wide(self) -> int:
        """A question with three answers or more, of which one is chosen; its number."""
        for number in range(1, 50):
            self.open(number)
            if self.page.locator("form [type=radio]").count() > 2:
                return number
        raise AssertionError("No question has three answers")

    def choose(self, number: int, option: int, page: Page | None = None) -> str:
        """Choose one option, of a question that is open; its id."""
        box = (page or self.page).locator("form [name=answer]").nth(option)
        box.check(force=True)
        self.given[str(number)] = [box.get_attribute("value")]
        return box.get_attribute("value")

    def says(self, words: str, *, within: int = SAVE_MS, page: Page | None = None) -> None:
        expect((page or self.page).locator("[data-answers] [role=status]")).to_contain_text(
            words, timeout=within
        )

    def press(self, name: str = "Save and continue") -> None:
        self.page.get_by_role("button", name=name).click()

    def on_server(self) -> dict[str, list[str]]:
        return json.loads(self.server.run(ANSWERS.format(attempt=self.attempt)))

    def on_device(self) -> list[str]:
        """What this browser keeps, whoever is signed in."""
        return self.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('tf-answer:'))")


def within(milliseconds: int, read, wanted):
    """What is read once it is what is wanted, or when the time is up."""
    deadline = time.monotonic() + milliseconds / 1000
    while (found := read()) != wanted and time.monotonic() < deadline:
        time.sleep(0.5)
    return found
