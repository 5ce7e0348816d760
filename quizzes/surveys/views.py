"""Sending and erasing what one says in a survey. Its page is a page; looking at it changes nothing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from learning.site.access import signed_in
from quizzes.surveys import answering
from quizzes.surveys.asking import SurveyForm, questions_of
from quizzes.surveys.pages import SurveyPage
from quizzes.surveys.points import Point

THANKS = "Thank you. Your answers are in."
ERASED = "What you said is erased."


def open_survey(request, page_id: int) -> SurveyPage:
    """The survey, for whoever is on its course; to anyone else it is not there."""
    page = get_object_or_404(SurveyPage, id=page_id)
    if not page.open_to(request.user):
        raise Http404
    return page


@require_POST
@signed_in
def answer_survey(request, page_id: int):
    page = open_survey(request, page_id)
    form = SurveyForm(request.POST, versions=questions_of(page))
    if form.is_valid():
        try:
            answering.answer(
                learner=request.user,
                page=page,
                point=form.cleaned_data["point"],
                naming=form.cleaned_data["naming"],
                given=form.given,
                at=timezone.now(),
            )
        except answering.SurveyRefused as refusal:
            messages.info(request, str(refusal))
        else:
            messages.success(request, THANKS)
            return redirect(page.get_url(request))
    return render(request, page.template, page.get_context(request, data=request.POST))


@require_POST
@signed_in
def erase_survey_answers(request, page_id: int):
    page = open_survey(request, page_id)
    point = request.POST.get("point", "")
    if point in Point.values and answering.erase(learner=request.user, page=page, point=point):
        messages.success(request, ERASED)
    return redirect(page.get_url(request))
