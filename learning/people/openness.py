"""Who can see what about someone, in words for their own page. Says what the querysets do: see
Post.visible_to.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True)
class Seer:
    """One line of the list: who, and what they can see."""

    who: str
    what: str


def seers_of(person, *, on: datetime.date) -> list[Seer]:
    """Everyone who can see something about someone on a day. Two queries."""
    posts = list(person.posts.filter(Q(ends_on=None) | Q(ends_on__gte=on)).with_details().in_order())
    return [
        Seer("You", "All of it."),
        *_leads(posts),
        *_managers(post for post in posts if post.is_held_on(on)),
        Seer(
            "Partnership leads",
            "Counts of people, never names, while your organisation shares them. Below five, nothing.",
        ),
        Seer(
            "Trainers",
            "How many people gave which answer or chose what in a case, and what was written in surveys, without names. Whether you have used up your attempts at a quiz, if you "
            "ask for another and tell them your address.",
        ),
        Seer(
            "Anyone to whom you show a certificate",
            "What the certificate says, and whether it is still valid. Nothing else.",
        ),
        Seer("Administrators of this site", "Your account and your posts, to put things right."),
    ]


def _leads(posts) -> list[Seer]:
    what = "Which courses you have been asked to take, joined and completed, your certificates, and what we have written to you about them."
    organisations = dict.fromkeys(post.organisation for post in posts)
    return [Seer(f"Workforce leads of {organisation}", what) for organisation in organisations]


def _managers(posts) -> list[Seer]:
    teams = dict.fromkeys(post.team for post in posts if post.team)
    return [
        Seer(
            f"The line manager of {team}",
            "What is due and what is done. We write to them of what has been late for long.",
        )
        for team in teams
    ]
