"""The same move from two windows at the same moment, two guests with one link, one guest with two: one wins, and nothing is
done twice.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from casestudies.models import Move, Pairing, Sitting
from casestudies.two_sides import moving, pairs
from casestudies.two_sides.files import Round
from learning.records.models import Effect
from tests.casestudies.factories import AT
from tests.casestudies.two_sides import factories

pytestmark = pytest.mark.django_db(transaction=True)

REFUSALS = (moving.AlreadyMade, pairs.InvitationRefused)


def at_once(*calls) -> list:
    """What each call returned, or what refused it."""

    def run(call):
        try:
            return call()
        except REFUSALS as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_windows_make_one_move_and_two_guests_one_pair(family, visitor, nurse, course):
    hosted, visited = factories.pair(family, visitor, nurse)
    before = Effect.objects.count()
    chosen = [factories.ids(family, "adult", Round.ASK, number) for number in (1, 2, 1, 2)]
    made = at_once(
        *(
            lambda ids=ids: moving.make_move(sitting=visited, round=Round.ASK, chosen=ids, at=AT)
            for ids in chosen
        )
    )
    assert len({one.pk for one in made if isinstance(one, Move)}) == Move.objects.count() == 1
    assert sum(isinstance(one, moving.AlreadyMade) for one in made) == 2
    assert Effect.objects.count() == before + 1

    pairs.leave(sitting=hosted, at=AT)
    token = pairs.SIGNER.sign(pairs.invite(sitting=hosted, email="", at=AT).pk)
    guests = [factories.someone(course, "mhn", f"Guest {number}") for number in range(3)]
    joined = at_once(
        *(lambda guest=guest: pairs.join(token=token, person=guest, page=family, at=AT) for guest in guests)
    )
    assert [isinstance(one, Sitting) for one in joined].count(True) == 1
    assert Pairing.objects.open().joined().count() == 1
    assert Sitting.objects.filter(learner__in=guests).count() == 1


def test_a_guest_with_two_links_at_once_has_one_colleague(family, visitor, nurse, course):
    """Whichever link is later is refused, and its host still waits."""
    hosts = [visitor, factories.someone(course, "hv", "Second Host", service_side="children")]
    sittings = [factories.begin(family, host) for host in hosts]
    invitations = [pairs.invite(sitting=sitting, email="", at=AT) for sitting in sittings]
    tokens = [pairs.SIGNER.sign(invitation.pk) for invitation in invitations]
    joined = at_once(
        *(lambda token=token: pairs.join(token=token, person=nurse, page=family, at=AT) for token in tokens)
    )
    assert sorted(str(one) for one in joined if not isinstance(one, Sitting)) == [pairs.PAIRED]
    assert Pairing.objects.open().joined().get().guest.learner == nurse
    assert Pairing.objects.open().filter(joined_at=None).count() == 1
    assert Sitting.objects.of(nurse).count() == 1
