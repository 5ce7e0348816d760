"""A worker killed at any moment: each mail goes, and goes once."""

import random
import subprocess
import sys
import time

import pytest

from tests.served.server import ROOT, Server

ASK = """
from django.utils import timezone
from learning.records import effects
from learning.records.models import Certificate
certificates = Certificate.objects.order_by("pk")[:{count}]
for number, certificate in enumerate(certificates):
    effects.ask(task="learning.certificates.tasks.send_certificate_mail", key=f"kill-{round}-{{number}}",
                at=timezone.now(), certificate_id=certificate.pk)
print(len(certificates))
"""
LEFT = """
from learning.records.models import Effect
print(Effect.objects.waiting().filter(key__startswith="kill-{round}-").count())
"""


def kill_and_count(server: Server, *, kills: int, mails: int, round: str) -> tuple[int, int]:
    """Kill workers at random moments until every mail asked for is done; (asked, mails in the box)."""
    for old in (server.data / "mail").glob("*.eml"):
        old.unlink()
    asked = int(server.run(ASK.format(count=mails, round=round)))
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
    return asked, len(server.mail())


@pytest.fixture
def stopped(server):
    """The served site with its server and worker stopped for a while."""
    server.stop()
    yield server
    server.start()


def test_each_mail_goes_once_though_the_worker_is_killed_20_times(stopped):
    asked, sent = kill_and_count(stopped, kills=20, mails=200, round="ci")
    assert asked == 200
    assert sent == asked


@pytest.mark.soak
def test_each_mail_goes_once_though_the_worker_is_killed_200_times(stopped):
    asked, sent = kill_and_count(stopped, kills=200, mails=250, round="soak")
    assert sent == asked
