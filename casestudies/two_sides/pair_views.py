"""Going through a two-sided case with a colleague: inviting one, joining one, and going on alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from casestudies.two_sides import pairs, showing
from casestudies.two_sides.forms import InviteForm
from casestudies.two_sides.views import find, is_open, page_of
from learning.people.models import Post
from learning.site import kept
from learning.site.access import signed_in
from learning.site.onward import refuse

INVITED = "Your invitation is ready. Pass on the link below."
ALONE = "You are going on alone."
LEFT = "You are going on alone, and your colleague is told."


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite_colleague(request, sitting_id: int):
    """The form; once somebody is invited, the link to pass on."""
    sitting = find(request, sitting_id)
    if not is_open(request, page := page_of(sitting)):
        return refuse(request, page)
    typed = kept.take(request) if request.method == "GET" else None
    back = showing.whereabouts(sitting)
    form = InviteForm(
        request.POST if request.method == "POST" else None, back=back, initial=typed.dict() if typed else {}
    )
    if request.method == "POST" and form.is_valid():
        return _invite(request, sitting, form.cleaned_data["email"])
    context = showing.of_file(sitting, at=timezone.now()) | {"form": form, "days": pairs.DAYS}
    return render(request, "casestudies/two_sides/invite.html", context)


def _invite(request, sitting, email: str) -> HttpResponse:
    try:
        pairs.invite(sitting=sitting, email=email, at=timezone.now())
        messages.success(request, INVITED)
    except pairs.AlreadyInvited as refusal:
        messages.info(request, str(refusal))
    return redirect("invite_colleague", sitting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def join_two_sides(request, token: str):
    """Who invites, and what they will see; joined by the button alone."""
    try:
        pairing = pairs.find(token=token, person=request.user, at=timezone.now())
    except pairs.InvitationRefused as refusal:
        return render(request, "casestudies/two_sides/refused.html", {"words": str(refusal)})
    page = page_of(pairing.host)
    if not is_open(request, page):
        return refuse(request, page)
    if request.method == "POST":
        return _join(request, token, page)
    own = Post.objects.main_of(request.user, on=timezone.localdate())
    context = {"page": page, "host": pairing.host, "own_group": own.practice_group if own else None}
    return render(request, "casestudies/two_sides/join.html", context)


def _join(request, token: str, page) -> HttpResponse:
    try:
        sitting = pairs.join(token=token, person=request.user, page=page, at=timezone.now())
    except pairs.InvitationRefused as refusal:
        return render(request, "casestudies/two_sides/refused.html", {"words": str(refusal)})
    return redirect("two_sides_file", sitting.pk)


@require_POST
@signed_in
def leave_colleague(request, sitting_id: int):
    sitting = find(request, sitting_id)
    had_joined = (pairing := pairs.open_pairing(sitting)) is not None and pairing.joined_at is not None
    if pairs.leave(sitting=sitting, at=timezone.now()):
        messages.success(request, LEFT if had_joined else ALONE)
    return redirect(showing.whereabouts(sitting))
