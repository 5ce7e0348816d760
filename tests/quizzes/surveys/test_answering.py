"""The writer of what is said: once at a point, only when it is asked, and one's own to change and to erase."""

import pytest
from django.db import IntegrityError, transaction

from learning.people.sides import Side
from quizzes.attempts import erasing
from quizzes.models import SurveyAnswered, SurveyPage, SurveySheet, SurveyTally
from quizzes.surveys import answering
from quizzes.surveys.answering import SurveyRefused
from quizzes.surveys.naming import Naming
from quizzes.surveys.points import Point
from tests.quizzes.surveys import factories
from tests.quizzes.surveys.factories import WHEN, answer, complete, said, someone


def test_what_is_said_with_a_name_is_kept_with_the_day_and_the_side(course, survey):
    learner = someone(course, side=Side.CHILDREN)
    given = said(survey, 7, None, text="Time")
    answer(survey, learner, given)
    sheet = SurveySheet.objects.get(answered__learner=learner, answered__point=Point.BEFORE)
    assert sheet.given == {str(key): value for key, value in given.items()}
    assert (sheet.side, sheet.answered_on) == (Side.CHILDREN, WHEN[Point.BEFORE].date())


def test_sending_again_with_a_name_replaces_what_was_there(enrolled, survey):
    for point in (3, 8):
        answer(survey, enrolled, said(survey, point))
    sheet = SurveySheet.objects.get()
    assert sheet.given == {str(key): value for key, value in said(survey, 8).items()}


@pytest.mark.parametrize("point", [Point.AFTER, Point.LATER, "never"])
def test_a_survey_is_answered_only_at_the_moment_it_is_asked(point, enrolled, survey):
    with pytest.raises(SurveyRefused, match="not asked at this time"):
        answering.answer(
            learner=enrolled,
            page=survey,
            point=point,
            naming=survey.naming,
            given=said(survey, 5),
            at=WHEN[Point.BEFORE],
        )
    assert not SurveyAnswered.objects.exists()


def test_what_is_not_asked_at_a_point_is_refused(course, enrolled):
    survey = factories.plant_survey(course, asked_before=False)
    with pytest.raises(SurveyRefused, match="not asked at this time"):
        answer(survey, enrolled, said(survey, 5))


def test_each_point_is_answered_by_itself(course, enrolled, survey):
    answer(survey, enrolled, said(survey, 2))
    complete(course, enrolled)
    for point in (Point.AFTER, Point.LATER):
        answer(survey, enrolled, said(survey, 5), point=point)
    assert set(SurveyAnswered.objects.values_list("point", flat=True)) == set(Point)


def test_a_sheet_left_blank_is_refused_and_nothing_is_kept(enrolled, survey):
    with pytest.raises(SurveyRefused, match="nothing has to be answered"):
        answer(survey, enrolled, {})
    assert not SurveyAnswered.objects.exists()


def test_what_was_said_can_be_erased_and_said_anew(enrolled, survey):
    answer(survey, enrolled, said(survey, 2))
    erased = [answering.erase(learner=enrolled, page=survey, point=Point.BEFORE) for _ in range(2)]
    assert erased == [True, False]
    assert not SurveySheet.objects.exists()
    answer(survey, enrolled, said(survey, 3))
    assert SurveySheet.objects.count() == 1


def test_nobody_erases_what_another_said(course, enrolled, survey):
    answer(survey, enrolled, said(survey, 2))
    assert not answering.erase(learner=someone(course), page=survey, point=Point.BEFORE)
    assert SurveySheet.objects.count() == 1


def test_erasing_a_persons_words_erases_what_they_said_in_surveys(course, enrolled, survey):
    other = someone(course)
    for learner in (enrolled, other):
        answer(survey, learner, said(survey, 2, text="Mine"))
    erasing.erase_words(learner=enrolled)
    assert [sheet.answered.learner for sheet in SurveySheet.objects.all()] == [other]


# Anonymous


