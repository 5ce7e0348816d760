"""Photograph the main pages at 360 and 1280 px. Run by `make screenshots`; names after it narrow the list.

Serves the demonstration from a folder of its own and writes var/screenshots/NAME-WIDTH.png.
"""

import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.needed import CHROMIUM  # noqa: E402  the path is set above
from tests.served.server import demonstration  # noqa: E402  the path is set above

OUT = ROOT / "var" / "screenshots"
PEOPLE = {"learner": "health.visitor", "social": "social.worker", "nurse": "nurse", "trainer": "trainer"}

ADDRESSES = """
import json
from courses.models import CoursePage, LessonPage
from casestudies.models import CaseStudyPage
from learning.people.models import User
from learning.records.models import Certificate
from quizzes.models import QuizPage
from quizzes.attempts import attempts
from django.utils import timezone
person = User.objects.get(email="health.visitor@northmoor.example")
nurse = User.objects.get(email="nurse@northmoor.example")
course = CoursePage.objects.order_by("path")[0]
below = lambda model: model.objects.descendant_of(course).order_by("path")
quiz = below(QuizPage)[0]
attempt = attempts.start(learner=person, quiz=quiz.quiz, at=timezone.now())
certificate = Certificate.objects.of(nurse).latest_first()[0]
print(json.dumps({
    "home": [None, "/"], "sign-in": [None, "/accounts/login/"], "catalogue": ["learner", "/courses/"],
    "catalogue-empty": ["learner", "/courses/?q=zebra"], "course": ["learner", course.url],
    "course-signed-out": [None, course.url], "lesson": ["learner", below(LessonPage)[0].url],
    "lesson-asking": ["learner", below(LessonPage)[2].url],
    "case-study": ["learner", below(CaseStudyPage)[0].url], "case-written": ["learner", below(CaseStudyPage)[1].url],
    "quiz": ["learner", quiz.url], "question": ["learner", attempt.question_url(1)],
    "my-learning": ["learner", "/my-learning/"], "my-account": ["learner", "/accounts/me/"],
    "certificate": ["nurse", f"/certificates/mine/{certificate.pk}/"],
    "verify": [None, "/certificates/"], "verify-valid": [None, f"/certificates/{certificate.code}/"],
    "verify-unknown": [None, "/certificates/" + "A" * 26 + "/"], "help": [None, "/help/"],
    "accessibility": [None, "/accessibility/"], "support": [None, "/support/"], "not-found": [None, "/nothing-here/"],
}))
"""


def photograph(server, wanted: list[str]) -> None:
    pages = json.loads(server.run(ADDRESSES))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.path, args=["--no-sandbox"])
        for width in (360, 1280):
            contexts = {None: browser.new_context(viewport={"width": width, "height": 900})}
            for name, (who, path) in pages.items():
                if wanted and name not in wanted:
                    continue
                if who not in contexts:
                    contexts[who] = sign_in(browser, server, who, width)
                page = contexts[who].new_page()
                page.goto(server.url + path)
                page.screenshot(path=OUT / f"{name}-{width}.png", full_page=True)
                page.close()
        browser.close()


def sign_in(browser, server, who: str, width: int):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{server.url}/accounts/login/")
    page.get_by_label("E-mail").fill(f"{PEOPLE[who]}@northmoor.example")
    page.get_by_label("Password", exact=True).fill("think-family")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/my-learning/")
    page.close()
    return context


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server = demonstration(Path(folder)).start()
        try:
            photograph(server, sys.argv[1:])
        finally:
            server.stop()
    print(f"Screenshots are in {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
