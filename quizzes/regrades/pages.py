"""The admin's pages on which a question is marked again, and on which that is undone. For whoever may publish the quiz."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from quizzes import editing
from quizzes.figures.handfuls import FEWEST
from quizzes.pages import QuizPage
from quizzes.regrades import plans, regrading
from quizzes.regrades.previews import preview
from quizzes.regrades.regrades import REASON_CHARS, Regrade

TITLE = "Mark again"
DONE = "Marked again. Whoever passes by it completes the quiz within minutes."
UNDONE = "Undone. Scores are what they were before it."


class RegradeForm(forms.Form):
    """Why; and what the preview showed, so that nothing else is written."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    after = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason",
        max_length=REASON_CHARS,
        help_text="In a sentence, such as: the second answer is right too. It is kept. Name nobody in it.",
        error_messages={"required": regrading.NO_REASON},
    )

    @property
    def seen(self) -> tuple[int, int]:
        return self.cleaned_data["version"], self.cleaned_data["after"]


def publishable_quiz(page_id: int, person) -> QuizPage:
    page = get_object_or_404(QuizPage, id=page_id)
    if not page.permissions_for_user(person).can_publish():
        raise Http404
    return page


@require_safe
@never_cache
def mark_again(request, page_id: int) -> HttpResponse:
    """What can be marked again, and what was."""
    page = publishable_quiz(page_id, request.user)
    made = list(_made(page))
    context = editing.frame(page, title=TITLE, icon="rotate") | {
        "plans": plans.plans_of(page.quiz_id),
        "made": made,
        "newest": next((one.number for one in made if not one.is_undone), None),
    }
    return TemplateResponse(request, "quizzes/admin/mark_again.html", context)


def _made(page: QuizPage):
    rows = Regrade.objects.filter(quiz=page.quiz_id).newest_first()
    return rows.select_related("to_version", "made_by", "reason", "undo__undone_by")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mark_question_again(request, page_id: int, block: str) -> HttpResponse:
    """A preview, and then the act."""
    page = publishable_quiz(page_id, request.user)
    form = RegradeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _regrade(request, page, block, form):
        messages.success(request, DONE)
        return redirect("mark_again", page.pk)
    plan = next((one for one in plans.plans_of(page.quiz_id) if one.block == block), None)
    if plan is None:
        messages.warning(request, regrading.NOTHING)
        return redirect("mark_again", page.pk)
    seen = {"version": plan.to_version.pk, "after": Regrade.objects.acts_of(page.quiz_id)}
    context = editing.frame(page, title=TITLE, icon="rotate") | {
        "form": form,
        "seen": seen,
        "plan": plan,
        "preview": preview(plan) if plan.by_now else None,
        "least": FEWEST,
        "list_url": reverse("mark_again", args=[page.pk]),
    }
    return TemplateResponse(request, "quizzes/admin/mark_question_again.html", context)


def _regrade(request, page: QuizPage, block: str, form: RegradeForm) -> bool:
    try:
        regrading.regrade(
            page=page,
            block=block,
            seen=form.seen,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except regrading.RegradeRefused as refusal:
        form.add_error("reason", str(refusal))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def undo_regrade(request, page_id: int, number: int) -> HttpResponse:
    page = publishable_quiz(page_id, request.user)
    made = get_object_or_404(_made(page), number=number)
    if request.method == "POST":
        try:
            regrading.undo(page=page, number=number, by=request.user, at=timezone.now())
            messages.success(request, UNDONE)
        except regrading.RegradeRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("mark_again", page.pk)
    context = editing.frame(page, title="Undo marking again", icon="rotate") | {
        "made": made,
        "list_url": reverse("mark_again", args=[page.pk]),
    }
    return TemplateResponse(request, "quizzes/admin/undo_regrade.html", context)
