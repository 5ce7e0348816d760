"""The one writer of pairs: an invitation by a link that works once, joining, and leaving.

Nothing tells whether an address has an account here, and no address is kept.
"""

import datetime

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from casestudies.two_sides import moving, telling
from casestudies.two_sides.files import other_side
from casestudies.two_sides.sittings import Pairing, Sitting
from learning.people.models import Post
from learning.records import records

DAYS = 28
MOST = 5  # invitations to one case in so many days, however often it is begun anew: nobody’s letter box is filled by it
SIGNER = signing.Signer(salt="casestudies.two_sides.pairs")

UNKNOWN = (
    "We do not know this link. Check that the whole address was copied, or ask your colleague for a new one."
)
OWN = "This is your own invitation. Pass the link on to your colleague."
USED = "This invitation has been taken up already. Each works once."
ENDED = (
    "This invitation was taken back. You can still go through the case alone, or invite somebody yourself."
)
EXPIRED = "This invitation has run out: it was open for {days} days. Ask your colleague for a new one, or invite them."
SAME_SIDE = (
    "This needs one person from each side, and your colleague has opened the file of your own side. You can go "
    "through the case alone, or invite somebody from the other side."
)
SAME_FILE = "You have this case open already, in the same file as your colleague. Finish that first, then open the link again."
PAIRED = "You are going through this case with somebody else. Finish that first, then open the link again."


class InvitationRefused(Exception):
    """The link leads nowhere for this person; the message says why and what to do."""


class AlreadyInvited(Exception):
    """One colleague at a time, and five in four weeks."""


@transaction.atomic
def invite(*, sitting: Sitting, email: str, at: datetime.datetime) -> Pairing:
    """Invite a colleague from the other side. An address that can be written to is written to, by the worker."""
    sitting = moving.locked(sitting)
    latest = open_pairing(sitting)
    if latest and (latest.joined_at or latest.is_waiting(at)):
        raise AlreadyInvited("You have invited somebody already.")
    if _lately(sitting, at).count() >= MOST:
        raise AlreadyInvited(f"You have invited {MOST} times. Go on alone, or pass this by for now.")
    if latest:
        _end(latest, by=sitting, at=at)
    pairing = Pairing.objects.create(
        host=sitting, invited_at=at, expires_at=at + datetime.timedelta(days=DAYS)
    )
    if email:
        telling.ask_to_invite(pairing, email=email, link=link_of(pairing), at=at)
    return pairing


def _lately(sitting: Sitting, at: datetime.datetime) -> QuerySet[Pairing]:
    """The invitations of one person to one case, in all their sittings, that would still be open if nothing had become of them."""
    own = Pairing.objects.filter(host__learner=sitting.learner_id, host__page=sitting.page_id)
    return own.filter(expires_at__gt=at)


def link_of(pairing: Pairing) -> str:
    """The whole address that a colleague opens. Only who knows the site's key can make one."""
    return settings.SITE_URL + reverse("join_two_sides", args=[SIGNER.sign(pairing.pk)])


def find(*, token: str, person, at: datetime.datetime) -> Pairing:
    """The invitation behind a link, for someone who may take it up; InvitationRefused says why not."""
    pairing = _behind(token)
    own = moving.own_side(Post.objects.main_of(person, on=timezone.localdate(at)))
    if pairing.host.learner_id == person.pk:
        raise InvitationRefused(OWN)
    if pairing.joined_at:
        raise InvitationRefused(USED)
    if pairing.ended_at:
        raise InvitationRefused(ENDED)
    if pairing.is_spent(at):
        raise InvitationRefused(EXPIRED.format(days=DAYS))
    if own == pairing.host.side:
        raise InvitationRefused(SAME_SIDE)
    _refuse_another_sitting(pairing, person)
    return pairing


def _behind(token: str) -> Pairing:
    try:
        key = SIGNER.unsign(token)
    except signing.BadSignature:
        raise InvitationRefused(UNKNOWN) from None
    pairings = Pairing.objects.select_related("host__learner", "host__practice_group", "host__page")
    pairing = pairings.filter(pk=key).order_by("pk").first()
    if pairing is None or not pairing.host.learner.is_active:
        raise InvitationRefused(UNKNOWN)
    return pairing


def _refuse_another_sitting(pairing: Pairing, person) -> None:
    begun = Sitting.objects.of(person).on(pairing.host.page).open().order_by("pk").first()
    if begun and begun.side == pairing.host.side:
        raise InvitationRefused(SAME_FILE)
    if begun and (other := open_pairing(begun)) and other.joined_at:
        raise InvitationRefused(PAIRED)


@transaction.atomic
def join(*, token: str, person, page, at: datetime.datetime) -> Sitting:
    """Take an invitation up, once: open the other file, or go on with it. The one who invited is told.

    Whoever takes up two at the same moment has the first: once their sitting is locked, it is looked at again.
    """
    pairing = Pairing.objects.select_for_update(of=("self",)).get(
        pk=find(token=token, person=person, at=at).pk
    )
    pairing = find(token=token, person=person, at=at)
    if page.enrolment_of(person) is None:
        raise records.NotEnrolled("Join the course first, then open the link again.")
    side = other_side(pairing.host.side)
    guest = Sitting.objects.of(person).on(page).open().order_by("pk").first()
    guest = moving.locked(guest or moving.begin(learner=person, page=page, side=side, at=at))
    _refuse_another_sitting(pairing, person)
    if own := open_pairing(guest):
        _end(own, by=guest, at=at)
    taken = Pairing.objects.open().filter(pk=pairing.pk, joined_at=None).update(guest=guest, joined_at=at)
    if not taken:
        raise InvitationRefused(USED)
    telling.tell_joined(Pairing.objects.get(pk=pairing.pk))
    return guest


@transaction.atomic
def leave(*, sitting: Sitting, at: datetime.datetime) -> bool:
    """Go on alone. The other, where somebody had joined, is told and goes on alone too. False: there was no pair."""
    sitting = moving.locked(sitting)
    pairing = open_pairing(sitting)
    if pairing is None:
        return False
    is_ended = _end(pairing, by=sitting, at=at)
    if is_ended and pairing.joined_at:
        telling.tell_left(pairing, by=sitting)
    return is_ended


def open_pairing(sitting: Sitting) -> Pairing | None:
    """The pairing that a sitting is in now, also one that has run out; at most one is open."""
    pairings = Pairing.objects.of(sitting).open().select_related("host__learner", "guest__learner")
    return pairings.order_by("-pk").first()


def _end(pairing: Pairing, *, by: Sitting, at: datetime.datetime) -> bool:
    """Once: who left first has left."""
    return bool(Pairing.objects.open().filter(pk=pairing.pk).update(ended_at=at, ended_by=by))
