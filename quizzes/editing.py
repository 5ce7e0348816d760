"""A quiz in the admin, beside Wagtail's own editor: pasting questions, and what its other pages share."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from learning.records.counting import questions_in_words
from learning.site import framing
from quizzes.files import drafting
from quizzes.files.paste_form import PasteForm
from quizzes.files.previewing import looked_through
from quizzes.pages import QuizPage

LOCKED = "This quiz is locked, so nothing can be added to it now."


@require_http_methods(["GET", "HEAD", "POST"])
def paste_questions(request, page_id: int):
    """Text in, a preview of what it comes to, and then into the draft. What could not be read waits in the box, until
    something is sent from it.
    """
    page = editable_quiz(request, page_id)
    if (lock := page.get_lock()) and lock.for_user(request.user):
        messages.error(request, LOCKED)
        return redirect(edit_url(page))
    if request.method == "POST":
        request.session.pop(kept_under(page), None)
    kept = request.session.get(kept_under(page), "")
    form = PasteForm(request.POST or ({"text": kept} if kept else None))
    if form.is_valid() and "add" in request.POST and form.reading.questions:
        return _add(request, page, form)
    return _show_paste(request, page, form)


def _add(request, page: QuizPage, form: PasteForm) -> HttpResponse:
    try:
        added = drafting.add_questions(page=page, questions=form.reading.questions, by=request.user)
    except drafting.QuizIsFull as refusal:
        form.add_error("text", str(refusal))
        return _show_paste(request, page, form)
    messages.success(request, added.words)
    if form.reading.left:
        request.session[kept_under(page)] = form.reading.left
        messages.warning(request, "What could not be read is still here to mend.")
        return redirect("paste_questions", page.pk)
    return redirect(edit_url(page))


def _show_paste(request, page: QuizPage, form: PasteForm) -> HttpResponse:
    reading = form.reading
    context = frame(page, title="Paste questions", icon="copy") | {
        "form": PasteForm(initial={"text": form.cleaned_data["text"]}) if form.is_valid() else form,
        "problems": reading.problems if reading else [],
        "questions": looked_through(drafting.as_blocks(reading.questions)) if reading else [],
        "count": questions_in_words(len(reading.questions)) if reading else "",
    }
    return TemplateResponse(request, "quizzes/admin/paste.html", context)


def editable_quiz(request, page_id: int) -> QuizPage:
    """The quiz, for whoever may edit it; Wagtail's own refusal for others."""
    page = get_object_or_404(QuizPage, id=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def frame(page, *, title: str, icon: str, back_words: str = "Back to the quiz") -> dict:
    """What stands round a page of ours about a page of the site."""
    name, url = page.get_admin_display_title(), edit_url(page)
    what = "The questions of the latest draft"
    return {"page": page} | framed(name, url, title=title, icon=icon, back_words=back_words, what=what)


def framed(name: str, url: str, *, title: str, icon: str, back_words: str, what: str) -> dict:
    """What Wagtail's own template shows round a page of ours, about something that has a name and an address."""
    around = framing.frame(title, (name, url), icon=icon, heading=f"{title}: {name}")
    return around | {"back_url": url, "back_words": back_words, "what": what}


def edit_url(page: QuizPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def kept_under(page: QuizPage) -> str:
    """The session's name for what could not be read."""
    return f"pasted_into_{page.pk}"
