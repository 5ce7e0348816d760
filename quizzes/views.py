"""Taking a quiz: start, one question a page, check, send, result. Attempts are found among one's own."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from learning.records import records
from learning.records.pages import Activity
from learning.site import kept
from learning.site.access import signed_in
from learning.site.moments import clock
from quizzes import attempts, results, saving
from quizzes.answers import Attempt, AttemptQuestion
from quizzes.forms import AnswerForm
from quizzes.pages import QuizPage
from quizzes.unfinished import revision_of, standing

GONE = 410


def gate(activity: Activity, request) -> HttpResponse | None:
    """None when the quiz is open. Taken down while someone is in it: words. Not theirs: not found."""
    if activity.open_to(request.user):
        return None
    if activity.enrolment_of(request.user) is None:
        raise Http404
    context = {"course": activity.course_page(), "title": activity.title}
    return render(request, "quizzes/taken_down.html", context, status=GONE)


def of_own_attempt(view):
    """Give the view the attempt behind an address, when it is the person's own, and their quiz is open."""

    @signed_in
    @wraps(view)
    def wrapper(request, public_id, **kwargs):
        own = Attempt.objects.of(request.user).select_related("activity", "quiz_version")
        attempt = get_object_or_404(own.with_answered(), public_id=public_id)
        refusal = gate(attempt.activity.specific, request) if attempt.is_open else None
        return refusal or view(request, attempt, **kwargs)

    return wrapper


@signed_in
def start_attempt(request, page_id: int):
    """Go to the first question without an answer, of the attempt that is open or of a new one."""
    page = get_object_or_404(QuizPage.objects.select_related("quiz"), id=page_id)
    if refusal := gate(page, request):
        return refusal
    if request.method != "POST":
        return redirect(page.get_url(request))
    try:
        attempt = attempts.start(learner=request.user, quiz=page.quiz, at=timezone.now())
    except attempts.NothingToAsk as refusal:
        messages.info(request, str(refusal))
        return redirect(page.get_url(request))
    first = attempt.questions.unanswered().in_order().first()
    return redirect(attempt.question_url(first.position) if first else attempt.check_url)


@of_own_attempt
def question(request, attempt: Attempt, position: int):
    """One question. With ?change it leads back to the list of answers, and not to the next question."""
    asked = get_object_or_404(attempt.questions.with_answer(), position=position)
    if not attempt.is_open:
        return _closed(request, attempt, asked)
    if saving.is_background(request):
        onward = _onward(request, attempt, asked)
        return saving.save(request, asked, onward=onward, result=attempt.result_url)
    if request.method == "POST":
        return _answer(request, attempt, asked)
    return _ask(request, attempt, asked, AnswerForm(question=asked, initial=_initial(request, asked)))


@of_own_attempt
def check_answers(request, attempt: Attempt):
    if not attempt.is_open:
        return redirect(attempt.result_url)
    questions = list(attempt.questions.in_order().with_answer())
    answers = [asked.answer for asked in questions if asked.answer]
    context = {
        "attempt": attempt,
        "questions": questions,
        "unanswered": [asked for asked in questions if not asked.answer],
        "saved": saving.words_saved(max(answers, key=lambda answer: answer.saved_at, default=None)),
        "back": {"url": attempt.question_url(attempt.out_of), "title": f"Question {attempt.out_of}"},
    }
    return render(request, "quizzes/check_answers.html", context)


@of_own_attempt
def submit_attempt(request, attempt: Attempt):
    if request.method == "POST":
        try:
            attempts.submit(attempt=attempt, at=timezone.now())
        except records.NotOpen as refusal:
            messages.info(request, str(refusal))
            return redirect(attempt.check_url)
        return redirect(attempt.result_url)
    return redirect(attempt.check_url)


@of_own_attempt
def result(request, attempt: Attempt):
    """What came of it. It stays readable when the quiz is taken down: it is the learner's own."""
    if attempt.is_open:
        return redirect(attempt.check_url)
    activity = attempt.activity.specific
    enrolment = activity.enrolment_of(request.user)
    if enrolment is None and not activity.is_taster:
        raise Http404
    context = {
        "attempt": attempt,
        "review": results.review(attempt, activity),
        "activity": activity,
        "outcome": results.outcome(attempt, activity, enrolment),
    }
    return render(request, "quizzes/result.html", context)


