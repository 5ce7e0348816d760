"""What a learner does with a case study. Which way they took it in is nobody's business."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from casestudies.exchange import others, reflections, sharing, sharing_views
from casestudies.exchange.answers import Reflection
from casestudies.exchange.forms import AnswerForm, SecondAnswerForm
from casestudies.exchange.opening import find_case, refuse_case
from casestudies.pages import CaseStudyPage
from learning.records import records
from learning.site.access import signed_in
from learning.site.moments import clock
from learning.site.onward import go_on

REVEALED = "Your first answer is saved and will not change. Here is what others would do."
ADDED = "Your second answer is saved beside the first."


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer_case(request, page_id: int):
    """The questions; once they are answered, what others would do."""
    page = find_case(page_id)
    if refusal := refuse_case(request, page):
        if request.method == "POST":
            with suppress(records.NotEnrolled, reflections.AlreadyCommitted):
                _keep(request, page, _checked(AnswerForm(request.POST, page=page)))
        return refusal
    reflection = Reflection.objects.of(request.user).on(page).order_by("pk").first()
    if reflection and reflection.committed_at:
        return others.show_others(request, page, reflection)
    if request.method == "POST":
        return _commit(request, page)
    form = AnswerForm(page=page, initial=others.begun(request, reflection))
    return others.ask(request, page, form, reflection)


def _commit(request, page: CaseStudyPage):
    form = _checked(AnswerForm(request.POST, page=page))
    try:
        _keep(request, page, form)
        if form.is_valid():
            reflections.commit(learner=request.user, page=page, at=timezone.now())
            messages.success(request, REVEALED)
            return redirect("answer_case", page.pk)
    except reflections.AlreadyCommitted as refusal:
        messages.info(request, str(refusal))
        return redirect("answer_case", page.pk)
    except reflections.TooShort as refusal:
        form.refuse_short(refusal.words)
    except reflections.NoFirstStep as refusal:
        form.add_error("first_step", str(refusal))
    return others.ask(request, page, form, Reflection.objects.of(request.user).on(page).get())


def _checked(form: AnswerForm) -> AnswerForm:
    form.is_valid()
    return form


def _keep(request, page: CaseStudyPage, form: AnswerForm) -> Reflection:
    """Keep whatever of a form can be kept, also when the rest is refused."""
    return reflections.keep_draft(
        learner=request.user, page=page, texts=form.texts(), first_step=form.first_step(), at=timezone.now()
    )


@require_POST
def keep_answer(request, page_id: int):
    """Autosave: the draft, while it is being written."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    page = find_case(page_id)
    form = _checked(AnswerForm(request.POST, page=page))
    try:
        reflection = _keep(request, page, form)
    except records.NotEnrolled:
        raise Http404 from None
    except reflections.AlreadyCommitted as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=400)
    return JsonResponse({"saved_at": clock(reflection.saved_at)})


@require_POST
@signed_in
def add_to_answer(request, page_id: int):
    """A second answer beside the first, and, if asked, the end of this part."""
    page = find_case(page_id)
    if refusal := refuse_case(request, page):
        return refusal
    reflection = sharing_views.own_answer(request, page)
    if reflection is None:
        return redirect("answer_case", page.pk)
    form = SecondAnswerForm(request.POST, page=page, texts=reflection.texts.order_by("pk"))
    others.ask_to_share(form, reflection)
    if not form.is_valid():
        return others.show_others_with(request, page, reflection, form)
    reflections.add_second(
        learner=request.user, page=page, texts=form.texts(), first_step=form.first_step(), at=timezone.now()
    )
    is_settled = not form.wants_to_share or _share(request, page, reflection, form)
    if "finish" in request.POST:
        response = _complete(request, page)
    else:
        if not (form.wants_to_share and is_settled):
            messages.success(request, ADDED)
        response = redirect("answer_case", page.pk)
    return response if is_settled else redirect("share_answer", page.pk)


def _share(request, page: CaseStudyPage, reflection: Reflection, form: SecondAnswerForm) -> bool:
    words = sharing.shared_words(reflection)
    return sharing_views.share(request, page, words, form.cleaned_data["terms_version"])


@require_POST
@signed_in
def complete_case(request, page_id: int):
    page = find_case(page_id)
    return refuse_case(request, page) or _complete(request, page)


def _complete(request, page: CaseStudyPage):
    try:
        completion = reflections.complete(learner=request.user, page=page, at=timezone.now())
    except reflections.AnswerFirst as refusal:
        messages.warning(request, str(refusal))
        return redirect("answer_case", page.pk)
    return go_on(request, page, completion)
