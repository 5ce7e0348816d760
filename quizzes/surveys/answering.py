"""The one writer of what is said in surveys. Time is passed in; skipping a survey writes nothing."""

import bisect
import datetime
from collections.abc import Mapping
from fractions import Fraction

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from learning.people.posts import Post
from learning.people.sides import Side
from quizzes.questions import QuestionVersion
from quizzes.surveys.answers import SurveyAnswered, SurveySheet, SurveyTally
from quizzes.surveys.moments import point_of
from quizzes.surveys.naming import Naming
from quizzes.surveys.pages import SurveyPage
from quizzes.surveys.points import Point
from quizzes.surveys.scoring import values_of, whole_of

TOO_LATE = "This is not asked at this time any more. Nothing was kept, and nothing is missing."
NOTHING_SAID = "Answer a question, or leave the whole page out: nothing has to be answered."
ALREADY = "Your answers are in already. They are anonymous, so they cannot be changed."
SAID_DIFFERENTLY = (
    "Who sees your answers has changed since you opened this page. Read it, and send them again."
)


class SurveyRefused(Exception):
    """Nothing was written; the message says why."""


@transaction.atomic
def answer(
    *, learner, page: SurveyPage, point: str, naming: str, given: Mapping[int, object], at: datetime.datetime
) -> None:
    """Keep what someone says at a point, as they were told it would be kept (`naming`).

    `given` maps ids of question versions to answers as their shapes give them. With a name, sending again replaces what
    was there. Anonymously it is refused, and nothing is added twice.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    page = SurveyPage.objects.get(pk=page.pk)
    if naming != page.naming:
        raise SurveyRefused(SAID_DIFFERENTLY)
    if point not in page.points or point_of(page, learner, at=at) != point:
        raise SurveyRefused(TOO_LATE)
    given = {key: said for key, said in given.items() if said}
    if not given:
        raise SurveyRefused(NOTHING_SAID)
    answered, is_first = SurveyAnswered.objects.get_or_create(learner=learner, page=page, point=point)
    if page.naming == Naming.NAMED:
        _keep(answered, given, on=timezone.localdate(at))
    elif is_first:
        _add(page, Point(point), given)
    else:
        raise SurveyRefused(ALREADY)


@transaction.atomic
def erase(*, learner, page: SurveyPage, point: str) -> bool:
    """Take back what someone said with their name; False when nothing is there. That they answered stays known."""
    sheets = SurveySheet.objects.filter(answered__learner=learner, answered__page=page, answered__point=point)
    return bool(sheets.delete()[0])


def _keep(answered: SurveyAnswered, given: Mapping[int, object], *, on: datetime.date) -> None:
    said = {str(key): said for key, said in given.items()}
    kept = {"given": said, "side": _side(answered.learner, on), "answered_on": on}
    SurveySheet.objects.update_or_create(answered=answered, defaults=kept)


def _side(learner, on: datetime.date) -> Side:
    posts = Post.objects.held_on(on).filter(person=learner)
    post = posts.order_by("-is_primary", "starts_on", "pk").first()
    return Side(post.service_side) if post else Side.NONE


def _add(page: SurveyPage, point: Point, given: Mapping[int, object]) -> None:
    """Add to the sums. Nothing written here has an order or a time, or belongs to anybody."""
    for version in QuestionVersion.objects.in_bulk(given).values():
        tally, _ = SurveyTally.objects.get_or_create(page=page, point=point, question_version=version)
        _count(tally, version, given[version.pk])
        tally.save()


def _count(tally: SurveyTally, version: QuestionVersion, said) -> None:
    if isinstance(said, str):
        bisect.insort(tally.texts, said)
        return
    for line, option in said.items():
        line_counts = tally.counts.setdefault(line, {})
        line_counts[option] = line_counts.get(option, 0) + 1
    points = [option["key"] for option in version.options]
    values = values_of(said, points=points, turned=version.rules.get("turned", ()))
    whole = whole_of(values, least=version.rules.get("least"))
    if whole is not None:
        n, total = tally.whole or (0, "0")
        tally.whole = [n + 1, str(Fraction(total) + whole)]
