"""A learner at the served site: what they do, whichever way they use a page."""

import json
import re
import secrets

from django.conf import settings
from playwright.sync_api import Page, expect

from tests.served.server import Server

PASSWORD = "think-family"
QUESTIONS = json.loads((settings.BASE_DIR / "courses/demo/content/quiz_questions.json").read_text())[
    "questions"
]
RIGHT = {
    question["stem"]: [option["text"] for option in question["options"] if option["correct"]]
    for question in QUESTIONS
}
WORDS = (
    "I would ask who else is at home and how each of them is, and ring the other service with them listening. "
    * 3
)


RUN = secrets.token_hex(3)  # people of one run, where the data is kept between runs


def make_person(server: Server, who: str, name: str) -> str:
    """Someone with an account and no past; their e-mail."""
    email = f"{who}-{RUN}@served.example"
    server.run(
        "from learning.people.models import User\n"
        f"User.objects.create_user({email!r}, {name!r}, {PASSWORD!r})\n"
        "print('made')"
    )
    return email


class Learner:
    """Someone with a page open and hands of one kind or another."""

    def __init__(self, page: Page, server: Server, hands):
        self.page, self.server, self.hands = page, server, hands(page)
        self.main = page.get_by_role("main")

    def sign_in(self, email: str) -> None:
        self.page.goto(f"{self.server.url}/accounts/login/")
        self.hands.write(self.page.get_by_label("E-mail"), email)
        self.hands.write(self.page.get_by_label("Password", exact=True), PASSWORD)
        self.hands.press(self.main.get_by_role("button", name="Sign in"))
        self.page.wait_for_url("**/my-learning/")

    def join(self, title: str) -> None:
        self.hands.press(self.page.get_by_role("navigation", name="Main").get_by_role("link", name="Courses"))
        self.page.wait_for_url("**/courses/")
        self.hands.press(self.main.get_by_role("link", name=title))
        self.page.wait_for_url("**/courses/*/")
        self.hands.press(self.main.get_by_role("button", name="Join this course"))
        expect(self.main.get_by_text("You have joined")).to_be_visible()

    def start(self) -> None:
        """From the course page to its first part."""
        self.hands.press(self.main.get_by_role("link", name=re.compile("^Start")).first)
        self.page.wait_for_url("**/courses/*/*/*/")

    def take_parts(self, parts: int) -> None:
        """Do every part from the one that is open, in order, up to the quiz."""
        for _ in range(parts):
            self.take_part()

    def take_part(self) -> None:
        before = self.page.url
        if (read := self.main.get_by_role("button", name="I have read this")).count():
            self.hands.press(read)
        else:
            self.answer_case()
            self.hands.press(self.main.get_by_role("button", name="Finish this part"))
        self.page.wait_for_url(lambda url: url.split("#")[0] != before.split("#")[0])

    def answer_case(self) -> None:
        """Write the answers that a case asks for before it can be finished, and come back to the case."""
        if self.main.get_by_role("button", name="Finish this part").count():
            return
        case = self.page.url.split("#")[0]
        self.hands.press(self.main.get_by_role("link", name=re.compile("[Aa]nswer")).last)
        self.page.wait_for_url("**/answer/")
        for box in self.main.get_by_role("textbox").all():
            self.hands.write(box, WORDS)
        if (first_steps := self.main.get_by_role("radio")).count():
            self.hands.choose(first_steps.first)
        self.hands.press(self.main.get_by_role("button", name=re.compile("^Save")))
        self.page.wait_for_load_state()
        expect(self.main.get_by_text("Written by the course team").first).to_be_visible()
        self.page.goto(case)

    def take_quiz(self, *, begin: str, wrong: int = 0) -> None:
        """Answer every question, so many of them wrongly, and send."""
        self.hands.press(self.main.get_by_role("button", name=begin))
        self.page.wait_for_url("**/quizzes/**")
        for number in range(len([question for question in QUESTIONS if question["course"] == "C1"])):
            expect(self.page).to_have_title(re.compile(f"Question {number + 1} of"))
            self.answer_question(rightly=number >= wrong)
            self.hands.press(self.main.get_by_role("button", name="Save and continue"))
            self.page.wait_for_load_state()
        self.page.wait_for_url("**/check/")
        self.hands.press(self.main.get_by_role("button", name="Send my answers"))
        self.page.wait_for_url("**/result/")

    def answer_question(self, *, rightly: bool) -> None:
        stem = self.main.get_by_role("heading", level=1).inner_text().strip()
        options = [option for option in self.main.locator("input[type=radio], input[type=checkbox]").all()]
        labels = [
            self.main.locator(f'label[for="{option.get_attribute("id")}"]').inner_text().strip()
            for option in options
        ]
        wanted = [label in RIGHT[stem] for label in labels]
        if not rightly:
            wanted = [label == labels[wanted.index(False)] for label in labels]
        for option, want in zip(options, wanted, strict=True):
            if want:
                self.hands.choose(option)
