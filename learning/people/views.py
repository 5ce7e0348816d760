"""Pages of one's own account, and the ways into one. Signing in and passwords are allauth's views."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from learning.people import invitations, staffing
from learning.people.forms import AcceptInvitationForm, InviteForm, NameForm
from learning.people.openness import seers_of
from learning.people.organisations import Organisation


class SignInView(LoginView):
    """allauth's, except that whom the admin turned away is told so, and not sent round for ever."""

    def get_authenticated_redirect_url(self) -> str:
        url = super().get_authenticated_redirect_url()
        may_enter = self.request.user.has_perm("wagtailadmin.access_admin")
        if url.startswith(reverse("wagtailadmin_home")) and not may_enter:
            raise PermissionDenied
        return url


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_account(request):
    """Name on certificates, posts held, and who can see what."""
    today = timezone.localdate()
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        form.save(request.user)
        messages.success(request, "Your name is saved.")
        return redirect("my_account")
    posts = list(request.user.posts.with_details().latest_first())
    context = {
        "form": form,
        "posts": [post for post in posts if not post.is_over_on(today)],
        "past_posts": [post for post in posts if post.is_over_on(today)],
        "seers": seers_of(request.user, on=today),
        "may_write": request.user.has_perm("wagtailadmin.access_admin"),
        "more_pages": settings.ACCOUNT_PAGES.items(),
        "may_invite": Organisation.objects.staffed_by(request.user, on=today).exists(),
    }
    return render(request, "people/my_account.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    """Bring someone into a post. For whoever may, where they may; not found for others."""
    today = timezone.localdate()
    organisations = Organisation.objects.staffed_by(request.user, on=today)
    if not organisations.exists():
        raise Http404
    form = InviteForm(request.POST or None, organisations=organisations, initial={"starts_on": today})
    if request.method == "POST" and form.is_valid() and _take_on(request, form):
        return redirect("invite")
    return render(request, "people/invite.html", {"form": form})


def _take_on(request, form: InviteForm) -> bool:
    try:
        staffing.take_on(by=request.user, at=timezone.now(), **form.cleaned_data)
    except staffing.PostRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, f"We have written to {form.cleaned_data['email']}. You can invite another person."
    )
    return True


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token: str):
    """Make one's account. Opening the link changes nothing, so that a scanner of mail does not use it up."""
    try:
        return _invitation(request, token)
    except invitations.InvitationRefused as refusal:
        return render(request, "people/invitation_refused.html", {"reason": str(refusal)}, status=404)


def _invitation(request, token: str):
    now = timezone.now()
    found = invitations.find(token=token, at=now)
    form = AcceptInvitationForm(
        request.POST or None, person=found.person, initial={"name": found.person.name}
    )
    if request.method == "POST" and form.is_valid():
        person = invitations.accept(token=token, at=now, **form.cleaned_data)
        login(request, person)
        messages.success(request, "Your account is ready.")
        return redirect("my_learning")
    return render(request, "people/invitation.html", {"form": form, "invitation": found})