def test_an_anonymous_survey_keeps_sums_and_no_row_of_anybody(course, anonymous):
    for learner, point, text in ((someone(course), 3, "Zeal"), (someone(course), 9, "Aims")):
        answer(anonymous, learner, said(anonymous, point, 10, text=text))
    scale, words = SurveyTally.objects.order_by("question_version")
    first, second = [prompt["key"] for prompt in scale.question_version.prompts]
    assert scale.counts == {first: {"3": 1, "9": 1}, second: {"10": 2}}
    assert scale.whole == [2, "6"]
    assert words.texts == ["Aims", "Zeal"]
    assert not SurveySheet.objects.exists()


def test_what_says_that_someone_answered_anonymously_says_nothing_else(enrolled, anonymous):
    answer(anonymous, enrolled, said(anonymous, 3))
    names = {field.name for field in SurveyAnswered._meta.get_fields() if field.concrete}
    assert names == {"id", "learner", "page", "point"}
    told = {field.name for field in SurveyTally._meta.get_fields() if field.concrete}
    assert told == {"id", "page", "point", "question_version", "counts", "whole", "texts"}


def test_an_anonymous_answer_is_added_once(enrolled, anonymous):
    answer(anonymous, enrolled, said(anonymous, 3))
    with pytest.raises(SurveyRefused, match="in already"):
        answer(anonymous, enrolled, said(anonymous, 4))
    assert list(SurveyTally.objects.get().counts.values()) == [{"3": 1}]


def test_the_database_ties_no_anonymous_answer_to_anybody(course, enrolled, anonymous, survey):
    answer(anonymous, enrolled, said(anonymous, 3))
    answered = SurveyAnswered.objects.get()
    with pytest.raises(IntegrityError, match="an_anonymous_answer_is_nobodys"), transaction.atomic():
        SurveySheet.objects.create(answered=answered, given={}, side=Side.NONE, answered_on="2027-03-03")
    answer(survey, enrolled, said(survey, 3))
    with pytest.raises(IntegrityError, match="an_anonymous_answer_is_nobodys"), transaction.atomic():
        SurveySheet.objects.update(answered=answered)


# Who sees what


@pytest.mark.parametrize("told", [Naming.NAMED, Naming.ANONYMOUS])
def test_an_answer_is_kept_only_as_its_form_said(told, course, enrolled):
    survey = factories.plant_survey(course, naming=told)
    given, other = said(survey, 3), ({*Naming} - {told}).pop()
    SurveyPage.objects.filter(pk=survey.pk).update(naming=other)
    with pytest.raises(SurveyRefused, match="Who sees your answers has changed"):
        answer(survey, enrolled, given)
    assert not SurveyAnswered.objects.exists()


def test_who_sees_the_answers_is_changed_until_somebody_has_answered(enrolled, survey):
    survey.naming = Naming.ANONYMOUS
    assert factories.publish(survey).is_anonymous
    survey.naming = Naming.NAMED
    survey = factories.publish(survey)
    answer(survey, enrolled, said(survey, 3))
    survey.naming = Naming.ANONYMOUS
    assert [finding.field for finding in survey.findings(on=WHEN[Point.BEFORE].date())] == ["naming"]
    with pytest.raises(IntegrityError, match="what_people_were_told"), transaction.atomic():
        SurveyPage.objects.update(naming=Naming.ANONYMOUS)


# Constraints


def test_the_database_keeps_one_answer_for_a_person_at_a_point(enrolled, survey):
    SurveyAnswered.objects.create(learner=enrolled, page=survey, point=Point.BEFORE)
    SurveyAnswered.objects.create(learner=enrolled, page=survey, point=Point.AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyAnswered.objects.create(learner=enrolled, page=survey, point=Point.AFTER)


def test_the_database_knows_points_and_sides(enrolled, survey):
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyAnswered.objects.create(learner=enrolled, page=survey, point="never")
    answered = SurveyAnswered.objects.create(learner=enrolled, page=survey, point=Point.BEFORE)
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveySheet.objects.create(answered=answered, given={}, side="left", answered_on="2027-03-03")


def test_the_database_keeps_one_tally_for_a_question_at_a_point(anonymous):
    version = factories.asked_now(anonymous)[0]
    tally = {"page": anonymous, "question_version": version}
    SurveyTally.objects.create(**tally, point=Point.BEFORE)
    SurveyTally.objects.create(**tally, point=Point.AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyTally.objects.create(**tally, point=Point.AFTER)
