"""Writing a quiz in the admin: drafts may be half-written, what is published can be marked."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from quizzes.models import QuizPage, QuizVersion
from tests.quizzes import factories


def rows(*options: tuple[str, bool]) -> dict:
    """The rows of answers as the editor sends them."""
    listed = {"count": len(options)}
    for number, (text, right) in enumerate(options):
        value = {"text": text, "feedback": ""} | ({"is_right": "on"} if right else {})
        listed[str(number)] = {"deleted": "", "order": str(number), "value": value}
    return listed


def form_of(page: QuizPage, *options: tuple[str, bool], stem: str = "So?", **extra) -> dict:
    question = {
        "stem": stem,
        "situation": "",
        "options": rows(*options),
        "explanation": "",
        "sources": {"count": 0},
        "code": "",
        "level": "core",
        "lesson": "",
        "shuffle_options": "on",
        "topics": {"count": 0},
        "review_on": "",
    }
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "introduction": "",
            "questions": streamfield([("single", question)]),
            "draws": streamfield([]),
            "mode": "test",
            "pass_mark_pct": 80,
            "on_pass": "",
            "on_miss": "",
            "minutes": 5,
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        }
        | extra
    )


@pytest.fixture
def edit_url(quiz_page):
    return reverse("wagtailadmin_pages:edit", args=[quiz_page.pk])


def test_the_editor_shows_the_questions(administrator_client, edit_url):
    page = administrator_client.get(edit_url).content.decode()
    assert "Question one wrong" in page
    assert "Choose every answer that applies" in page


def test_publishing_writes_a_version(administrator_client, edit_url, quiz_page):
    sent = form_of(quiz_page, ("Yes", True), ("No", False), ("", False), **{"action-publish": "Publish"})
    assert administrator_client.post(edit_url, sent).status_code == 302
    assert QuizVersion.objects.latest_of(quiz_page.quiz_id).number == 2


def test_publishing_a_question_without_a_right_answer_is_refused_in_words(
    administrator_client, edit_url, quiz_page
):
    sent = form_of(quiz_page, ("Yes", False), ("No", False), **{"action-publish": "Publish"})
    response = administrator_client.post(edit_url, sent)
    assert "has no right answer marked. Mark at least one." in response.content.decode()
    assert QuizVersion.objects.latest_of(quiz_page.quiz_id).number == 1


def test_a_half_written_question_is_kept_as_a_draft(administrator_client, edit_url, quiz_page):
    sent = form_of(quiz_page, ("Yes", False), ("", False), stem="")
    assert administrator_client.post(edit_url, sent).status_code == 302
    draft = QuizPage.objects.get().get_latest_revision_as_object()
    assert [option["text"] for option in draft.questions[0].value["options"]] == ["Yes", ""]
    assert QuizVersion.objects.count() == 1


@pytest.mark.parametrize("pass_mark", ["0", "101", "-1", "x"])
def test_a_pass_mark_is_a_percentage(administrator_client, edit_url, quiz_page, pass_mark):
    sent = form_of(quiz_page, ("Yes", True), ("No", False), pass_mark_pct=pass_mark)
    response = administrator_client.post(edit_url, sent)
    assert response.status_code == 200
    assert "pass_mark_pct" in response.context["form"].errors


def test_a_quiz_that_was_answered_is_not_deleted_in_the_admin(administrator_client, attempt, quiz_page):
    url = reverse("wagtailadmin_pages:delete", args=[quiz_page.pk])
    response = administrator_client.post(url, follow=True)
    assert "cannot be deleted" in response.content.decode()
    assert QuizPage.objects.filter(pk=quiz_page.pk).exists()


def test_a_quiz_that_nobody_answered_can_be_deleted(administrator_client, course):
    page = factories.plant_quiz(course, title="Unused")
    administrator_client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not QuizPage.objects.filter(pk=page.pk).exists()
