"""A worker that is killed again and again while much happens: every mail goes once, and the kept figures are exact."""

import os
import random
import signal
import sys
import time

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from learning.people.mail import message_id
from learning.people.models import Absence, Post
from learning.records import effects
from learning.records.models import Effect, Revocation
from learning.workforce.models import Touched
from learning.workforce.rollups import folding
from learning.workforce.rollups.verifying import verify
from tests.factories import OrganisationFactory, PostFactory, RequirementFactory, TeamFactory
from tests.workforce.factories import DAY, a_course, certify
from tests.workforce.rollups.live import fold_all, same_everywhere

PEOPLE = 40
MAIL = "learning.certificates.tasks.send_certificate_mail"


class Happenings:
    """One after another, each a transaction: someone is certified, leaves, goes away, comes back, moves, or a rule changes."""

    def __init__(self, seed: str):
        self.dice = random.Random(seed)
        self.today = timezone.localdate()
        organisation = OrganisationFactory()
        top = TeamFactory(organisation=organisation)
        self.teams = [top, TeamFactory(parent=top), TeamFactory(organisation=organisation)]
        self.courses = [a_course("One"), a_course("Two")]
        start = self.today - 900 * DAY
        self.rules = [
            RequirementFactory(organisation=organisation, course=course, effective_from=start)
            for course in self.courses
        ]
        for number in range(PEOPLE):
            PostFactory(organisation=organisation, team=self.teams[number % 3], starts_on=start)
        self.mails: list[str] = []

    def one_more(self) -> None:
        kinds = [self.certified] * 5 + [
            self.withdrawn,
            self.left,
            self.away,
            self.back,
            self.moved,
            self.rule,
        ]
        with transaction.atomic():
            self.dice.choice(kinds)(self.dice.choice(list(Post.objects.order_by("pk"))))

    def certified(self, post: Post) -> None:
        on = self.today - self.dice.randrange(1300) * DAY
        certificate = certify(post.person, self.dice.choice(self.courses), on)
        self.mails.append(message_id(f"certificate:{certificate.pk}"))
        effects.ask(task=MAIL, key=self.mails[-1], at=timezone.now(), certificate_id=certificate.pk)

    def withdrawn(self, post: Post) -> None:
        """Not one whose mail may wait still: nobody is written to about that."""
        held = post.person.certificates.filter(revocation=None).order_by("pk")
        sent = [
            one
            for one in held
            if not Effect.objects.waiting().filter(key=message_id(f"certificate:{one.pk}"))
        ]
        for certificate in sent[:1]:
            Revocation.objects.create(
                certificate=certificate, revoked_at=timezone.now(), revoked_by=post.person, reason="A mistake"
            )

    def left(self, post: Post) -> None:
        post.ends_on = None if post.ends_on else self.today - DAY
        post.save()

    def away(self, post: Post) -> None:
        if not post.absences.filter(ended_on=None).exists():
            Absence.objects.create(
                post=post, organisation=post.organisation, kind="maternity", starts_on=self.today - 30 * DAY
            )

    def back(self, post: Post) -> None:
        post.absences.filter(ended_on=None).update(ended_on=self.today - DAY)

    def moved(self, post: Post) -> None:
        Post.objects.filter(pk=post.pk).update(team=self.dice.choice(self.teams))

    def rule(self, post: Post) -> None:
        rule = self.dice.choice(self.rules)
        rule.target_pct, rule.refresh_months = self.dice.choice([70, 90]), self.dice.choice([12, 36])
        rule.save()


def a_worker() -> int:
    """A fork, so that what is cut short is its work and not the loading of Django."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    if not (worker := os.fork()):
        try:
            call_command("worker", interval=0.01)
        finally:
            os._exit(1)
    return worker


def kill(worker: int) -> None:
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def happen_while_workers_die(*, happenings: int, kills: int, seed: str) -> Happenings:
    """So many things happen; whatever the worker is doing then, it is killed, and the next begins."""
    world = Happenings(seed)
    fold_all(at=timezone.now())
    worker = a_worker()
    for number in range(happenings):
        world.one_more()
        if number % (happenings // kills) == 0:
            time.sleep(world.dice.random() * 0.2)
            kill(worker)
            worker = a_worker()
    deadline = time.monotonic() + 300
    while (Touched.objects.exists() or Effect.objects.waiting().exists()) and time.monotonic() < deadline:
        time.sleep(0.1)
    kill(worker)
    return world


def assert_all_is_exact(world: Happenings) -> None:
    assert not Effect.objects.waiting().exists()
    assert not Touched.objects.exists()
    sent = sorted(path.stem for path in django_settings.MAIL_DIR.glob("*.eml"))
    assert sent == sorted(name.strip("<>") for name in world.mails)
    assert Effect.objects.given_up().count() == 0
    assert verify().differences == []
    same_everywhere(timezone.localdate())
    sys.stderr.write(f"{len(world.mails)} mails, {verify().standings} standings\n")


@pytest.fixture
def _short_leases(settings, home, monkeypatch):
    """The end of a month is not counted meanwhile: the process beside that does it opens another database than a test's."""
    settings.CHORES = ["learning.workforce.rollups.folding.fold_some"]
    settings.EFFECT_LEASE_SECONDS = 2
    settings.EMAIL_BACKEND = "learning.records.mailbox.FolderBackend"
    monkeypatch.setattr(folding, "PEOPLE", 10)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_short_leases")
def test_the_figures_are_exact_though_the_worker_is_killed_15_times():
    assert_all_is_exact(happen_while_workers_die(happenings=60, kills=6, seed="ci"))


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_short_leases")
def test_the_figures_are_exact_though_the_worker_is_killed_200_times():
    assert_all_is_exact(happen_while_workers_die(happenings=10_000, kills=200, seed="soak"))
