"""Where the admin meets quizzes."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from quizzes import editing, extra_attempts
from quizzes.home_panel import QuestionsPanel
from quizzes.pages import QuizPage


@hooks.register("register_admin_urls")
def quiz_addresses():
    return [
        path("quizzes/<int:page_id>/paste/", editing.paste_questions, name="paste_questions"),
        path("quizzes/<int:page_id>/answered/", editing.how_it_is_answered, name="how_it_is_answered"),
        path("quizzes/<int:page_id>/grant/", extra_attempts.grant_attempt, name="grant_attempt"),
    ]


@hooks.register("register_page_header_buttons")
def quiz_buttons(page, user, view_name, next_url=None):
    """Beside Wagtail's own, for a quiz that this person may edit."""
    if isinstance(page, QuizPage) and page.permissions_for_user(user).can_edit():
        yield Button(
            "Paste questions", reverse("paste_questions", args=[page.pk]), icon_name="copy", priority=12
        )
        yield Button(
            "How it is answered",
            reverse("how_it_is_answered", args=[page.pk]),
            icon_name="decimal",
            priority=13,
        )
        yield Button(
            "Grant an attempt", reverse("grant_attempt", args=[page.pk]), icon_name="plus", priority=14
        )


@hooks.register("construct_homepage_panels")
def hard_questions_on_home(request, panels):
    panels.append(QuestionsPanel(request))
