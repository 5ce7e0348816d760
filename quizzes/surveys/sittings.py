"""What one person meets on the page of a survey: its questions, their own answers, or why there is nothing to do."""

import datetime
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from quizzes.questions import QuestionVersion
from quizzes.surveys.answers import SurveyAnswered
from quizzes.surveys.asking import SurveyForm, initial_of, questions_of, shape_of
from quizzes.surveys.moments import point_of
from quizzes.surveys.points import Point


@dataclass(frozen=True)
class Said:
    """What someone said with their name at one point, as they read it: stem and words of each answer."""

    point: Point
    rows: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Sitting:
    """`form` is None when there is nothing to answer now."""

    point: Point | None
    form: SurveyForm | None
    is_answered: bool
    said: list[Said]


def sitting(page, person, *, at: datetime.datetime, data: QueryDict | None = None) -> Sitting:
    """How the page stands to someone who may open it. Five queries, whatever was said."""
    versions = questions_of(page)
    point = point_of(page, person, at=at)
    point = point if point in page.points and versions else None
    rows = SurveyAnswered.objects.filter(learner=person, page=page).select_related("sheet")
    answered = {Point(row.point): getattr(row, "sheet", None) for row in rows}
    is_answered = point in answered
    form = None
    if data is not None:
        data = data.copy()
        data["naming"] = page.naming
    if point and not (is_answered and page.is_anonymous):
        given = answered[point].given if answered.get(point) else None
        form = SurveyForm(
            data,
            versions=versions,
            action=reverse("answer_survey", args=[page.pk]),
            initial=initial_of(page, point, given=given, versions=versions),
        )
    return Sitting(point, form, is_answered, _said(answered, versions))


def previewed(page) -> SurveyForm:
    """The questions as they are being written, with nothing to send. No query."""
    written = [block.block.content(block.value) for block in page.questions]
    versions = [QuestionVersion(pk=number, **content) for number, content in enumerate(written, start=1)]
    point = next(iter(page.points), Point.BEFORE)
    return SurveyForm(versions=versions, initial=initial_of(page, point, given=None, versions=versions))


def _said(answered: dict, versions: list[QuestionVersion]) -> list[Said]:
    """What can be read again. A question that is not asked any more is read as it was."""
    sheets = {point: answered[point] for point in Point if answered.get(point)}
    known = {version.pk: version for version in versions}
    if missing := {int(key) for sheet in sheets.values() for key in sheet.given} - known.keys():
        known |= QuestionVersion.objects.in_bulk(missing)
    return [
        Said(
            point,
            [
                (known[int(key)].stem, shape_of(known[int(key)]).words(said))
                for key, said in sheet.given.items()
            ],
        )
        for point, sheet in sheets.items()
    ]
