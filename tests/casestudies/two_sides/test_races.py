"""The same move from two windows at the same moment, and two guests with one link: one wins, and nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from casestudies.models import Move, Pairing, Sitting
from casestudies.two_sides import pairs, playing
from casestudies.two_sides.files import Round
from learning.records.models import Effect
from tests.casestudies.factories import AT
from tests.casestudies.two_sides import factories

pytestmark = pytest.mark.django_db(transaction=True)

REFUSALS = (playing.AlreadyMade, pairs.InvitationRefused)


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
            lambda ids=ids: playing.make_move(sitting=visited, round=Round.ASK, chosen=ids, at=AT)
            for ids in chosen
        )
    )
    assert len({one.pk for one in made if isinstance(one, Move)}) == Move.objects.count() == 1
    assert sum(isinstance(one, playing.AlreadyMade) for one in made) == 2
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
