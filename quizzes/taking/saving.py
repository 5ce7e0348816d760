"""A question's form sent in the background: what is saved of it, and what the page is told, as JSON.

    {"state": …, "message": words, "revision": what to send next time, "next": where Save and continue leads}

States: saved (an answer), half (typed, not yet an answer), and, with another status, refused (400), changed and closed
(409). Of the last two `here` and `there` are the words of both sides. Nothing of the key is in any of them.
"""

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import JsonResponse
from django.utils import timezone

from learning.site.moments import clock
from quizzes.attempts import attempts, keeping
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.attempts.responses import Response
from quizzes.attempts.unfinished import AnswerDraft, revision_of
from quizzes.taking.forms import AnswerForm

SAVED = "Saved {time}"
NOT_FINISHED = "Saved {time}. It is not a whole answer yet."
NOTHING = "Nothing to save yet."
CHANGED = "You changed this answer in another window at {time}. Both are below. Choose the one to keep."
FORGED = {"invalid_choice", "invalid_list", "null_characters_not_allowed"}
REFUSED, CONFLICT = 400, 409


def wants_json(request) -> bool:
    """Whether a script asks for JSON. Its address and its gate are the form's own."""
    return request.method == "POST" and not request.accepts("text/html")


def words_saved(standing: Response | AnswerDraft | None) -> str:
    """Saved 10:42; nothing when nothing was."""
    if standing is None:
        return ""
    words = NOT_FINISHED if isinstance(standing, AnswerDraft) else SAVED
    return words.format(time=clock(standing.saved_at))


def save(request, asked: AttemptQuestion, *, onward: str, result: str) -> JsonResponse:
    """Keep a whole answer as the answer and a half one as a draft; say which."""
    form = AnswerForm(request.POST, question=asked)
    try:
        kept = _write(request, asked, form)
    except attempts.AttemptClosed as refusal:
        return closed(request, asked, str(refusal), result=result)
    except attempts.ChangedElsewhere as refusal:
        return _changed(asked, form, refusal.standing)
    except attempts.AttemptRefused as refusal:
        return JsonResponse({"state": "refused", "message": str(refusal)}, status=REFUSED)
    state = "saved" if isinstance(kept, Response) else "half"
    told = {"state": state, "message": words_saved(kept) or NOTHING, "revision": revision_of(kept)}
    return JsonResponse(told | {"next": onward})


def closed(request, asked: AttemptQuestion, message: str, *, result: str) -> JsonResponse:
    """The attempt has been handed in: what was not added is said once more, and can then be forgotten."""
    here = words_of(AnswerForm(request.POST, question=asked))
    return JsonResponse(
        {"state": "closed", "message": message, "here": here, "next": result}, status=CONFLICT
    )


def _write(request, asked: AttemptQuestion, form: AnswerForm) -> Response | AnswerDraft | None:
    now = timezone.now()
    if form.is_valid():
        seen = form.cleaned_data["revision"]
        return attempts.save_answer(question=asked, sent=form.sent, seen_revision=seen, at=now)
    seen = form.cleaned_data.get("revision", 0)
    for name, errors in form.errors.as_data().items():
        if name != NON_FIELD_ERRORS and any(error.code in FORGED for error in errors):
            raise keeping.NotKept(" ".join(form.errors[name]))
    return keeping.keep_half(question=asked, fields=fields_of(request, form), seen_revision=seen, at=now)


def fields_of(request, form: AnswerForm) -> dict[str, list[str]]:
    """{name: [values]} of what is answered, as it was sent."""
    return {name: request.POST.getlist(name) for name in answer_fields(form)}


def answer_fields(form: AnswerForm) -> list[str]:
    """The names of what is answered, whatever the kind of question."""
    return list(form.answer_fields)


def sent_form(asked: AttemptQuestion, standing: Response | AnswerDraft) -> AnswerForm:
    """What stands as if it had just been sent."""
    if isinstance(standing, AnswerDraft):
        return AnswerForm(standing.typed, question=asked)
    given = standing.given
    sent = {} if given is None else asked.shape.initial(asked.shape.sent_of(given))
    return AnswerForm(sent, question=asked, may_be_partial=True)


def words_of(form: AnswerForm) -> list[str]:
    """What a form holds, as its reader would say it: the words of what is chosen, and what is typed."""
    names = answer_fields(form)
    said = []
    for name in names:
        choices = dict(getattr(form.fields[name], "choices", ()))
        values = form[name].value() or []
        values = [values] if isinstance(values, str) else values
        words = [str(choices.get(value, value)) for value in values if str(value).strip()]
        label = f"{form.fields[name].label}: " if len(names) > 1 else ""
        said += [f"{label}{word}" for word in words if not choices or word in map(str, choices.values())]
    return said


def _changed(asked: AttemptQuestion, form: AnswerForm, standing: Response | AnswerDraft) -> JsonResponse:
    """Another window was quicker: both, and what would make the form say what stands."""
    there = sent_form(asked, standing)
    fields = {name: there[name].value() or [] for name in answer_fields(there)}
    both = {
        "here": words_of(form),
        "there": words_of(there),
        "fields": {name: [value] if isinstance(value, str) else value for name, value in fields.items()},
    }
    told = {"state": "changed", "message": CHANGED.format(time=clock(standing.saved_at))}
    return JsonResponse(told | both | {"revision": standing.revision}, status=CONFLICT)
