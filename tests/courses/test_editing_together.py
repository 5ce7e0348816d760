"""Two trainers on one page: nothing is lost, each knows of the other, and nobody waits for mail."""

from django.core import mail as outbox
from wagtail.models import Comment, PageSubscription

from courses.models import LessonPage
from tests.courses import forms


def test_a_stale_autosave_is_refused_and_nothing_is_lost(
    lesson, trainer, administrator, administrator_client
):
    loaded = lesson.save_revision(user=administrator)
    lesson.introduction = "The other trainer's words"
    lesson.save_revision(user=trainer)
    stale = {
        "loaded_revision_id": loaded.pk,
        "loaded_revision_created_at": loaded.created_at.isoformat(),
    }
    sent = forms.lesson(lesson, forms.paragraph("Mine."), introduction="Mine") | stale
    response = administrator_client.post(forms.edit_url(lesson), sent, headers={"accept": "application/json"})
    assert response.status_code == 400
    assert response.json()["error_code"] == "invalid_revision"
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert draft.introduction == "The other trainer's words"


def test_a_comment_in_the_editor_sends_no_mail_while_its_writer_waits(
    lesson, trainer, administrator, administrator_client
):
    """Wagtail would write to everyone in the thread, and to whoever follows the page."""
    PageSubscription.objects.create(page=lesson, user=trainer, comment_notifications=True)
    row = {"text": "Why?", "contentpath": "title", "id": "", "resolved": "", "position": ""}
    said = {
        "comments-TOTAL_FORMS": 1,
        "comments-0-replies-TOTAL_FORMS": 0,
        "comments-0-replies-INITIAL_FORMS": 0,
    }
    sent = forms.lesson(lesson, forms.paragraph("Ask.")) | said
    administrator_client.post(forms.edit_url(lesson), sent | {f"comments-0-{key}": row[key] for key in row})
    assert Comment.objects.get().text == "Why?"
    assert outbox.outbox == []


def test_who_else_has_a_page_open_is_shown(lesson, administrator_client, sign_in, trainer, catalogue):
    """Wagtail's own notices, which the editor here keeps."""
    page = administrator_client.get(forms.edit_url(lesson))
    assert page.context["editing_sessions"] is not None
    assert "w-session" in page.content.decode()
