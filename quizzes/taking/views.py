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
from quizzes.attempts import attempts, flags, keeping
from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.attempts.tries import tries_after
from quizzes.attempts.unfinished import AnswerDraft, revision_of, standing
from quizzes.pages import QuizPage
from quizzes.taking import countdown, marked_again, overdue, results, reviewing, saving
from quizzes.taking.forms import AnswerForm
from quizzes.taking.places import AGAIN, Place

GONE = 410
CHECK = "save"


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
        attempt = get_object_or_404(own.with_answered().as_it_stands(), public_id=public_id)
        refusal = gate(attempt.activity.specific, request) if attempt.is_open else None
        if not refusal and attempt.is_over(timezone.now()):
            return overdue.answer(request, attempt)
        return refusal or view(request, attempt, **kwargs)

    return wrapper


@signed_in
def start_attempt(request, page_id: int):
    """Go to the first question without an answer, of the attempt that is open or of a new one.

    An attempt whose time is up is handed in instead, and its result shown.
    """
    page = get_object_or_404(QuizPage.objects.select_related("quiz"), id=page_id)
    if refusal := gate(page, request):
        return refusal
    if request.method != "POST":
        return redirect(page.get_url(request))
    try:
        attempt = attempts.start(learner=request.user, quiz=page.quiz, at=timezone.now())
    except attempts.AttemptRefused as refusal:
        messages.info(request, str(refusal))
        return redirect(page.get_url(request))
    if attempt.is_over(timezone.now()):
        return overdue.answer(request, attempt)
    first = attempt.questions.unanswered().in_order().first()
    return redirect(attempt.question_url(first.position) if first else attempt.check_url)


@of_own_attempt
def question(request, attempt: Attempt, position: int):
    """One question, or what is said of its answer. ?change leads back to the list of answers; ?again asks once more."""
    asked = get_object_or_404(attempt.questions.with_answer(), position=position)
    if not attempt.is_open:
        return _closed(request, attempt, asked)
    if saving.wants_json(request):
        onward = Place(request, attempt, asked).onward
        return saving.save(request, asked, onward=onward, result=attempt.result_url)
    if request.method == "POST":
        flags.press(request.POST, question=asked, at=timezone.now())
        return _answer(request, attempt, asked)
    if attempt.is_formative and asked.is_checked and AGAIN not in request.GET:
        return _tell(request, attempt, asked)
    return _ask(request, attempt, asked, _form(request, asked))


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
        "flagged": sum(asked.is_flagged for asked in questions),
        "countdown": countdown.of(attempt, at=timezone.now()),
        "tries": tries_after(attempt),
        "saved": saving.words_saved(max(answers, key=lambda answer: answer.saved_at, default=None)),
        "back": {"url": attempt.question_url(attempt.asks), "title": f"Question {attempt.asks}"},
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
        "review": reviewing.review(attempt, activity, marked_again.history_of(attempt)),
        "activity": activity,
        "outcome": results.outcome(attempt, activity, enrolment),
    }
    return render(request, "quizzes/result.html", context)


def _answer(request, attempt: Attempt, asked: AttemptQuestion) -> HttpResponse:
    """Save what was answered and go on. Come back to this and a flag keep as much as there is, and need no answer."""
    form = AnswerForm(request.POST, question=asked, may_be_partial=_may_be_partial(request))
    if not form.is_valid():
        return _ask(request, attempt, asked, form)
    seen, now = form.cleaned_data["revision"], timezone.now()
    try:
        if form.sent or not _may_be_partial(request):
            write = attempts.check_answer if _is_to_be_checked(request) else attempts.save_answer
            write(question=asked, sent=form.sent, seen_revision=seen, at=now)
        elif begun := keeping.typed_in(saving.fields_of(request, form)):
            keeping.keep_half(question=asked, fields=begun, seen_revision=seen, at=now)
    except attempts.AttemptClosed:
        return _closed(request, attempt, asked)
    except attempts.ChangedElsewhere as refusal:
        return _ask_which(request, attempt, asked, refusal.standing)
    except attempts.AttemptRefused as refusal:
        form.add_error(form.first_field, str(refusal))
        return _ask(request, attempt, asked, form)
    place = Place(request, attempt, asked)
    return redirect(place.here if attempt.is_formative and _is_to_be_checked(request) else place.onward)


def _may_be_partial(request) -> bool:
    """Whether as much as there is will do: it is to be finished another time."""
    return "later" in request.POST or flags.pressed(request.POST)


def _is_to_be_checked(request) -> bool:
    """Whether its button was pressed, and so a whole answer given. Saving in the background never tells."""
    return CHECK in request.POST and not _may_be_partial(request)


def _ask(request, attempt: Attempt, asked: AttemptQuestion, form: AnswerForm) -> HttpResponse:
    place = Place(request, attempt, asked)
    context = {
        "attempt": attempt,
        "asked": asked,
        "form": form,
        "back": place.back(),
        "progress": place.progress,
        "countdown": countdown.of(attempt, at=timezone.now()),
        "saved": "" if form.errors else saving.words_saved(standing(asked)),
    }
    return render(request, "quizzes/question.html", context)


def _tell(request, attempt: Attempt, asked: AttemptQuestion) -> HttpResponse:
    """What the answer that was checked is worth, and why; then another try, or the next question."""
    place = Place(request, attempt, asked)
    context = {
        "attempt": attempt,
        "asked": asked,
        "answered": reviewing.checked(asked, attempt.activity.specific),
        "back": place.back(),
        "progress": place.progress,
        "countdown": countdown.of(attempt, at=timezone.now()),
        "again": place.again,
        "onward": {"url": place.onward, "title": place.onward_title},
    }
    return render(request, "quizzes/checked.html", context)


def _ask_which(request, attempt: Attempt, asked: AttemptQuestion, stands) -> HttpResponse:
    """Another window was quicker: show both answers, and let the next press decide."""
    sent = request.POST.copy()
    sent["revision"] = stands.revision
    form = AnswerForm(sent, question=asked, may_be_partial=_may_be_partial(request))
    both = {"there": saving.words_of(saving.sent_form(asked, stands)), "here": saving.words_of(form)}
    form.add_error(form.first_field, saving.CHANGED.format(time=clock(stands.saved_at)))
    form.say(render_to_string("quizzes/both_answers.html", both))
    return _ask(request, attempt, asked, form)


def _form(request, asked: AttemptQuestion) -> AnswerForm:
    """With what was typed when the session had run out; else what was typed last; else the answer that stands."""
    form = AnswerForm(question=asked)
    stands = standing(asked)
    if typed := kept.take(request):
        form.initial = form.initial_of(typed) | {"unsaved": True}
    elif isinstance(stands, AnswerDraft):
        form.initial = form.initial_of(stands.typed)
    else:
        form.initial = {"revision": revision_of(stands)}
        if asked.given is not None:
            form.initial |= asked.shape.initial(asked.sent)
    return form


def _closed(request, attempt: Attempt, asked: AttemptQuestion) -> HttpResponse:
    if saving.wants_json(request):
        return saving.closed(request, asked, attempts.ATTEMPT_CLOSED, result=attempt.result_url)
    if request.method == "POST":
        messages.info(request, attempts.ATTEMPT_CLOSED)
    return redirect(attempt.result_url)
