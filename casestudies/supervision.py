"""What a learner wants to talk through in supervision: a note of their own on a case, to write, print and erase."""

from crispy_forms.helper import FormHelper
from django import forms
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casestudies.exchange.opening import find_case, refuse_case
from learning.records import records
from learning.records.enrolments import Note
from learning.site import kept
from learning.site.access import signed_in
from learning.site.moments import clock

FIELD = "supervision"
LONGEST = 5000


class NoteForm(forms.Form):
    """Their own words; none erase what was kept."""

    use_required_attribute = False
    words = forms.CharField(
        label="What I want to talk through",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "max_length": "Shorten this to %(limit_value)s characters. It has %(show_value)s. It is still in the box.",
            "null_characters_not_allowed": "Take the characters that cannot be shown out of it.",
        },
    )

    @property
    def showing(self) -> FormHelper:
        """The box, with nothing to send it."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def supervision_note(request, page_id: int):
    """One's own note: there is no address at which anybody else's could be asked for. It is no event, and in no figure."""
    page = find_case(page_id)
    if refusal := refuse_case(request, page):
        return refusal
    note = Note.objects.filter(learner=request.user, activity=page.pk, field=FIELD).order_by("pk").first()
    if request.method == "POST":
        return _keep(request, page, note)
    typed = kept.take(request)
    form = NoteForm(initial={"words": typed.get("words", "") if typed else note.text if note else ""})
    return _show(request, page, note, form)


def _keep(request, page, note: Note | None):
    form, wants_json = NoteForm(request.POST), request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        errors = form.errors.get_json_data()
        return (
            JsonResponse({"errors": errors}, status=400) if wants_json else _show(request, page, note, form)
        )
    now = timezone.now()
    records.keep_note(
        learner=request.user, activity=page, field=FIELD, text=form.cleaned_data["words"], at=now
    )
    return JsonResponse({"saved_at": clock(now)}) if wants_json else redirect("supervision_note", page.pk)


def _show(request, page, note: Note | None, form: NoteForm):
    context = {
        "page": page,
        "form": form,
        "words": note.text if note else "",
        "saved_words": f"Saved {clock(note.saved_at)}." if note and note.text else "",
    }
    return render(request, "casestudies/supervision.html", context)
