"""A worker killed at any moment: no mail is lost, and one that goes again is the same message."""

import json
import sys

import pytest

from tests.posted import assert_none_is_lost
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
KILL = """
import random, time
from django.conf import settings
from django.core.management import call_command
from learning.records.models import Effect
from tests.workers import a_worker, kill
settings.EFFECT_LEASE_SECONDS = 2
settings.EMAIL_BACKEND = "tests.posted.LineBackend"
dice = random.Random("{round}")
for _ in range({kills}):
    worker = a_worker(interval=0.05)
    time.sleep(0.05 + dice.random() * 0.5)
    kill(worker)
left = Effect.objects.waiting().filter(key__startswith="kill-{round}-")
deadline = time.monotonic() + 60
while left.exists() and time.monotonic() < deadline:
    time.sleep(1)
    call_command("worker", once=True)
print(left.count())
"""


def mail_after_kills(server: Server, *, kills: int, mails: int, round: str) -> None:
    """Kill workers at random moments until every mail asked for is done, and say how many went more than once."""
    server.run("from django.core.management import call_command; call_command('worker', once=True)")
    posted = server.data / "mail" / "posted"
    posted.unlink(missing_ok=True)
    asked = json.loads(server.run(ASK.format(count=mails, round=round)))
    assert len(set(asked)) == mails
    assert server.run(KILL.format(kills=kills, round=round)) == "0"
    doubles = assert_none_is_lost(posted.read_text().splitlines(), asked=asked, kills=kills)
    sys.stderr.write(f"{mails} mails, {kills} kills, {doubles} went again\n")


@pytest.fixture
def stopped(server):
    """The served site with its server and worker stopped for a while."""
    server.stop()
    yield server
    server.start()


def test_no_mail_is_lost_though_the_worker_is_killed_10_times(stopped):
    mail_after_kills(stopped, kills=10, mails=200, round=f"ci-{RUN}")


@pytest.mark.soak
def test_no_mail_is_lost_though_the_worker_is_killed_200_times(stopped):
    mail_after_kills(stopped, kills=200, mails=250, round=f"soak-{RUN}")
