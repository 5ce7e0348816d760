"""Eight actors at once do at random what can be done to attempts, and plain Python does the same.

Nobody logs an order, and nothing holds the actors apart: they share three learners, so that their calls meet in the same rows. Each
notes when it made a call, when it came back, and what it was told. orders.py then looks, for each learner, for an order of these calls
within those bounds in which the plain rules (plain.py) tell the same to each of them. That there is one is the first half of what is
shown; the other is that the rows in the end are a state that such orders lead to. So a lost save, a save on top of another, a second
result and a start beyond the limit are found, whoever was quicker.

Only the version that a start or a grant goes by is looser: any that was the latest at some moment of the call.

MODEL_SEED repeats what the actors wish to do; how their calls fall together is up to the machine.
"""

import os
import random
import secrets
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from learning.records.models import Completion, Event
from quizzes.attempts import accommodations
from quizzes.models import Attempt, ExtraAttempt, QuizVersion
from tests.factories import UserFactory
from tests.quizzes import actors, factories, kinds, plain
from tests.quizzes.actors import ASKED, Actor, Scene
from tests.quizzes.factories import AT
from tests.quizzes.orders import possible_ends

pytestmark = pytest.mark.django_db(transaction=True)

ACTORS, LEARNERS, EXTRA_PCT = 8, 3, 25
SWITCH_SECONDS = 0.0005
FIRST = plain.Terms(tuple(ASKED), None, 3, None, 100)


@pytest.fixture
def scene(course, trainer):
    """The first learner has more time than the others."""
    blocks = [kinds.BY_KIND[kind].block for kind in ASKED]
    page = factories.plant_quiz(course, questions=blocks, attempts_allowed=3, pass_mark_pct=100)
    learners = [factories.enrol(course, UserFactory()) for _ in range(LEARNERS)]
    accommodations.set_extra_time(person=learners[0], extra_time_pct=EXTRA_PCT, at=AT)
    extra_pct = {learners[0].pk: EXTRA_PCT}
    return Scene(page, learners, extra_pct, trainer, calls={learner.pk: [] for learner in learners})


@pytest.fixture
def seed():
    seed = os.environ.get("MODEL_SEED") or secrets.token_hex(4)
    print(f"MODEL_SEED={seed}")  # noqa: T201  pytest shows it when the test fails
    return seed


@pytest.fixture(autouse=True)
def _quick_switches():
    """Threads are interrupted ten times as often as usual, so in more places."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.parametrize(
    "operations", [1_000, pytest.param(10_000, marks=pytest.mark.soak)], ids="{} operations".format
)
def test_what_eight_actors_at_once_are_told_and_leave_is_what_plain_rules_say(scene, seed, operations):
    everyone = [Actor(scene, random.Random(f"{seed} {number}")) for number in range(ACTORS)]
    with ThreadPoolExecutor(ACTORS) as pool:
        list(pool.map(lambda actor: actor.act(operations // ACTORS), everyone))
    versions = current_versions(scene)
    for learner in scene.learners:
        calls = [replace(call, versions=versions(call)) for call in scene.calls[learner.pk]]
        assert stored(learner) in {shown(end) for end in possible_ends(calls, plain.Learner(), plain.after)}
        assert_records_follow(scene, learner, list(versions(None).values())[-1])
    assert sum(map(len, scene.calls.values())) + len(scene.published) == operations


def current_versions(scene: Scene):
    """versions(call): the versions that were the latest at some moment of it, by number; of None, all of them.

    A version begins with the call that wrote it, and ends when the call that wrote the next has come back.
    """
    writers = {1: (FIRST, 0, 0)}
    for terms, call in sorted(scene.published, key=lambda one: one[1].returned):
        assert call.told[0] == "published", call
        known = writers.setdefault(call.told[1], (terms, call.called, call.returned))
        assert known[0] == terms
    numbers = sorted(writers)
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(writers[n][0] != writers[n + 1][0] for n in numbers[:-1])
    assert QuizVersion.objects.count() == len(numbers)

    def versions(call) -> dict[int, plain.Terms]:
        return {
            number: terms
            for number, (terms, begins, _) in sorted(writers.items())
            if call is None
            or (
                begins <= call.returned
                and (number + 1 not in writers or writers[number + 1][2] >= call.called)
            )
        }

    return versions


def stored(learner) -> plain.Learner:
    """Everything that the database holds of somebody's attempts."""
    rows = Attempt.objects.of(learner).select_related("quiz_version").order_by("number")
    return plain.Learner(
        attempts=tuple(
            plain.Attempt(
                number=row.number,
                version=row.quiz_version.number,
                pass_mark=row.pass_mark_pct,
                started_at=row.started_at,
                due_at=row.due_at,
                asked=tuple(actors.read(asked) for asked in row.questions.in_order().with_answer()),
                submitted_at=row.submitted_at,
                score=row.score,
            )
            for row in rows
        ),
        granted=frozenset(ExtraAttempt.objects.filter(learner=learner).values_list("number", flat=True)),
    )


def shown(learner: plain.Learner) -> plain.Learner:
    """Without what answers will earn, which is not written before they are handed in."""
    return replace(
        learner,
        attempts=tuple(
            replace(one, asked=tuple(plain.seen(one, asked) for asked in one.asked))
            for one in learner.attempts
        ),
    )


def assert_records_follow(scene: Scene, learner, terms: plain.Terms) -> None:
    """One event for each result, a completion if and only if one of them is a pass, and as many tries left."""
    state = stored(learner)
    submitted = [one for one in state.attempts if one.submitted_at]
    assert Event.objects.filter(learner=learner, verb=Event.Verb.SUBMITTED).count() == len(submitted)
    completions = Completion.objects.filter(enrolment__learner=learner).count()
    assert completions == any(one.is_passed for one in submitted)
    assert actors.left(scene.page.quiz, learner, used=len(state.attempts)) == state.left(terms)
