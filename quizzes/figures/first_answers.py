"""What people answered the first time, as it stands in the database.

Only each person's first attempt counts, once it is submitted: later ones have seen the answers.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, starmap
from operator import attrgetter
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from learning.people.posts import Post
from learning.people.sides import Side
from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.figures.measures import seconds_each
from quizzes.questions import Kind


class First(NamedTuple):
    """A question of someone's first attempt, marked as it stands; without an answer, the last three are None.

    `version` is what was asked, and `counts` the one whose key marks it.
    """

    attempt: int
    started_at: datetime.datetime
    score: int
    out_of: int
    learner: int
    block: str
    version: int
    counts: int
    chosen: list | dict | None
    earned: int | None
    saved_at: datetime.datetime | None


class Answered(NamedTuple):
    """One person's answer to a question, with the version whose key marks it; `typed` is what was written, where it was and has not been erased."""

    version: int
    learner: int
    chosen: list | dict
    earned: int
    typed: str | None


def responses_of(quiz_id: int, block: str) -> Iterator[Answered]:
    """The first answers to one question of a quiz. One query."""
    rows = marked_answers(AttemptQuestion.objects.filter(attempt__quiz=quiz_id, block=block)).as_it_stands()
    fields = ("version_now", "attempt__learner", "response__chosen", "earned_now", "response__typed__text")
    return starmap(Answered, rows.values_list(*fields))


def firsts_of(quiz_id: int | None) -> Iterator[First]:
    """Attempt by attempt, in the order in which each asks."""
    rows = AttemptQuestion.objects.filter(
        attempt__quiz=quiz_id, attempt__number=1, attempt__submitted_at__isnull=False
    )
    fields = ("attempt", "attempt__started_at", "score_now", "attempt__out_of", "attempt__learner", "block")
    fields += ("question_version", "version_now", "response__chosen", "earned_now", "response__saved_at")
    return starmap(First, rows.as_it_stands().order_by("attempt", "position").values_list(*fields))


def timed(firsts: Iterable[First]) -> Iterator[tuple[First, float | None]]:
    """Each with its seconds."""
    for _, asked in groupby(firsts, key=attrgetter("attempt")):
        attempt = list(asked)
        yield from zip(
            attempt, seconds_each(attempt[0].started_at, [one.saved_at for one in attempt]), strict=True
        )


def marked_answers(asked: QuerySet) -> QuerySet:
    """Questions answered in first attempts, each with its block."""
    return asked.filter(
        attempt__number=1,
        attempt__submitted_at__isnull=False,
        response__isnull=False,
        question_version__kind__in=[kind for kind in Kind if kind not in Kind.unmarked()],
    )


def sides_of(quiz_id: int | None) -> dict[int, Side]:
    """The side of each person's main post on the day of their first attempt."""
    firsts = Attempt.objects.submitted().filter(quiz=quiz_id, number=1)
    posts = defaultdict(list)
    for post in Post.objects.filter(person__in=firsts.values("learner")).order_by(
        "-is_primary", "starts_on", "pk"
    ):
        posts[post.person_id].append(post)
    return {
        learner: _side_on(posts[learner], timezone.localdate(at))
        for learner, at in firsts.values_list("learner", "submitted_at")
    }


def _side_on(posts: list[Post], day: datetime.date) -> Side:
    return next((Side(post.service_side) for post in posts if post.is_held_on(day)), Side.NONE)
