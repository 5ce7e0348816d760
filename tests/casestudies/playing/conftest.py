import datetime
import json

import pytest
from django.urls import reverse

from casestudies.models import Played
from casestudies.playing import playing, sessions
from learning.records.models import Place
from tests.casestudies.factories import AT


@pytest.fixture
def keep(enrolled, case):
    """keep([(0, 10)], after=60, …): a message of the learner's, so many seconds after the page was opened."""

    def keep(
        sent, *, after=60, seq=1, position=0.0, age=0.0, session=None, learner=enrolled, page=case, film=None
    ):
        session = session or opened(learner, page, film=film)
        at = session.began_at + datetime.timedelta(seconds=after)
        return playing.keep(
            learner=learner,
            screening=page.screening(film or page.film),
            session=session,
            seq=seq,
            position=position,
            sent=sent,
            age=age,
            at=at,
        )

    return keep


@pytest.fixture
def tell(client, enrolled, case, time_machine):
    """tell("[[0, 10]]", …): the same by way of the address; the page was opened a minute ago."""
    session = sessions.begin(learner_id=enrolled.pk, screening=case.screening(case.film), at=AT)
    time_machine.move_to(AT + datetime.timedelta(seconds=60), tick=False)

    def tell(stretches="[[0, 10]]", *, by=client, page=case, **fields):
        stretches = stretches if isinstance(stretches, str) else json.dumps(stretches)
        message = {"session": session, "seq": 1, "position": 10, "age": 0, "stretches": stretches} | fields
        return by.post(reverse("keep_played", args=[page.pk]), message)

    return tell


def opened(learner, page, at=AT, film=None) -> sessions.Session:
    whose = {"learner_id": learner.pk, "screening": page.screening(film or page.film), "at": at}
    return sessions.read(sessions.begin(**whose), **whose)


def stretches_of(learner) -> list:
    rows = Played.objects.of(learner).order_by("pk")
    return [tuple(stretch) for row in rows for stretch in row.stretches]


def place_of(learner) -> str:
    return Place.objects.get(enrolment__learner=learner).position
