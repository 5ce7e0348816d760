"""The one writer of sittings and moves. Time and learner are passed in; each call may be repeated.

A move is made once and never changes, whichever window is late.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from casestudies.two_sides import telling
from casestudies.two_sides.files import SIDES, Round, file_of, most_of
from casestudies.two_sides.sittings import Move, Sitting
from learning.people.models import Post
from learning.people.sides import Side
from learning.records import records
from learning.records.models import Completion

FIRST_YOUR_OWN = (
    "Open your own side’s file first. When you have finished, you can take it from the other side."
)


class ChooseFile(Exception):
    """Say which file to open: your post is on neither side, or you have been through it already."""


class NotThisFile(Exception):
    """The first time, someone opens the file of their own side."""


class AlreadyMade(Exception):
    """You have chosen already, and it does not change."""


class OutOfTurn(Exception):
    """An earlier choice comes first."""


class NotOffered(Exception):
    """What was sent is not among the choices, or is more than may be chosen."""


class ChooseFirst(Exception):
    """Make your choices first."""


@transaction.atomic
def begin(*, learner, page, side: str, at: datetime.datetime) -> Sitting:
    """Open a file: the one of the learner's own side the first time. Whoever has one open already goes on with that."""
    enrolment = page.enrolment_of(learner)
    if enrolment is None:
        raise records.NotEnrolled("Join the course to open a file.")
    sittings = Sitting.objects.of(learner).on(page)
    if begun := sittings.open().order_by("pk").first():
        return begun
    post = Post.objects.main_of(learner, on=timezone.localdate(at))
    own = own_side(post)
    if own and side and side != own and not sittings.exists():
        raise NotThisFile(FIRST_YOUR_OWN)
    side = side or (own if not sittings.exists() else "")
    if side not in SIDES:
        raise ChooseFile("Choose which file to open.")
    sitting, _ = Sitting.objects.get_or_create(
        learner=learner,
        page=page.page_ptr,
        finished_at=None,
        defaults={
            "enrolment": enrolment,
            "version": records.version_of(enrolment, at=at),
            "revision": page.live_revision or page.save_revision(clean=False),
            "side": side,
            "practice_group": post.practice_group if post else None,
            "begun_at": at,
        },
    )
    return sitting


@transaction.atomic
def make_move(*, sitting: Sitting, round: Round, chosen: list[str], at: datetime.datetime) -> Move:
    """Choose, for good. The same again is harmless; anything else is refused, and nothing is changed."""
    sitting = locked(sitting)
    made, case = sitting.made, sitting.case()
    offered = file_of(case, sitting.side)
    kept = [choice.id for choice in offered.chosen(round, chosen)]
    if round in made:
        if made[round].chosen == kept:
            return made[round]
        raise AlreadyMade("You have chosen already, and it does not change.")
    if any(earlier not in made for earlier in round.before):
        raise OutOfTurn("One thing at a time: an earlier choice comes first.")
    if set(chosen) - set(kept) or len(kept) > most_of(case, round):
        raise NotOffered(f"Choose up to {most_of(case, round)} from the list.")
    move = Move.objects.create(sitting=sitting, round=round, chosen=kept, made_at=at)
    telling.tell_moved(move)
    return move


@transaction.atomic
def finish(*, sitting: Sitting, page, at: datetime.datetime) -> Completion:
    """Complete the case once all is chosen, whatever the other side has done by then."""
    sitting = locked(sitting)
    if sitting.next_round:
        raise ChooseFirst("Make your choices first. Then you can finish this part.")
    if sitting.finished_at is None:
        sitting.finished_at = at
        sitting.save(update_fields=["finished_at"])
    return records.complete(learner=sitting.learner, activity=page, by=sitting.learner, at=at)


def locked(sitting: Sitting) -> Sitting:
    """The sitting with its moves, locked, so that two windows cannot both make one."""
    return Sitting.objects.select_for_update(of=("self",)).with_details().get(pk=sitting.pk)


def own_side(post: Post | None) -> Side | None:
    """The side whose file is somebody's own; None for whole-family staff, and whoever has no post or no side."""
    return Side(post.service_side) if post and post.service_side in SIDES else None
