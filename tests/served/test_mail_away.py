"""The mail server is away, refuses everybody, and then does not answer at all: no mail is lost, and nothing else waits for it."""

import json
import os
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.served.learner import RUN
from tests.served.processes import web_process
from tests.served.server import Server, free_port
from tests.workforce.reminders.smtp import MailServer

MAILS = 100
PAGES = 10
LAG_SECONDS = 5
SETTLE_SECONDS = 60
ASK = """
import json
from django.db import transaction
from learning.people import mail
with transaction.atomic():
    for number in range({count}):
        mail.ask(template="workforce/email/digest", to=f"{{number}}@northmoor.example", context={{}}, key=f"{round}-{{number}}")
print(json.dumps([mail.message_id(f"mail:{round}-{{number}}") for number in range({count})]))
"""
# The database notes a changed post in its transaction; the worker folds it into the figures.
LAG = """
import time
from learning.people.models import Post
from learning.workforce.models import Touched
post = Post.objects.filter(organisation__code="nch").order_by("pk")[0]
began = time.monotonic()
post.save()
assert Touched.objects.exists()
while Touched.objects.exists():
    time.sleep(0.02)
print(time.monotonic() - began)
"""
SIGN_IN = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from learning.people.models import User
person = User.objects.get(email="lead@northmoor.example")
session = SessionStore()
session[SESSION_KEY] = str(person.pk)
session[BACKEND_SESSION_KEY] = "learning.people.backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = person.get_session_auth_hash()
session.create()
print(session.session_key)
"""


@pytest.fixture
def posting(server: Server):
    """The served site, sending to a port on which nobody listens yet. It waits for an answer for twice as long as figures may lag."""
    server.stop()
    ours = {
        "SMTP_PORT": str(free_port()),
        "SMTP_TIMEOUT": str(2 * LAG_SECONDS),
        "MAIL_AWAY_SECONDS": "1",
        "ROLLUP_LEAST_POSTS": "1",
    }
    server.environment.update(ours)
    server.start()
    yield server
    server.stop()
    for name in ours:
        del server.environment[name]
    server.start()


def page_cpu(server: Server, session: str) -> float:
    """Seconds of processor that a page takes the web process, whoever else has the processor meanwhile."""
    asked = urllib.request.Request(
        f"{server.url}/workforce/people/", headers={"Cookie": f"sessionid={session}"}
    )
    before = _cpu(web_process(server))
    for _ in range(PAGES):
        assert b"Overdue" in urllib.request.urlopen(asked, timeout=60).read()
    return (_cpu(web_process(server)) - before) / PAGES


def _cpu(process: int) -> float:
    words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def lag(server: Server) -> float:
    return float(server.run(LAG))


def wait_for(what, *, seconds: float = SETTLE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not what() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert what()


def lose_the_mail_server(server: Server, *, seconds: float, round: str) -> None:
    """For so long nobody listens, for as long everybody is sent away, and for as long nobody is answered."""
    session = server.run(SIGN_IN)
    page_cpu(server, session)
    page, lags = page_cpu(server, session), [lag(server)]
    asked = json.loads(server.run(ASK.format(count=MAILS, round=round)))
    time.sleep(seconds)
    lags.append(lag(server))
    post = MailServer(int(server.environment["SMTP_PORT"]))
    try:
        post.is_busy = True
        wait_for(lambda: post.connections)
        time.sleep(seconds)
        lags.append(lag(server))
        post.is_busy = False
        post.speaks.clear()
        heard = post.connections
        wait_for(lambda: post.connections > heard)
        lags.append(lag(server))
        page_meanwhile = page_cpu(server, session)
        time.sleep(seconds)
        lags.append(lag(server))
        assert post.messages == []
        post.speaks.set()
        wait_for(lambda: len(post.messages) >= MAILS)
    finally:
        post.end()
    pages, late = f"{1000 * page:.0f} and then {1000 * page_meanwhile:.0f} ms", max(lags)
    sys.stderr.write(
        f"{len(post.messages)} mails; a page took {pages}; figures lagged {late:.1f} s at most\n"
    )
    assert sorted(message["Message-ID"] for message in post.messages) == sorted(asked)
    assert max(lags) < LAG_SECONDS
    assert page_meanwhile < 2 * page + 0.02  # the processor is counted in hundredths, and warms


def test_no_mail_is_lost_and_nothing_else_waits_while_the_mail_server_is_away(posting):
    lose_the_mail_server(posting, seconds=1, round=f"ci-{RUN}")


@pytest.mark.soak
def test_no_mail_is_lost_and_nothing_else_waits_while_the_mail_server_is_away_for_half_an_hour(posting):
    lose_the_mail_server(posting, seconds=600, round=f"soak-{RUN}")
