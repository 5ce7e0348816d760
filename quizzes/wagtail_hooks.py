"""Where the admin meets quizzes."""

from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from quizzes import editing
from quizzes.attempts import extra_attempts
from quizzes.bank import bank
from quizzes.bank import files as bank_files
from quizzes.bank.admin import BankViewSet
from quizzes.figures import admin as figures_admin
from quizzes.files import importing
from quizzes.home_panel import BankPanel, QuestionsPanel
from quizzes.pages import QuizPage
from quizzes.regrades import pages as regrade_pages
from quizzes.surveys import admin
from quizzes.surveys.pages import SurveyPage

BUTTONS = (
    ("Paste questions", "paste_questions", "copy"),
    ("Import questions", "import_questions", "upload"),
    ("Export questions", "export_questions", "download"),
    ("How it is answered", "how_it_is_answered", "decimal"),
    ("Grant an attempt", "grant_attempt", "plus"),
)

MARK_AGAIN = ("Mark again", "mark_again", "rotate")

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
        path("quizzes/<int:page_id>/import/", importing.import_questions, name="import_questions"),
        path("quizzes/<int:page_id>/export/", importing.export_questions, name="export_questions"),
        path("question-bank/import/", bank_files.import_to_bank, name="import_to_bank"),
        path("question-bank/export/", bank_files.export_bank, name="export_bank"),
        path("quizzes/<int:page_id>/answered/", figures_admin.how_it_is_answered, name="how_it_is_answered"),
        path("quizzes/<int:page_id>/answered.csv", figures_admin.figures_file, name="figures_file"),
        path(
            "quizzes/<int:page_id>/answered/<str:block>/",
            figures_admin.answers_to_question,
            name="answers_to_question",
        ),
        path("quizzes/<int:page_id>/again/", regrade_pages.mark_again, name="mark_again"),
        path(
            "quizzes/<int:page_id>/again/<slug:block>/",
            regrade_pages.mark_question_again,
            name="mark_question_again",
        ),
        path(
            "quizzes/<int:page_id>/again/<int:number>/undo/", regrade_pages.undo_regrade, name="undo_regrade"
        ),
        path("quizzes/<int:page_id>/grant/", extra_attempts.grant_attempt, name="grant_attempt"),
        path("surveys/<int:survey_id>/figures/", admin.survey_figures, name="survey_figures"),
        path("surveys/<int:course_id>/ready/", admin.add_ready_survey, name="add_ready_survey"),
    ]


@hooks.register("register_page_header_buttons")
def quiz_buttons(page, user, view_name, next_url=None):
    """Beside Wagtail's own, for a quiz that this person may edit. Marking again is for whoever may publish it."""
    if isinstance(page, QuizPage) and (may := page.permissions_for_user(user)).can_edit():
        buttons = [*BUTTONS, MARK_AGAIN] if may.can_publish() else BUTTONS
        for priority, (label, name, icon) in enumerate(buttons, start=12):
            yield Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=priority)


@hooks.register("register_page_header_buttons")
def survey_buttons(page, user, view_name, next_url=None):
    """The figures of a survey; and for a course, a survey that is ready."""
    if isinstance(page, SurveyPage) and page.permissions_for_user(user).can_edit():
        figures = reverse("survey_figures", args=[page.pk])
        yield Button("What people said", figures, icon_name="decimal", priority=12)
    if admin.may_have_survey(page, user):
        ready = reverse("add_ready_survey", args=[page.pk])
        yield Button("Add the confidence survey", ready, icon_name="plus", priority=30)


@hooks.register("construct_homepage_panels")
def questions_on_home(request, panels):
    panels += [QuestionsPanel(request), BankPanel(request)]
