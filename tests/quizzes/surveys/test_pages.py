"""The page of a survey: what it says before the first question, what it takes, and whom it is open to."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from courses.builder.contents import pages_of
from courses.findings import NO_MODULE
from courses.models import ModulePage
from learning.records import records
from learning.records.models import Version
from quizzes.models import SurveyAnswered, SurveyPage, SurveySheet, SurveyTally
from quizzes.surveys.naming import Naming
from tests import editor
from tests.quizzes.surveys import factories
from tests.quizzes.surveys.factories import asked_now, scale, someone


def sent(page, *points, text: str = "", **fields) -> dict:
    """What a browser sends: a point for each statement of the first question, and words."""
    first, *others = asked_now(page)
    lines = {f"q{first.pk}_line_{n}": point for n, point in enumerate(points, start=1) if point is not None}
    written = {f"q{others[0].pk}_answer": text} if others else {}
    return {"point": "before", "naming": page.naming} | lines | written | fields


def send(client, page, *points, **fields):
    address = reverse("answer_survey", args=[page.pk])
    return client.post(address, sent(page, *points, **fields), follow=True)


def words_of(client, page) -> str:
    return client.get(page.url).content.decode()


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("naming", "told"),
    [(Naming.NAMED, "Your name is kept with what you say"), (Naming.ANONYMOUS, "It is anonymous.")],
)
def test_the_form_says_who_sees_what_before_the_first_question(naming, told, course, learner_client):
    words = words_of(learner_client, factories.plant_survey(course, naming=naming))
    assert 0 < words.index(told) < words.index("How sure are you?</legend>")


@pytest.mark.usefixtures("enrolled")
def test_numbers_stand_in_columns_and_their_ends_are_said(learner_client, survey):
    words = words_of(learner_client, survey)
    assert "tf-scale--numbers" in words
    assert "0 is not at all, and 10 is completely." in words
    assert words.count("Not part of my job") == 2


def test_what_is_sent_is_kept_and_shown_to_be_changed(enrolled, learner_client, survey):
    page = send(learner_client, survey, "3", "beside", text="Time & <money>").content.decode()
    assert "Your answers are in" in page
    assert "I ask about children: 3" in page
    assert "Time &amp; &lt;money&gt;" in page
    send(learner_client, survey, "8")
    [given] = SurveySheet.objects.values_list("given", flat=True)
    assert [list(value.values()) for value in given.values()] == [["8"]]


@pytest.mark.usefixtures("enrolled")
def test_what_was_said_is_erased_by_its_button(learner_client, survey):
    send(learner_client, survey, "3")
    address = reverse("erase_survey_answers", args=[survey.pk])
    assert "is erased" in learner_client.post(address, {"point": "before"}, follow=True).content.decode()
    assert learner_client.post(address, {"point": "\x00"}).status_code == 302
    assert not SurveySheet.objects.exists()


@pytest.mark.usefixtures("enrolled")
def test_an_anonymous_answer_is_not_shown_again(learner_client, anonymous):
    page = send(learner_client, anonymous, "3", text="Zeal").content.decode()
    assert "You have answered. Thank you." in page
    assert "Zeal" not in page
    assert "Send my answers" not in page
    send(learner_client, anonymous, "4")
    assert list(SurveyTally.objects.first().counts.values()) == [{"3": 1}]


@pytest.mark.usefixtures("enrolled")
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "nothing has to be answered"),
        ({"point": "after"}, "not asked at this time"),
        ({"line": "11"}, "not one of those offered"),
        ({"text": "x" * 5001}, "Shorten your answer"),
        ({"text": "x\x00"}, "cannot be shown"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_shown_again(fields, said, learner_client, survey):
    fields = {"text": ""} | fields
    point = fields.pop("line", None if fields == {"text": ""} else "5")
    page = send(learner_client, survey, point, **fields).content.decode()
    assert said in page
    assert "Send my answers" in page
    assert not SurveyAnswered.objects.exists()


@pytest.mark.usefixtures("enrolled")
def test_a_form_that_was_told_otherwise_is_shown_again_with_what_was_said(learner_client, anonymous):
    page = send(learner_client, anonymous, "3", text="My words", naming="named").content.decode()
    assert "Who sees your answers has changed" in page
    assert "My words" in page
    assert 'name="naming" value="anonymous"' in page
    assert not SurveyAnswered.objects.exists()


@pytest.mark.usefixtures("enrolled")
def test_looking_at_a_survey_changes_nothing(learner_client, survey):
    address = reverse("answer_survey", args=[survey.pk])
    assert learner_client.get(survey.url).status_code == 200
    assert learner_client.get(address, sent(survey, "3")).status_code == 405
    assert not SurveyAnswered.objects.exists()


def test_to_whoever_is_not_on_the_course_it_is_not_there(trainer_client, client, survey):
    address = reverse("answer_survey", args=[survey.pk])
    assert trainer_client.post(address, sent(survey, "3")).status_code == 404
    assert trainer_client.get(survey.url).url == survey.course_page().url
    assert client.get(survey.url).url.startswith(reverse("account_login"))
    assert not SurveyAnswered.objects.exists()


@pytest.mark.usefixtures("enrolled")
def test_a_survey_changes_nothing_of_a_course(course, learner_client, survey):
    from_before = course.activities().count()
    send(learner_client, survey, "3")
    assert course.activities().count() == from_before == 1
    assert "0 of 1 part completed" in learner_client.get(course.url).content.decode()


@pytest.mark.usefixtures("enrolled")
def test_its_page_takes_the_same_queries_however_long_it_is_and_however_many_answered(
    course, learner_client, django_assert_max_num_queries
):
    counts = []
    for length, people in ((1, 1), (12, 6)):
        asks = [scale(f"{n}.") for n in range(length)]
        page = factories.plant_survey(course, title=f"Survey of {length}", questions=asks)
        for _ in range(people):
            factories.answer(page, someone(course), factories.said(page, 3))
        send(learner_client, page, "3")
        with django_assert_max_num_queries(20) as queries:
            learner_client.get(page.url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_draft_is_previewed_with_its_questions_and_nothing_to_send(trainer_client, survey):
    address = reverse("wagtailadmin_pages:view_draft", args=[survey.pk])
    words = trainer_client.get(address).content.decode()
    assert "I ask about children." in words
    assert "Send my answers" not in words


# Publishing


def test_publishing_a_survey_is_no_version_of_its_course(course, survey, now):
    version = records.publish_version(course=course, by=None, at=now)
    assert str(survey.pk) not in version.manifest
    survey.caveat = "This scale is not validated."
    factories.publish(survey)
    assert Version.objects.filter(course=course).count() == 1


def test_a_course_with_nothing_but_a_survey_has_no_module(course, survey):
    course.get_children().exact_type(ModulePage).get().delete()
    course = type(course).objects.get(pk=course.pk)
    assert NO_MODULE in [finding.text for finding in course.findings(on=timezone.localdate())]


def test_a_survey_is_no_module_of_its_course_in_the_builder(course, survey, trainer_client):
    assert not any(isinstance(page, SurveyPage) for page in pages_of(course).specific())
    assert trainer_client.get(reverse("course_builder", args=[course.pk])).status_code == 200


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"questions": []}, "questions", "asks nothing yet"),
        (
            {"asked_before": False, "asked_after": False, "asked_later": False},
            "asked_before",
            "when it is asked",
        ),
        (
            {"questions": [{"type": "scale", "value": {"stem": "How?", "statements": [], "scale": "agree"}}]},
            "questions",
            "Write a statement",
        ),
    ],
)
def test_what_stops_a_survey_is_said_beside_its_field(fields, field, says, survey):
    for name, value in fields.items():
        setattr(survey, name, value)
    [finding] = survey.findings(on=timezone.localdate())
    assert (finding.field, finding.stops) == (field, True)
    assert says in finding.text


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"least": 3}, "It asks for 3 answers and has 2 statements."),
        ({"statements": [{"text": "Ask"}, {"text": "Ask"}]}, "“Ask” is there twice."),
        ({"scale": ""}, "Choose a scale."),
    ],
)
def test_a_scale_that_cannot_be_asked_says_why(value, problem, survey):
    kind, written = scale(**value)
    survey.questions = [{"type": kind, "value": written}]
    block = survey.questions[0]
    assert block.block.problem(block.value).startswith(problem)


def test_an_edit_asks_another_version_and_keeps_what_was_said(enrolled, survey):
    factories.answer(survey, enrolled, factories.said(survey, 3))
    before = SurveySheet.objects.values_list("given", flat=True)[0]
    survey.questions = [{"type": "words", "value": {"stem": "What else?"}}]
    factories.publish(survey)
    assert [version.stem for version in asked_now(survey)] == ["What else?"]
    assert SurveySheet.objects.values_list("given", flat=True)[0] == before


def test_an_answered_survey_cannot_be_deleted(enrolled, survey, administrator_client):
    factories.answer(survey, enrolled, factories.said(survey, 3))
    administrator_client.post(reverse("wagtailadmin_pages:delete", args=[survey.pk]))
    assert type(survey).objects.filter(pk=survey.pk).exists()


def test_the_editor_refuses_an_empty_survey_beside_its_questions(survey, trainer, trainer_client):
    address = reverse("wagtailadmin_pages:edit", args=[survey.pk])
    response = trainer_client.post(address, editor.sent(survey, trainer) | {"action-publish": "1"})
    assert "This survey asks nothing yet" in response.content.decode()
    assert len(asked_now(survey)) == 2


@pytest.mark.usefixtures("enrolled")
def test_what_was_sent_after_the_session_had_run_out_is_there_again(learner, learner_client, survey):
    words_of(learner_client, survey)  # the browser is known to be theirs from now on
    del learner_client.cookies[settings.SESSION_COOKIE_NAME]
    send(learner_client, survey, "3", text="Time, mostly")
    learner_client.force_login(learner)
    assert "Time, mostly" in words_of(learner_client, survey)
    assert not SurveySheet.objects.exists()
