"""Measures of taking a quiz of twenty questions, ten of them drawn: from a small bank and a large, after few attempts and many.

Each step is measured in turn, attempt after attempt of one person, as in life: start, an answer saved, submit, result. The many
attempts are first somebody else's, and then also the person's own, which nobody will ever have.
"""

import json
import re
import urllib.parse
import urllib.request
from collections import Counter

from deploy.measuring import Visitor, cpu_seconds, say

SMALL, LARGE = 10, 100
FEW, MANY, BATCH = 1, 10_000, 1_000
ATTEMPTS, QUESTIONS = 30, 20
OTHER = "other@measured.example"
STEPS = ("start", "save", "submit", "result")
OPTION = re.compile(rb'<input[^>]*name="answer"[^>]*value="([^"]+)"')

PLANT = """
import json
from django.utils import timezone
from django.urls import reverse
from wagtail.models import Page
from learning.people.models import User
from tests.quizzes import factories
course = factories.plant_course(Page.objects.get(depth=2), title="Measured")
factories.fill_bank(measured={small})
own = [factories.question(f"Own {{n}}?") for n in range(10)]
page = factories.plant_drawing(course, questions=own, draws=factories.draws(measured=10))
person = factories.enrol(course, User.objects.get(email={email!r}))
for one in (person, factories.enrol(course, User.objects.create_user({other!r}, "Other"))):
    factories.take(page, one, right=12, wrong=8)
print(json.dumps([page.url, reverse("start_attempt", args=[page.pk])]))
"""
GROW = """
from quizzes.models import BankQuestion
from tests.quizzes import factories
factories.multiply(BankQuestion.objects.of_topic("measured").order_by("pk")[0], {times})
"""
REPEAT = """
from quizzes.models import Attempt
from tests.quizzes import factories
first = Attempt.objects.filter(learner__email={email!r}, activity__title="Check one", number=1).get()
for _ in range({batches}):
    factories.repeat(first, {batch})
"""
COUNT = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from learning.people.models import User
from quizzes.models import Attempt
from tests.quizzes import factories
person = User.objects.get(email={email!r})
client = Client(SERVER_NAME="localhost")
client.force_login(person)
def ask(path, form):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path) if form is None else client.post(path, form)
    assert answer.status_code in (200, 302), path
    return len(captured)
for _ in range(2):  # the first knows nothing of the site yet
    counts = [ask({start!r}, {{}})]
    attempt = Attempt.objects.of(person).open().latest_first()[0]
    asked = attempt.questions.with_answer().get(position=1)
    counts.append(ask(attempt.question_url(1), {{"answer": asked.best_sent, "revision": 0}}))
    factories.answer(attempt, right={questions})
    counts += [ask(attempt.submit_url, {{}}), ask(attempt.result_url, None)]
print(json.dumps(counts))
"""


class Stay(urllib.request.HTTPRedirectHandler):
    """What a form leads to is not opened: it is no part of the step."""

    handler_order = 400  # before the one that follows

    def http_error_302(self, request, answer, code, message, headers):
        return answer


def measure_quizzes(server, email: str) -> None:
    page, start = json.loads(server.run(PLANT.format(small=SMALL, email=email, other=OTHER)))
    visitor = Visitor(server, email)
    token = visitor.token(page)
    visitor.opener.add_handler(Stay())

    def measure(name: str) -> None:
        code = COUNT.format(email=email, start=start, questions=QUESTIONS)
        for step, queries in zip(STEPS, json.loads(server.run(code)), strict=True):
            say(f"queries_{step}_{name}", queries, "queries")
        take(server, visitor, token, start)
        used = sum((Counter(take(server, visitor, token, start)) for _ in range(ATTEMPTS)), Counter())
        for step in STEPS:
            say(f"cpu_{step}_{name}", used[step] * 1000 / ATTEMPTS, "CPU-ms")

    measure(f"bank_{SMALL}_after_{FEW}")
    server.run(GROW.format(times=LARGE - SMALL))
    measure(f"bank_{LARGE}_after_{FEW}")
    for whose, address in {"others": OTHER, "own": email}.items():
        server.run(REPEAT.format(email=address, batches=MANY // BATCH, batch=BATCH))
        measure(f"bank_{LARGE}_after_{MANY}_{whose}")


def take(server, visitor: Visitor, token: str, start: str) -> dict[str, float]:
    """One attempt; seconds of CPU that the server used for each step, and for one save of all."""
    used: Counter = Counter()

    def step(name: str, path: str, form: dict | None = None) -> str:
        before = cpu_seconds(server.process.pid)
        answer = visitor.opener.open(request_for(server, path, token, form))
        answer.read()
        used[name] += cpu_seconds(server.process.pid) - before
        return answer.headers["Location"]

    question = step("start", start, {})
    submit = question.replace("/1/", "/submit/")
    for _ in range(QUESTIONS):
        option = OPTION.search(visitor.read(question))[1].decode()
        question = step("save", question, {"answer": option, "revision": "0", "save": "Save and continue"})
    step("result", step("submit", submit, {}))
    return used | {"save": used["save"] / QUESTIONS}


def request_for(server, path: str, token: str, form: dict | None) -> urllib.request.Request:
    if form is None:
        return urllib.request.Request(server.url + path)
    sent = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **form}).encode()
    return urllib.request.Request(server.url + path, sent, {"Referer": server.url + path})
