"""Quizzes that show what somebody knows already, and which parts a renewal asks of whoever misses in one.

Only a quiz that is marked, and tells after all answers are sent, shows that. Each part asked for is one that a missed
question names; where it names none of this course, the other parts of the quiz's module; where there are none, every part.
"""

import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from learning.records import records
from learning.records.enrolments import Enrolment, Route
from quizzes.attempts.answers import Attempt
from quizzes.marking.scores import FULL
from quizzes.pages import QuizPage
from quizzes.questions import Kind
from quizzes.versions import Mode, QuizQuestion, QuizVersion


def assessing() -> QuerySet[QuizPage]:
    """Live quizzes that do, as they were last published."""
    newest = QuizVersion.objects.filter(quiz=OuterRef("quiz")).order_by("-number").values("pk")[:1]
    version = QuizVersion.objects.filter(pk=OuterRef("newest"), mode=Mode.TEST)
    own = QuizQuestion.objects.filter(quiz_version=OuterRef("newest"))
    marked = own.exclude(question_version__kind__in=Kind.unmarked())
    live = QuizPage.objects.live().annotate(newest=Subquery(newest))
    return live.filter(Exists(version), Exists(marked) | Exists(version.exclude(draws=[])))


def ask_for_missed(attempt: Attempt, enrolment: Enrolment | None, *, at: datetime.datetime) -> None:
    """After an attempt in a renewal that began with being assessed: ask for what it shows to be missing, if anything.

    An attempt that told at once shows nothing, although its quiz has come to: it asks for every part.
    """
    if enrolment is None or enrolment.route != Route.ASSESS_FIRST:
        return
    activity = attempt.activity.specific
    course = enrolment.course.specific
    assessments = set(course.assessments().values_list("pk", flat=True))
    if activity.pk not in assessments or (attempt.passed and not attempt.is_formative):
        return
    others = dict(course.activities().exclude(pk__in=assessments).values_list("pk", "path"))
    parts = set(others) if attempt.is_formative else _missed_parts(attempt, activity, others)
    records.ask_for(learner=attempt.learner, activity=activity, parts=parts, at=at)


def _missed_parts(attempt: Attempt, activity: QuizPage, others: dict[int, str]) -> set[int]:
    """`others` are the keys and paths of the parts that assess nothing."""
    missed = [
        asked.question_version.lesson_id
        for asked in attempt.questions.in_order().with_answer().as_it_stands()
        if asked.question_version.is_marked and (asked.earned_now or 0) < FULL
    ]
    named = {lesson for lesson in missed if lesson in others}
    if all(lesson in others for lesson in missed):
        return named
    module = activity.path[: -activity.steplen]
    return named | ({pk for pk, path in others.items() if path.startswith(module)} or set(others))
