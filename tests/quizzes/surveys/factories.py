"""A survey beside a course, and people who are before, after and twelve weeks past it."""

import datetime

from courses.models import CoursePage
from learning.people.sides import Side
from learning.records import records
from quizzes.models import QuizVersion, SurveyPage
from quizzes.surveys import answering
from quizzes.surveys.points import Point
from tests.factories import PostFactory
from tests.quizzes.factories import AT, enrol

DAY = datetime.timedelta(days=1)
WHEN = {Point.BEFORE: AT, Point.AFTER: AT + DAY, Point.LATER: AT + 85 * DAY}
STATEMENTS = ("I ask about children.", "Joint work takes too long.")


def scale(*statements: str, turned: tuple[str, ...] = (), **value) -> tuple[str, dict]:
    rows = [{"text": text, "is_turned": text in turned} for text in statements or STATEMENTS]
    return "scale", {"stem": "How sure are you?", "statements": rows, "scale": "confident_0_10"} | value


def words(stem: str = "What got in the way?") -> tuple[str, dict]:
    return "words", {"stem": stem}


def plant_survey(course: CoursePage, *, questions: list | None = None, **fields) -> SurveyPage:
    """A published survey: two statements, of which the second is turned, and a question to answer in words."""
    asks = questions or [scale(turned=STATEMENTS[1:], least=2), words()]
    blocks = [{"type": kind, "value": value} for kind, value in asks]
    page = SurveyPage(**{"title": "How sure are you?", "questions": blocks} | fields)
    course.add_child(instance=page)
    return publish(page)


def publish(page: SurveyPage) -> SurveyPage:
    page.save_revision().publish()
    return SurveyPage.objects.get(pk=page.pk)


def asked_now(page: SurveyPage) -> list:
    latest = QuizVersion.objects.latest_of(page.quiz_id)
    rows = latest.quiz_questions.select_related("question_version").order_by("position")
    return [row.question_version for row in rows]


def said(page: SurveyPage, *points, text: str = "") -> dict[int, object]:
    """An answer to each statement of the first question in turn, None for one that is left; and words."""
    first, *others = asked_now(page)
    keys = [prompt["key"] for prompt in first.prompts]
    given = {key: str(point) for key, point in zip(keys, points, strict=False) if point is not None}
    return {first.pk: given} | ({others[0].pk: text} if text else {})


def complete(course: CoursePage, learner, *, at: datetime.datetime = AT) -> None:
    for activity in course.activities().specific():
        records.complete(learner=learner, activity=activity, by=learner, at=at)


def someone(course: CoursePage, *, side: str = Side.NONE):
    """A learner on a course, with a post of a side."""
    return enrol(course, PostFactory(service_side=side, starts_on=AT.date()).person)


def answer(page: SurveyPage, learner, given: dict, *, point: Point = Point.BEFORE) -> None:
    answering.answer(learner=learner, page=page, point=point, naming=page.naming, given=given, at=WHEN[point])


def answer_both(page: SurveyPage, course: CoursePage, learner, before: dict, after: dict) -> None:
    """Before the course and after it, with its parts completed in between."""
    answer(page, learner, before)
    complete(course, learner)
    answer(page, learner, after, point=Point.AFTER)
