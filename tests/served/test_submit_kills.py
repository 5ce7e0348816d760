"""The web process is killed while an attempt is being submitted: it is submitted exactly once, or not at all."""

import contextlib
import http.client
import json
import os
import random
import signal
import sys
import threading
import time
import urllib.request

import pytest

from tests.served.learner import RUN
from tests.served.processes import web_process
from tests.served.test_burst import FORGET_MAIL, TOKEN, prepare

LONGEST_SECONDS = 0.12  # what a submission takes on a slow machine: kills fall before, in and after it
CHECK = """
import json
from learning.records.models import Certificate, Completion, Event
from quizzes.models import Attempt, Response
found = []
for attempt in Attempt.objects.filter(learner__email__startswith="{name}").order_by("pk"):
    person = attempt.learner
    marks = list(Response.objects.filter(question__attempt=attempt).values_list("earned", flat=True))
    found.append([
        attempt.submitted_at is not None, attempt.score, len(marks), sum(mark is not None for mark in marks),
        Event.objects.filter(learner=person, verb="submitted").count(),
        Completion.objects.filter(enrolment__learner=person, activity=attempt.activity).count(),
        Certificate.objects.filter(learner=person).count(),
    ])
print(json.dumps(found))
"""


def wait_until_it_answers(server) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{server.url}/robots.txt", timeout=5).close()
            return
        time.sleep(0.1)
    raise AssertionError(server.log())


def send(server, shot: tuple[str, str]) -> None:
    """Press the button; whether an answer comes is not this side's affair."""
    session, path = shot
    cookies = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
    connection = http.client.HTTPConnection("localhost", server.port, timeout=120)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("POST", path, b"", cookies)
        connection.getresponse().close()


def kill_while_submitting(server, name: str, kills: int) -> list[list]:
    """What the database holds of each attempt after as many kills."""
    dice = random.Random(name)  # noqa: S311  a die, not a secret
    shots = prepare(server, name, kills)
    for shot in shots:
        wait_until_it_answers(server)
        sender = threading.Thread(target=send, args=(server, shot))
        sender.start()
        time.sleep(dice.random() * LONGEST_SECONDS)
        os.kill(web_process(server), signal.SIGKILL)
        sender.join()
    wait_until_it_answers(server)
    found = json.loads(server.run(CHECK.format(name=name)))
    for shot in shots:
        send(server, shot)
    return [found, json.loads(server.run(CHECK.format(name=name)))]


def assert_once_or_not_at_all(server, name: str, kills: int) -> None:
    try:
        after_kills, after_again = kill_while_submitting(server, name, kills)
        server.run(FORGET_MAIL)
    finally:
        wait_until_it_answers(server)
    asked = after_again[0][2]
    once, not_at_all = [True, 100 * asked, asked, asked, 1, 1, 1], [False, None, asked, 0, 0, 0, 0]
    assert [found for found in after_kills if found not in (once, not_at_all)] == []
    assert after_again == [once] * kills
    sys.stderr.write(f"{after_kills.count(once)} submitted, {after_kills.count(not_at_all)} not\n")


def test_an_attempt_is_submitted_once_or_not_at_all_though_the_web_process_is_killed_8_times(server):
    assert_once_or_not_at_all(server, f"kill-submit-{RUN}-", kills=8)


@pytest.mark.soak
def test_an_attempt_is_submitted_once_or_not_at_all_though_the_web_process_is_killed_200_times(server):
    assert_once_or_not_at_all(server, f"kill-soak-{RUN}-", kills=200)
