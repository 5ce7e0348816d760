"""What a learner does about sharing an answer: reads what was found in it, shares it, takes it back, reports another's."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casestudies.exchange import sharing, terms
from casestudies.exchange.answers import Reflection
from casestudies.exchange.hearing import colleagues
from casestudies.exchange.marking_up import marked
from casestudies.exchange.opening import find_case, refuse_case
from casestudies.exchange.own_shares import for_its_writer, own_share
from casestudies.exchange.shares import Share
from casestudies.exchange.sharing_forms import ReportForm, ShareForm
from casestudies.pages import CaseStudyPage
from learning.site.access import signed_in

SHARED = "Shared without your name. You can stop sharing here at any time."
HELD = "A trainer will read this before anyone else does. You will be told."
UNSHARED = "No longer shared. It went from the site at once."
REPORTED = "Thank you. A trainer will read it."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def share_answer(request, page_id: int):
    """The words that would be shown, with what was found in them, to be changed or left before they are shared."""
    page = find_case(page_id)
    if refusal := refuse_case(request, page):
        return refusal
    reflection = own_answer(request, page)
    now = terms.current()
    if reflection is None or not reflection.has_a_voice or not terms.are_offered(now):
        return redirect("answer_case", page.pk)
    texts = list(reflection.texts.order_by("pk"))
    words = sharing.shared_words(reflection)
    if request.method == "POST":
        form = ShareForm(request.POST, texts=texts)
        if not form.is_valid():
            return _ask(request, page, form, now)
        words = form.words()
        if share(request, page, words, form.cleaned_data["terms_version"], is_kept="keep" in request.POST):
            return redirect("answer_case", page.pk)
    form = ShareForm(texts=texts, words=words, terms_version=now.terms_version)
    return _ask(request, page, form, now, words)


def share(
    request, page: CaseStudyPage, words: sharing.Words, terms_version: int, *, is_kept: bool = False
) -> bool:
    """Share the words, and say what becomes of them. False, and nothing is shared, where something is found in them that
    whoever wrote them has not decided to leave, or where they agreed to other terms.
    """
    if not is_kept and sharing.identifiers_in(page, words):
        return False
    try:
        row = sharing.share(
            learner=request.user, page=page, words=words, terms_version=terms_version, at=timezone.now()
        )
    except sharing.NotShared as refusal:
        messages.warning(request, str(refusal))
        return False
    messages.success(request, SHARED if row.state == Share.State.OK else HELD)
    return True


def _ask(request, page: CaseStudyPage, form: ShareForm, now: terms.ExchangeSettings, words=None):
    found = sharing.identifiers_in(page, words or {})
    if found:
        form.offer_to_keep()
    context = {
        "page": page,
        "form": form,
        "terms_url": now.terms_page.get_url(request),
        "found": [marked(words[prompt], marks) for prompt, marks in found.items()],
    }
    return render(request, "casestudies/share.html", context)


@require_POST
@signed_in
def withdraw_answer(request, page_id: int):
    """Take one's own answer back. Also where the page is closed by now: it is one's own."""
    page = find_case(page_id)
    if not Share.objects.of(request.user).on(page).exists():
        raise Http404
    if sharing.withdraw(learner=request.user, page=page, at=timezone.now()):
        messages.success(request, UNSHARED)
    if "from_list" in request.POST:
        return redirect("shared_answers")
    return redirect("answer_case", page.pk)


@never_cache
@require_safe
@signed_in
def shared_answers(request):
    """All that someone shares, with a way to take each back."""
    now = terms.current()
    rows = for_its_writer(Share.objects.of(request.user))
    return render(
        request, "casestudies/shared_answers.html", {"shares": [own_share(row, now) for row in rows]}
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def report_answer(request, page_id: int, public_id: UUID):
    """Ask a trainer to read what a colleague shared. Not found: whatever is not shown to whoever asks."""
    page = find_case(page_id)
    is_open = page.open_to(request.user) and page.enrolment_of(request.user)
    shown = colleagues(request.user, page) if is_open and own_answer(request, page) else []
    voice = next((voice for voice in shown if voice.public_id == public_id), None)
    if voice is None:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sharing.report(
            public_id=public_id, by=request.user, reason=form.cleaned_data["reason"], at=timezone.now()
        )
        messages.success(request, REPORTED)
        return redirect("answer_case", page.pk)
    return render(request, "casestudies/report.html", {"page": page, "form": form, "voice": voice})


def own_answer(request, page: CaseStudyPage) -> Reflection | None:
    """The committed answer of whoever asks."""
    rows = Reflection.objects.of(request.user).on(page).committed().select_related("practice_group")
    return rows.order_by("pk").first()
