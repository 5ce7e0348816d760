"""Whom a survey is offered to, and when: one quiet line at the right moment, and nothing about whoever lets it pass."""

import datetime
from dataclasses import dataclass

from learning.records.counting import minutes_in_words
from learning.records.pages import address
from quizzes.surveys.answers import SurveyAnswered
from quizzes.surveys.moments import firsts_of, point_in
from quizzes.surveys.pages import SurveyPage
from quizzes.surveys.points import Point


@dataclass(frozen=True)
class Offer:
    """A survey that someone may answer now."""

    title: str
    url: str
    point: Point
    minutes: int

    @property
    def note(self) -> str:
        return f"{self.point.words}. {minutes_in_words(self.minutes).capitalize()}, and you can leave it out."


def offers_to(person, *, at: datetime.datetime, course=None) -> list[Offer]:
    """What someone has not answered yet, on one course or on all of theirs. Three queries, one where there is no survey."""
    surveys = _surveys(course)
    paths = {page.course_path for page in surveys}
    firsts = firsts_of(person).filter(course__path__in=paths).select_related("course") if paths else []
    points = {one.course.path: point_in(one, at=at) for one in firsts}
    pages = [page for page in surveys if points.get(page.course_path) in page.points]
    if not pages:
        return []
    answered = set(SurveyAnswered.objects.filter(learner=person, page__in=pages).values_list("page", "point"))
    return [
        Offer(page.title, address(page.url_path), points[page.course_path], page.minutes)
        for page in pages
        if (page.pk, points[page.course_path]) not in answered
    ]


def on_my_learning(person, *, at: datetime.datetime) -> list[Offer]:
    """For the page of the floor below, which names this function by string."""
    return offers_to(person, at=at)


def _surveys(course) -> list[SurveyPage]:
    """The live surveys of one course, or of all, in order."""
    live = SurveyPage.objects.live().filter(quiz__isnull=False)
    if course is not None:
        live = live.child_of(course)
    return list(live.defer_streamfields().order_by("path"))
