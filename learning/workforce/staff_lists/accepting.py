"""Accepting a list: what was shown is written, all of it or nothing, once."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from learning.people.organisations import Organisation
from learning.people.posts import Post
from learning.people.users import User
from learning.records import effects
from learning.workforce.staff_lists import keeping, writing
from learning.workforce.staff_lists.changes import Comparison
from learning.workforce.staff_lists.lists import AcceptedList, Outcome, StaffList
from learning.workforce.staff_lists.present import in_pieces

ACCEPT = "learning.workforce.staff_lists.tasks.accept_list"
TELL = "learning.workforce.staff_lists.tasks.tell_people"
# Above this share of the posts, and this many, ending them is asked about once more.
MANY_SHARE = 5
FEW = 4
TOLD_AT_ONCE = 500

HAS_ERRORS = "The list has rows to put right. Nothing was saved."
NOT_READY = "The list is not compared yet, or no longer there to be accepted."
MANY_END = "{ended} of {posts} posts would end. Tick that this is right, or bring a whole list."
DIFFERS = "Something has changed since you read this: nothing was saved. Read what the list would do now."
CLASHES = (
    "Nothing was saved: the list would make two posts of one person the same, or a name was taken meanwhile. "
    "Compare it again, and look at the people with several rows."
)


class AcceptRefused(Exception):
    """The list is not accepted, and nothing is written; the message says why."""


def many_end(staff_list: StaffList) -> bool:
    """Whether more posts would end than a staff list usually ends."""
    ended = staff_list.count(Outcome.ENDED)
    return ended > FEW and ended * MANY_SHARE > staff_list.posts_before


def why_not(staff_list: StaffList, *, digest: str, may_end_many: bool) -> str:
    """Why it is not accepted as it was shown; empty if it may be."""
    if staff_list.state not in (StaffList.State.COMPARED, StaffList.State.ACCEPTING):
        return NOT_READY
    if staff_list.count(Outcome.ERROR):
        return HAS_ERRORS
    if staff_list.digest != digest:
        return DIFFERS
    if many_end(staff_list) and not may_end_many:
        return MANY_END.format(ended=staff_list.count(Outcome.ENDED), posts=staff_list.posts_before)
    return ""


def accept(
    staff_list: StaffList, *, digest: str, may_end_many: bool = False, by, at: datetime.datetime
) -> AcceptedList:
    """Write what was shown, in one transaction. Accepted before, it is left as it is.

    `digest` is of the difference that was shown. Where the list comes to another one by now, nothing is written: the new
    one is kept, and AcceptRefused says so. `by` is None for whoever runs the machine.
    """
    try:
        done, found = _accept(staff_list, digest, may_end_many, by, at)
    except IntegrityError as error:
        raise AcceptRefused(CLASHES) from error
    if done is None:
        keeping.keep(staff_list, found, problem=DIFFERS)
        raise AcceptRefused(DIFFERS)
    return done


@transaction.atomic
def _accept(
    staff_list: StaffList, digest: str, may_end_many: bool, by, at
) -> tuple[AcceptedList | None, Comparison | None]:
    organisation = _held(staff_list.organisation_id)
    staff_list.refresh_from_db()
    if done := AcceptedList.objects.filter(staff_list=staff_list).order_by("pk").first():
        return done, None
    if refusal := why_not(staff_list, digest=digest, may_end_many=may_end_many):
        raise AcceptRefused(refusal)
    found = keeping.compared(staff_list)
    if found.problems or found.digest != digest:
        return None, found
    posts = writing.write(found.changes, organisation=organisation, reason=staff_list.reason, by=by, at=at)
    known = [
        post for post, new in zip(posts, found.changes.posts, strict=True) if isinstance(new.person, int)
    ]
    _tell_of(known, staff_list, by=by, at=at)
    keeping.forget_content(staff_list)
    StaffList.objects.filter(pk=staff_list.pk).update(state=StaffList.State.ACCEPTED, problem="")
    counts = found.counts
    del counts[Outcome.ERROR]
    return (
        AcceptedList.objects.create(
            staff_list=staff_list,
            organisation=organisation,
            accepted_by=by,
            accepted_at=at,
            sha256=staff_list.sha256,
            digest=digest,
            rows=found.rows,
            **counts,
        ),
        found,
    )


def _held(key: int) -> Organisation:
    """Hold an organisation and its posts, so that lists come one after the other and no post moves meanwhile."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=key)
    posts = Post.objects.select_for_update(no_key=True).filter(organisation=organisation).order_by("pk")
    list(posts.values_list("pk"))
    return organisation


def _tell_of(posts: list[Post], staff_list: StaffList, *, by, at: datetime.datetime) -> None:
    """Whoever has an account is told of a new post. Who has none hears nothing before invitations are sent."""
    keys = {post.person_id for post in posts}
    known = set()
    for piece in in_pieces(keys):
        people = User.objects.filter(pk__in=piece, is_active=True)
        known |= {person.pk for person in people.only("pk", "password") if person.has_usable_password()}
    told = [post.pk for post in posts if post.person_id in known and not _is_over(post, at)]
    for number, piece in enumerate(in_pieces(told, TOLD_AT_ONCE)):
        key = f"staff-list:{staff_list.pk}:tell:{number}"
        effects.ask(task=TELL, key=key, at=at, posts=piece, by_id=by and by.pk)


def _is_over(post: Post, at: datetime.datetime) -> bool:
    return post.is_over_on(timezone.localdate(at))


@transaction.atomic
def ask_to_accept(
    staff_list: StaffList, *, digest: str, may_end_many: bool, by, at: datetime.datetime
) -> None:
    """Have it accepted by the worker, as it was shown. Raises AcceptRefused."""
    if refusal := why_not(staff_list, digest=digest, may_end_many=may_end_many):
        raise AcceptRefused(refusal)
    if not StaffList.objects.filter(pk=staff_list.pk, state=StaffList.State.COMPARED).update(
        state=StaffList.State.ACCEPTING
    ):
        return
    key = f"staff-list:{staff_list.pk}:accept:{staff_list.tries}:{digest[:16]}"
    arguments = {"list_id": staff_list.pk, "digest": digest, "may_end_many": may_end_many, "by_id": by.pk}
    effects.ask(task=ACCEPT, key=key, at=at, **arguments)


def put_back(staff_list: StaffList, *, problem: str) -> None:
    """What the worker could not accept is there to be read again."""
    waiting = StaffList.objects.filter(pk=staff_list.pk, state=StaffList.State.ACCEPTING)
    waiting.update(state=StaffList.State.COMPARED, problem=problem)
