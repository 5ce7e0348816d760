"""Going through a two-sided case: a file, three choices, and then both sides. Whose sitting it is not finds nothing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casestudies.two_sides import moving, showing
from casestudies.two_sides.files import SIDES, Round, file_of, most_of, other_side
from casestudies.two_sides.forms import NOTHING, MoveForm, NoteForm
from casestudies.two_sides.pages import TwoSidedCasePage
from casestudies.two_sides.sittings import Sitting
from learning.records import records
from learning.site import kept
from learning.site.access import signed_in
from learning.site.onward import go_on, refuse
from learning.site.turning_to import beside_a_case

READ_FIRST = "Make your three choices, and then you will see both sides."
NOTED = "Your note is kept. Only you can read it."


@require_POST
@signed_in
def begin_two_sides(request, page_id: int):
    """Open a file."""
    page = get_object_or_404(TwoSidedCasePage.objects.ever_published(), id=page_id)
    if not is_open(request, page):
        return refuse(request, page)
    side = request.POST.get("side", "")
    try:
        sitting = moving.begin(
            learner=request.user, page=page, side=side if side in SIDES else "", at=timezone.now()
        )
    except (moving.ChooseFile, moving.NotThisFile) as refusal:
        messages.warning(request, str(refusal))
        return redirect(page.get_url(request))
    return redirect("two_sides_file", sitting.pk)


@require_safe
@signed_in
def two_sides_file(request, sitting_id: int):
    """What one's own service holds."""
    sitting = find(request, sitting_id)
    context = showing.of_file(sitting, at=timezone.now()) | {"contacts": beside_a_case(request)}
    return render(request, "casestudies/two_sides/file.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def two_sides_round(request, sitting_id: int, name: str):
    """What to choose in a round; once it is chosen, what came of it."""
    sitting = find(request, sitting_id)
    round = showing.round_named(name)
    if request.method == "POST" and not is_open(request, page := page_of(sitting)):
        return refuse(request, page)
    if any(earlier not in sitting.made for earlier in round.before):
        return redirect("two_sides_round", sitting.pk, sitting.next_round.value)
    if request.method == "POST":
        return _choose(request, sitting, round)
    if round in sitting.made:
        context = showing.of_made(sitting, round, at=timezone.now())
        return render(request, "casestudies/two_sides/made.html", context)
    typed = kept.take(request)
    return _ask(request, sitting, round, typed.getlist("chosen") if typed else [])


def _choose(request, sitting: Sitting, round: Round) -> HttpResponse:
    form = _form(sitting, round, data=request.POST)
    if not form.is_valid() and round not in sitting.made:
        return render(
            request,
            "casestudies/two_sides/round.html",
            showing.of_round(sitting, round, form, at=timezone.now()),
        )
    try:
        chosen = form.cleaned_data.get("chosen", [NOTHING])
        moving.make_move(sitting=sitting, round=round, chosen=chosen, at=timezone.now())
    except moving.AlreadyMade as refusal:
        messages.info(request, str(refusal))
    return redirect("two_sides_round", sitting.pk, round.value)


def _ask(request, sitting: Sitting, round: Round, chosen: list[str]) -> HttpResponse:
    form = _form(sitting, round, initial={"chosen": chosen})
    context = showing.of_round(sitting, round, form, at=timezone.now())
    return render(request, "casestudies/two_sides/round.html", context)


def _form(sitting: Sitting, round: Round, **kwargs) -> MoveForm:
    case = sitting.case()
    own = file_of(case, sitting.side)
    return MoveForm(
        choices=own.choices[round],
        round=round,
        most=most_of(case, round),
        service=file_of(case, other_side(sitting.side)).service,
        **kwargs,
    )


@require_safe
@signed_in
def two_sides_both(request, sitting_id: int):
    """Both files, what crossed between them, and what neither side knew; not before all is chosen."""
    sitting = find(request, sitting_id)
    if sitting.next_round:
        messages.info(request, READ_FIRST)
        return redirect("two_sides_round", sitting.pk, sitting.next_round.value)
    typed = kept.take(request, reverse("keep_two_sides_note", args=[sitting.pk]))
    text = typed.get("text", "") if typed else showing.note_of(sitting)
    return _show_both(request, sitting, NoteForm(sitting=sitting, initial={"text": text}))


def _show_both(request, sitting: Sitting, form: NoteForm) -> HttpResponse:
    context = showing.of_both(sitting, page_of(sitting), at=timezone.now())
    context |= {"form": form, "contacts": beside_a_case(request)}
    return render(request, "casestudies/two_sides/both.html", context)


@require_POST
@signed_in
def keep_two_sides_note(request, sitting_id: int):
    """Their own words, for themselves. An empty box erases them."""
    sitting = find(request, sitting_id)
    form = NoteForm(request.POST, sitting=sitting)
    if sitting.next_round:
        return redirect("two_sides_round", sitting.pk, sitting.next_round.value)
    if not form.is_valid():
        return _show_both(request, sitting, form)
    records.keep_note(
        learner=request.user,
        activity=page_of(sitting),
        field=showing.NOTE,
        text=form.cleaned_data["text"],
        at=timezone.now(),
    )
    messages.success(request, NOTED)
    return redirect("two_sides_both", sitting.pk)


@require_POST
@signed_in
def finish_two_sides(request, sitting_id: int):
    sitting = find(request, sitting_id)
    page = page_of(sitting)
    if not is_open(request, page):
        return refuse(request, page)
    try:
        completion = moving.finish(sitting=sitting, page=page, at=timezone.now())
    except moving.ChooseFirst as refusal:
        messages.warning(request, str(refusal))
        return redirect("two_sides_round", sitting.pk, sitting.next_round.value)
    return go_on(request, page, completion)


def find(request, sitting_id: int) -> Sitting:
    """A sitting of the person asking; anybody else's is not found."""
    return get_object_or_404(Sitting.objects.of(request.user).with_details(), pk=sitting_id)


def page_of(sitting: Sitting) -> TwoSidedCasePage:
    """The page as it is now: for the gate, and for what stands round it."""
    return TwoSidedCasePage.objects.get(pk=sitting.page_id)


def is_open(request, page: TwoSidedCasePage) -> bool:
    """Choices belong to an enrolment, so a taster is not enough."""
    return page.open_to(request.user) and page.enrolment_of(request.user) is not None
