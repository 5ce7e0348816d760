"""A film that stands for one of real people: who is in it, what they agreed to, and one who has taken that back."""

import datetime

from django.utils import timezone

from casestudies.consents import consenting
from casestudies.consents.scopes import Scope
from casestudies.films.film import Film
from courses.demo import data
from learning.people.users import User

PAPER = {
    "taken_by": "Independent advocate",
    "contact_route": "Through the advocacy service",
    "document_ref": "",
}


def write_consents(films: dict[str, Film], *, by: User, at: datetime.datetime) -> None:
    """The film, in no case study, and everyone in it."""
    rules = data.read("content/consents.yaml")
    film = _write_film(rules, plays=next(film for film in films.values() if film.title == rules["plays"]))
    for person in rules["participants"]:
        _write_participant(film, person, by=by, at=at)


def _write_film(rules: dict, *, plays: Film) -> Film:
    film = Film(
        title=rules["title"],
        type="video",
        duration=plays.duration,
        is_fictional=False,
        statement="",
        content_note=rules["content_note"],
        made_by=rules["made_by"],
        file=plays.file.name,
        captions=plays.captions.name,
        thumbnail=plays.thumbnail.name,
    )
    film.full_clean()
    film.save()
    return film


def _write_participant(film: Film, rules: dict, *, by: User, at: datetime.datetime) -> None:
    agreed_at = at - datetime.timedelta(days=rules["agreed_days_ago"])
    born = rules.get("turns_18_in_days")
    person = consenting.add_participant(
        film=film,
        label=rules["label"],
        turns_18_on=born and timezone.localdate(at) + datetime.timedelta(days=born),
        by=by,
        at=agreed_at,
    )
    agreed_on = timezone.localdate(agreed_at)
    consenting.record_consent(
        participant=person,
        scope=Scope(rules["scope"]),
        given_on=agreed_on,
        seen_final_cut_on=agreed_on,
        capacity_considered=True,
        taken_by_independent_of_care=True,
        paper=PAPER,
        by=by,
        at=agreed_at,
    )
    if days := rules.get("withdrew_days_ago"):
        withdrew_at = at - datetime.timedelta(days=days)
        told_on = timezone.localdate(withdrew_at)
        consenting.withdraw(participant=person, told_on=told_on, route=rules["route"], by=by, at=withdrew_at)
