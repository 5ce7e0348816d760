"""What waits for somebody in a pair, as a line on My learning, which names this module by string."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from casestudies.two_sides.files import Round
from casestudies.two_sides.sittings import Pairing, Sitting


@dataclass(frozen=True)
class News:
    """One line: a case, where to go on, and what the colleague has done."""

    title: str
    url: str
    note: str


def on_my_learning(person, *, at: datetime.datetime) -> list[News]:
    """Sittings in a pair that are not finished, the newest first. One query, and two more where there are any."""
    theirs = Q(host__learner=person, host__finished_at=None) | Q(
        guest__learner=person, guest__finished_at=None
    )
    pairings = (
        Pairing.objects.open()
        .joined()
        .filter(theirs)
        .select_related("host__learner", "host__page", "guest__learner", "guest__page")
    )
    rows = list(pairings.prefetch_related("host__moves", "guest__moves").order_by("-joined_at", "-pk"))
    return [_news(row, row.host if row.host.learner_id == person.pk else row.guest) for row in rows]


def _news(pairing: Pairing, own: Sitting) -> News:
    other = pairing.other_than(own)
    who, made = other.learner.name, len(other.made)
    if made == len(Round):
        note = f"{who} has made all three choices. {'Finish when you like.' if own.next_round is None else 'It is your turn.'}"
    elif made > len(own.made):
        note = f"{who} has chosen. It is your turn."
    elif own.next_round is None:
        note = f"You have made all three choices. {who} has not yet."
    else:
        note = f"You are going through it with {who}."
    return News(own.page.title, reverse("two_sides_file", args=[own.pk]), note)
