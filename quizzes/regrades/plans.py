"""What can be marked again in a quiz, and what would come of it. Reads alone: regrading.py writes.

The key that counts is the one of the question as it is asked now. Each version that was asked before counts by its own key,
or by that of the newest regrade that covers it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.bank import bank
from quizzes.bank.bank import BankQuestion
from quizzes.marking import scores
from quizzes.marking.scores import Key
from quizzes.questions import QuestionVersion
from quizzes.regrades import comparing
from quizzes.regrades.regrades import Regrade
from quizzes.versions import QuizQuestion, QuizVersion

CHUNK = 500


@dataclass(frozen=True)
class Refused:
    """A version that was asked, and why its answers cannot be marked by the key of now."""

    version: QuestionVersion
    why: str


@dataclass(frozen=True)
class Plan:
    """A question of a quiz whose key is not what it was. `by_now` pairs each version to be covered with the one whose key counts now."""

    quiz_id: int
    block: str
    to_version: QuestionVersion
    by_now: list[tuple[QuestionVersion, QuestionVersion]]
    refused: list[Refused]

    @property
    def covers(self) -> list[QuestionVersion]:
        return [asked for asked, _ in self.by_now]

    @property
    def is_in_bank(self) -> bool:
        return bank.is_in_bank(self.block)

    @property
    def old_keys(self) -> list[list[str]]:
        """Each key that counts now, in words, once."""
        keys: list[list[str]] = []
        for _, counts in self.by_now:
            words = comparing.key_in_words(counts)
            if words not in keys:
                keys.append(words)
        return keys

    @property
    def new_key(self) -> list[str]:
        return comparing.key_in_words(self.to_version)

    @property
    def whys(self) -> list[str]:
        """Why some of the answers, or all, stay as they are."""
        return list(dict.fromkeys(one.why for one in self.refused))

    def submitted(self) -> QuerySet:
        """Every such question of an attempt that was handed in, answered or left."""
        return AttemptQuestion.objects.filter(
            attempt__quiz=self.quiz_id,
            attempt__submitted_at__isnull=False,
            block=self.block,
            question_version__in=self.covers,
        )


@dataclass(frozen=True)
class Change:
    """What an answer earned until now and earns from now on, in hundredths, and how its attempt stands after that."""

    asked: AttemptQuestion
    attempt: Attempt
    was: int
    earned: int
    score: int
    passes: bool

    @property
    def becomes_a_pass(self) -> bool:
        return self.passes and not self.attempt.passed


def change_of(asked: AttemptQuestion, attempt: Attempt, *, was: int, key: Key) -> Change:
    """By another key. The attempt is as it stands. A pass stays one, whatever the score comes to."""
    earned = key.earned(asked.given)
    score = attempt.score_now - was + earned
    passes = attempt.passed or scores.passes(score, attempt.out_of, attempt.pass_mark_pct)
    return Change(asked, attempt, was=was, earned=earned, score=score, passes=passes)


def changes(plan: Plan) -> Iterator[list[Change]]:
    """What a regrade would write, so many at a time. What was left, or whose words were erased, is not in it."""
    answered = plan.submitted().filter(response__isnull=False).select_related("response__typed")
    answered, key = answered.defer("options", "prompts").as_it_stands().order_by("pk"), plan.to_version.key
    last = 0
    while rows := list(answered.filter(pk__gt=last)[:CHUNK]):
        last = rows[-1].pk
        attempts = Attempt.objects.as_it_stands().in_bulk([row.attempt_id for row in rows])
        yield [
            change_of(row, attempts[row.attempt_id], was=row.earned_now, key=key)
            for row in rows
            if row.given is not None
        ]


def plans_of(quiz_id: int | None) -> list[Plan]:
    """Every question whose key is not what it was when it was asked, in the quiz's order. Seven queries at most."""
    asked = defaultdict(set)
    rows = AttemptQuestion.objects.filter(attempt__quiz=quiz_id).exclude(block="").order_by()
    for block, version in rows.values_list("block", "question_version").distinct():
        asked[block].add(version)
    now = _asked_now(quiz_id, set(asked))
    versions = QuestionVersion.objects.in_bulk({*now.values(), *(pk for pks in asked.values() for pk in pks)})
    counting = _counting(quiz_id)
    plans = [
        _plan(quiz_id, block, versions[to], [versions[pk] for pk in sorted(asked[block])], counting)
        for block, to in now.items()
    ]
    return [plan for plan in plans if plan.by_now or plan.refused]


def _plan(quiz_id, block: str, to: QuestionVersion, asked: list[QuestionVersion], counting: dict) -> Plan:
    pairs = [(version, counting.get((block, version.pk), version)) for version in asked]
    differ = [(version, counts) for version, counts in pairs if not _is_same_key(counts, to)]
    whys = {version.pk: comparing.why_not(version, to) for version, _ in differ}
    return Plan(
        quiz_id=quiz_id,
        block=block,
        to_version=to,
        by_now=[pair for pair in differ if not whys[pair[0].pk]],
        refused=[Refused(version, whys[version.pk]) for version, _ in differ if whys[version.pk]],
    )


def _is_same_key(one: QuestionVersion, other: QuestionVersion) -> bool:
    if not one.is_marked and not other.is_marked:
        return True
    return one.kind == other.kind and one.key == other.key


def _asked_now(quiz_id: int | None, blocks: set[str]) -> dict[str, int]:
    """The version of now of each of some questions: as the quiz is published, or the bank."""
    latest = QuizVersion.objects.latest_of(quiz_id)
    own = QuizQuestion.objects.filter(quiz_version=latest, block__in=blocks).order_by("position")
    found = dict(own.values_list("block", "question_version"))
    keys = {bank.number_of(block) for block in blocks if bank.is_in_bank(block)}
    rows = BankQuestion.objects.live().filter(pk__in=keys).order_by("pk").values_list("pk", "version")
    return found | {bank.block_of(pk): version for pk, version in rows}


def _counting(quiz_id: int | None) -> dict[tuple[str, int], QuestionVersion]:
    """The version whose key counts for each question and version that was marked again."""
    standing = Regrade.objects.standing().filter(quiz=quiz_id).in_order().with_versions()
    return {
        (regrade.block, one.question_version_id): regrade.to_version
        for regrade in standing
        for one in regrade.covered.all()
    }
