"""A worker killed at any moment: each mail goes, and goes once."""

import json
import random
import re
import subprocess
import sys
import time

import pytest

from tests.served.learner import RUN
from tests.served.server import ROOT, Server

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
LEFT = """
from learning.records.models import Effect
print(Effect.objects.waiting().filter(key__startswith="kill-{round}-").count())
"""


def mail_after_kills(server: Server, *, kills: int, mails: int, round: str) -> list[int]:
    """Kill workers at random moments until every mail asked for is done; how many times each one is in the box."""
    server.manage("worker", "--once")  # what other tests left waiting
    for old in (server.data / "mail").glob("*.eml"):
        old.unlink()
    asked = json.loads(server.run(ASK.format(count=mails, round=round)))
    environment = {**server.environment, "EFFECT_LEASE_SECONDS": "2"}
    dice = random.Random(round)
    for _ in range(kills):
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--interval", "0.05"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(1.2 + dice.random() * 1.0)
        worker.kill()
        worker.wait()
    deadline = time.monotonic() + 60
    while int(server.run(LEFT.format(round=round))) and time.monotonic() < deadline:
        time.sleep(1)
        subprocess.run(
            [sys.executable, "manage.py", "worker", "--once"], cwd=ROOT, env=environment, check=True
        )
    assert int(server.run(LEFT.format(round=round))) == 0
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
