"""Many people at once, against the default server: nothing acknowledged is lost, nothing happens twice."""

import concurrent.futures
import http.client
import json
import threading
import urllib.parse

import pytest

from tests.served.learner import RUN

MANY, RACER = f"many-{RUN}-", f"racer-{RUN}-"
RACERS = 50

# Each person has joined the first course, done every part but the quiz, and answered every question rightly.
PREPARE = """
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from courses.models import CoursePage
from learning.people.models import User
from learning.records import past
from quizzes.attempts import attempts
from quizzes.models import QuizPage, Response
now = timezone.now()
course = CoursePage.objects.order_by("path")[0]
quiz = QuizPage.objects.descendant_of(course)[0]
parts = [(page.specific, now) for page in course.activities() if page.pk != quiz.pk]
people = [User(email=f"{name}{{number}}@burst.example", name=f"Burst {{number}}", password="!")
          for number in range({count})]
User.objects.bulk_create(people)
past.bring_in([past.Past(learner=person, course=course, enrolled_at=now, parts=parts) for person in people])
out, answers = [], []
for person in people:
    attempt = attempts.start(learner=person, quiz=quiz.quiz, at=now)
    for asked in attempt.questions.in_order():
        answers.append(Response(question=asked, chosen=asked.question_version.key.best, saved_at=now, revision=1))
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "learning.people.backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    out.append([session.session_key, attempt.submit_url])
Response.objects.bulk_create(answers)
print(json.dumps(out))
"""

COUNT = """
import json
from learning.records.models import Certificate, Completion, Effect, Enrolment, Event
from quizzes.models import Attempt
people = {{"learner__email__startswith": "{name}"}}
print(json.dumps({{
    "submitted": Attempt.objects.filter(**people).exclude(submitted_at=None).count(),
    "attempts": Attempt.objects.filter(**people).count(),
    "completed": Enrolment.objects.completed().filter(**people).count(),
    "certificates": Certificate.objects.filter(**people).count(),
    "awarded": Event.objects.filter(verb="awarded", **people).count(),
}}))
"""

# Hundreds of letters that nobody reads would take the worker's time from the tests that follow.
FORGET_MAIL = """
from django.utils import timezone
from learning.records.models import Effect
Effect.objects.waiting().update(done_at=timezone.now(), leased_until=None)
"""

TOKEN = "a" * 32


@pytest.fixture(autouse=True)
def _mail_is_forgotten(server):
    yield
    server.run(FORGET_MAIL)


def prepare(server, name: str, count: int) -> list[tuple[str, str]]:
    return json.loads(server.run(PREPARE.format(name=name, count=count)))


def counts(server, name: str) -> dict[str, int]:
    return json.loads(server.run(COUNT.format(name=name)))


def submit(server, session: str, path: str, gun: threading.Barrier) -> tuple[int, str]:
    """Wait for the gun, then send the form; the status, and what a failing page said."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN})
    headers = {
        "Host": f"localhost:{server.port}",
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    gun.wait()
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    said = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, said if answer.status >= 400 else ""


def fire(server, shots: list[tuple[str, str]]) -> list[tuple[int, str]]:
    """Send every form in the same instant."""
    gun = threading.Barrier(len(shots))
    with concurrent.futures.ThreadPoolExecutor(len(shots)) as pool:
        return list(pool.map(lambda shot: submit(server, *shot, gun), shots))


@pytest.mark.parametrize("people", [100, pytest.param(500, marks=pytest.mark.soak)])
def test_learners_submitting_at_once_lose_nothing(people, server):
    name = f"{MANY}{people}-"
    shots = prepare(server, name, people)
    said_before = len(server.whole_log())
    answers = fire(server, shots)
    assert [answer for answer in answers if answer[0] != 302] == []
    assert counts(server, name) == {
        "submitted": people,
        "attempts": people,
        "completed": people,
        "certificates": people,
        "awarded": people,
    }
    assert "database is locked" not in server.whole_log()[said_before:]


def test_50_submits_of_one_attempt_make_one_result_and_one_certificate(server):
    [shot] = prepare(server, RACER, 1)
    answers = fire(server, [shot] * RACERS)
    assert {status for status, _ in answers} == {302}
    assert counts(server, RACER) == {
        "submitted": 1,
        "attempts": 1,
        "completed": 1,
        "certificates": 1,
        "awarded": 1,
    }
