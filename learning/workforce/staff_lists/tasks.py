"""What the worker does about lists."""

from django.utils import timezone
from django_tasks import task

from learning.people import staffing
from learning.people.organisations import Organisation
from learning.people.posts import Post
from learning.people.users import User
from learning.records import effects
from learning.workforce.staff_lists import accepting, inviting, keeping
from learning.workforce.staff_lists.lists import StaffList


@task(backend="effects")
def compare_list(list_id: int, key_of_effect: str) -> None:
    """Compare a long list, and say meanwhile how far it is. One that is gone, or compared, is left."""
    staff_list = StaffList.objects.filter(pk=list_id, state=StaffList.State.COMPARING).order_by("pk").first()
    if staff_list is None:
        return

    def tell(rows: int) -> None:
        if rows % keeping.ROWS_A_BEAT == 0:
            StaffList.objects.filter(pk=list_id).update(rows_read=rows)
            effects.renew(key=key_of_effect, at=timezone.now())

    keeping.compare(staff_list, tell=tell)


@task(backend="effects")
def accept_list(list_id: int, digest: str, may_end_many: bool, by_id: int) -> None:
    """Accept a long list as it was shown. Killed in the middle, it is begun anew from nothing."""
    staff_list = StaffList.objects.filter(pk=list_id, state=StaffList.State.ACCEPTING).order_by("pk").first()
    if staff_list is None:
        return
    by = User.objects.get(pk=by_id)
    try:
        accepting.accept(staff_list, digest=digest, may_end_many=may_end_many, by=by, at=timezone.now())
    except accepting.AcceptRefused as refusal:
        accepting.put_back(staff_list, problem=str(refusal))


@task(backend="effects")
def sweep_list(list_id: int) -> None:
    """Forget a list that nobody accepted."""
    for staff_list in StaffList.objects.waiting().filter(pk=list_id):
        keeping.discard(staff_list)


@task(backend="effects")
def tell_people(posts: list[int], by_id: int | None) -> None:
    """Tell people who have accounts of posts that a list gave them. Each post is told of once."""
    by = User.objects.filter(pk=by_id).order_by("pk").first()
    for post in Post.objects.filter(pk__in=posts).with_details().select_related("person").in_order():
        staffing.tell(post, by=by)


@task(backend="effects")
def send_invitations(organisation_id: int, by_id: int) -> None:
    """Send links to whoever was not sent one, some at a time."""
    organisation, by = Organisation.objects.get(pk=organisation_id), User.objects.get(pk=by_id)
    while inviting.invite(organisation, by=by, at=timezone.now(), on=timezone.localdate()):
        pass
