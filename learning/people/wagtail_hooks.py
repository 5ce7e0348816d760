"""Where Wagtail's admin meets people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import router
from django.db.models.deletion import Collector, ProtectedError
from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from learning.people import staffing
from learning.people.organisation_admin import AdministratorsPolicy, OrganisationViewSet
from learning.people.organisations import Organisation
from learning.people.users import User

NOT_DELETED = (
    "{names} cannot be deleted: there are records of what they did, and those stay. "
    "To close an account, take away “May sign in”."
)

register_permission_policy(Organisation, AdministratorsPolicy(Organisation))


@hooks.register("register_admin_viewset")
def organisations():
    return OrganisationViewSet()


@hooks.register("register_log_actions")
def name_our_actions(actions):
    actions.register_action(staffing.POST_GIVEN, "Give a post", "Post given")
    actions.register_action(staffing.POST_ENDED, "End a post", "Post given a last day")


@hooks.register("after_create_user")
def send_link(request, person):
    staffing.send_invitation(person, organisation=None, by=request.user, at=timezone.now())


@hooks.register("before_edit_user")
def refuse_change_of_those_above(request, person):
    """Whoever may do everything is changed by such people alone: with their address one could set their password."""
    if person.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_bulk_action")
def refuse_changes_of_those_above(request, action_type, objects, action):
    if action.models == [User]:
        for person in objects:
            refuse_change_of_those_above(request, person)


@hooks.register("before_delete_user")
def refuse_deletion(request, person):
    """Records protect whom they are about. Say so before the database does."""
    if _have_records([person]):
        messages.error(request, NOT_DELETED.format(names=person))
        return redirect("wagtailusers_users:edit", person.pk)
    return None


@hooks.register("before_bulk_action")
def refuse_deletions(request, action_type, objects, action):
    """All or nothing: if one of them has records, none is deleted."""
    if action_type == "delete" and action.models == [User]:
        kept = [person for person in objects if _have_records([person])]
        if kept:
            messages.error(request, NOT_DELETED.format(names=", ".join(map(str, kept))))
            return redirect("wagtailusers_users:index")
    return None


def _have_records(people: list[User]) -> bool:
    try:
        Collector(using=router.db_for_write(User)).collect(people)
    except ProtectedError:
        return True
    return False
