"""Surveys in the admin, beside Wagtail's own editor: their figures, and one that is ready to be added to a course."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from quizzes import editing
from quizzes.figures.handfuls import FEWEST
from quizzes.surveys.figures import figures_of
from quizzes.surveys.pages import SurveyPage
from quizzes.surveys.ready import add_confidence_survey

ADDED = "The survey is added as a draft. Read it, and publish it."


@require_safe
def survey_figures(request, survey_id: int) -> HttpResponse:
    """For whoever may edit the survey: no names, no organisations, nothing of fewer than five people."""
    page = get_object_or_404(SurveyPage, id=survey_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    context = editing.frame(
        page, title="What people said", icon="decimal", back_words="Back to the survey"
    ) | {
        "survey": page,
        "questions": figures_of(page),
        "least": FEWEST,
    }
    return TemplateResponse(request, "quizzes/admin/survey_figures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_ready_survey(request, course_id: int) -> HttpResponse:
    """Says what it is, and adds it when asked to."""
    course = get_object_or_404(Page, id=course_id).specific
    if not may_have_survey(course, request.user):
        raise PermissionDenied
    if request.method == "POST":
        page = add_confidence_survey(course=course, by=request.user)
        messages.success(request, ADDED)
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = editing.frame(
        course, title="Add the confidence survey", icon="plus", back_words="Back to the course"
    )
    return TemplateResponse(request, "quizzes/admin/ready_survey.html", context)


def may_have_survey(page: Page, person) -> bool:
    """Whether a survey may stand below a page, and this person may put one there."""
    return SurveyPage in page.specific_class.allowed_subpage_models() and (
        page.permissions_for_user(person).can_add_subpage()
    )
