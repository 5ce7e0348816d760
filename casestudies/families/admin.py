"""The pages for families in the admin: one entry of the menu, which leads to them."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from casestudies.families.pages import FamilyIndexPage

LABEL = "For families"


class FamiliesEntry(MenuItem):
    def is_shown(self, request):
        return user_has_any_page_permission(request.user)


def entry() -> FamiliesEntry:
    return FamiliesEntry(LABEL, reverse("families_in_admin"), name="families", icon_name="group", order=145)


@require_safe
def families_in_admin(request):
    """To the page for families and the films below it, for whoever may write there."""
    for page in FamilyIndexPage.objects.order_by("path"):
        if page.permissions_for_user(request.user).can_edit():
            return redirect("wagtailadmin_explore", page.pk)
    raise Http404
