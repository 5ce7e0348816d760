"""The admin's page on which a trainer grants one more attempt at a quiz."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from quizzes import editing
from quizzes.attempts import granting
from quizzes.attempts.tries import REASON_CHARS
from quizzes.pages import QuizPage
from quizzes.versions import QuizVersion

EMAIL_CHARS = 254
GRANTED = "One more attempt is granted. They have been told by mail."


class GrantForm(forms.Form):
    """Whom, by the address that they gave, and why."""

    email = forms.EmailField(
        label="Their e-mail address",
        max_length=EMAIL_CHARS,
        help_text="The one that they sign in with. They can tell you.",
        error_messages={"required": "Type their e-mail address.", "invalid": "Type a whole e-mail address."},
    )
    reason = forms.CharField(
        label="Reason",
        max_length=REASON_CHARS,
        help_text="In a sentence. It is kept. Leave health and private matters out.",
        error_messages={"required": granting.NO_REASON},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def grant_attempt(request, page_id: int) -> HttpResponse:
    """No list of people: only someone who has told their address can be granted an attempt."""
    page = editing.editable_quiz(request, page_id)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _grant(request, page, form):
        messages.success(request, GRANTED)
        return redirect("grant_attempt", page.pk)
    context = editing.frame(page, title="Grant an attempt", icon="plus") | {
        "form": form,
        "allowed": _allowed(page),
    }
    return TemplateResponse(request, "quizzes/admin/grant_attempt.html", context)


def _allowed(page: QuizPage) -> int | None:
    version = QuizVersion.objects.latest_of(page.quiz_id)
    return version.attempts_allowed if version else None


def _grant(request, page: QuizPage, form: GrantForm) -> bool:
    try:
        granting.grant(quiz=page.quiz, by=request.user, at=timezone.now(), **form.cleaned_data)
    except granting.GrantRefused as refusal:
        form.add_error("email", str(refusal))
        return False
    return True
