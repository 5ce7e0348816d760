"""A worker killed at any moment: each mail goes, and goes once."""

import json
import re

import pytest

from tests.served.learner import RUN
from tests.served.server import Server

ASK = """
import json
from django.utils import timezone
from learning.people.mail import message_id
from learning.records import effects
from learning.records.models import Certificate
certificates = Certificate.objects.order_by("pk")[:{count}]
for number, certificate in enumerate(certificates):
    effects.ask(task="learning.certificates.tasks.send_certificate_mail", key=f"kill-{round}-{{number}}",
                at=timezone.now(), certificate_id=certificate.pk)
print(json.dumps([message_id(f"certificate:{{certificate.pk}}") for certificate in certificates]))
"""
# The workers are forks, so that what is cut short is their work and not the loading of Django.
KILL = """
import os, random, signal, time
from django.conf import settings
from django.core.management import call_command
from learning.records.models import Effect
settings.EFFECT_LEASE_SECONDS = 2
dice = random.Random("{round}")
for _ in range({kills}):
    worker = os.fork()
    if not worker:
        call_command("worker", interval=0.05)
        os._exit(1)  # never the loop below, whose next kill would be of no one process
    time.sleep(0.05 + dice.random() * 0.5)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
left = Effect.objects.waiting().filter(key__startswith="kill-{round}-")
deadline = time.monotonic() + 60
while left.exists() and time.monotonic() < deadline:
    time.sleep(1)
    call_command("worker", once=True)
print(left.count())
"""


def mail_after_kills(server: Server, *, kills: int, mails: int, round: str) -> list[int]:
    """Kill workers at random moments until every mail asked for is done; how many times each one is in the box."""
    server.run("from django.core.management import call_command; call_command('worker', once=True)")
    for left_by_other_tests in (server.data / "mail").glob("*.eml"):
        left_by_other_tests.unlink()
    asked = json.loads(server.run(ASK.format(count=mails, round=round)))
    assert server.run(KILL.format(kills=kills, round=round)) == "0"
    sent = [re.search("^Message-ID: (.*)$", mail, re.MULTILINE)[1] for mail in server.mail()]
    assert set(sent) == set(asked)
    return [sent.count(name) for name in asked]


@pytest.fixture
def stopped(server):
    """The served site with its server and worker stopped for a while."""
    server.stop()
    yield server
    server.start()


def test_each_mail_goes_once_though_the_worker_is_killed_20_times(stopped):
    assert mail_after_kills(stopped, kills=20, mails=200, round=f"ci-{RUN}") == [1] * 200


@pytest.mark.soak
def test_each_mail_goes_once_though_the_worker_is_killed_200_times(stopped):
    assert mail_after_kills(stopped, kills=200, mails=250, round=f"soak-{RUN}") == [1] * 250
