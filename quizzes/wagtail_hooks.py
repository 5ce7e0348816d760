"""Where the admin meets quizzes."""

from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from quizzes import bank, editing
from quizzes.bank_admin import BankViewSet
from quizzes.home_panel import QuestionsPanel
from quizzes.pages import QuizPage

register_snippet(BankViewSet)


@hooks.register("before_delete_snippet")
def refuse_deletion_of_what_is_drawn(request, rows):
    """All or nothing: where a live quiz would be short without them, none is deleted."""
    questions = [row for row in rows if isinstance(row, bank.BankQuestion)]
    if reasons := bank.reasons_to_keep(*questions) if questions else []:
        for reason in reasons:
            messages.error(request, reason)
        return redirect(questions[0].snippet_viewset.get_url_name("list"))
    return None


@hooks.register("register_admin_urls")
def quiz_addresses():
    return [
        path("quizzes/<int:page_id>/paste/", editing.paste_questions, name="paste_questions"),
        path("quizzes/<int:page_id>/answered/", editing.how_it_is_answered, name="how_it_is_answered"),
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


@hooks.register("construct_homepage_panels")
def hard_questions_on_home(request, panels):
    panels.append(QuestionsPanel(request))