def _answer(request, attempt: Attempt, asked: AttemptQuestion) -> HttpResponse:
    """Save what was chosen and go on; with nothing chosen, Come back to this only goes on."""
    if "later" in request.POST and not any(request.POST.getlist("answer")):
        return redirect(_onward(request, attempt, asked))
    form = AnswerForm(request.POST, question=asked)
    if not form.is_valid():
        return _ask(request, attempt, asked, form)
    seen = form.cleaned_data["revision"]
    try:
        attempts.save_answer(
            question=asked, chosen_ids=form.chosen_ids, seen_revision=seen, at=timezone.now()
        )
    except attempts.AttemptClosed:
        return _closed(request, attempt, asked)
    except attempts.ChangedElsewhere as refusal:
        return _ask_which(request, attempt, asked, refusal.standing)
    return redirect(_onward(request, attempt, asked))


def _ask(request, attempt: Attempt, asked: AttemptQuestion, form: AnswerForm) -> HttpResponse:
    context = {
        "attempt": attempt,
        "asked": asked,
        "form": form,
        "back": _back(request, attempt, asked),
        "progress": f"Question {asked.position} of {attempt.out_of}. {attempt.answered} answered",
        "saved": "" if form.errors else saving.words_saved(standing(asked)),
    }
    return render(request, "quizzes/question.html", context)


def _ask_which(request, attempt: Attempt, asked: AttemptQuestion, stands) -> HttpResponse:
    """Another window was quicker: show both answers, and let the next press decide."""
    sent = request.POST.copy()
    sent["revision"] = stands.revision
    form = AnswerForm(sent, question=asked)
    there = saving.words_of(saving.sent_form(asked, stands))
    both = {"there": there, "here": saving.words_of(form)}
    form.add_error("answer", saving.CHANGED.format(time=clock(stands.saved_at)))
    form.fields["answer"].lead_in += render_to_string("quizzes/both_answers.html", both)
    return _ask(request, attempt, asked, form)


def _initial(request, asked: AttemptQuestion) -> dict:
    """What was typed when the session had run out; else what was typed last; else the answer that stands."""
    draft = getattr(asked, "draft", None)
    if typed := kept.take(request):
        typed.unsaved = True
    typed = typed or (draft and draft.typed)
    if typed and (ids := [one for one in typed.getlist("answer") if one in dict(asked.options)]):
        answer = ids if asked.is_multiple else ids[-1]
        return {"answer": answer, "revision": typed.get("revision"), "unsaved": hasattr(typed, "unsaved")}
    ids = asked.chosen_ids
    answer = ids if asked.is_multiple else (ids[0] if ids else None)
    return {"answer": answer, "revision": revision_of(standing(asked))}


def _onward(request, attempt: Attempt, asked: AttemptQuestion) -> str:
    """The next question; after the last, or when changing an answer, the list of answers."""
    if "change" in request.GET or asked.position == attempt.out_of:
        return attempt.check_url
    return attempt.question_url(asked.position + 1)


def _back(request, attempt: Attempt, asked: AttemptQuestion) -> dict:
    """Where the page was come from: url and title."""
    if "change" in request.GET:
        return {"url": attempt.check_url, "title": "Check your answers"}
    if asked.position == 1:
        return {"url": attempt.activity.get_url(request), "title": "About this quiz"}
    return {"url": attempt.question_url(asked.position - 1), "title": f"Question {asked.position - 1}"}


def _closed(request, attempt: Attempt, asked: AttemptQuestion) -> HttpResponse:
    if saving.is_background(request):
        return saving.closed(request, asked, attempts.ATTEMPT_CLOSED, result=attempt.result_url)
    if request.method == "POST":
        messages.info(request, attempts.ATTEMPT_CLOSED)
    return redirect(attempt.result_url)
