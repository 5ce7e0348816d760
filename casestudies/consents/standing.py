"""How everyone in a film stands on a day, in words for trainers."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from casestudies.consents.participants import Participant
from casestudies.consents.scopes import Scope

NOBODY = "Nobody is listed as being in it."
NOT_HERE = " That is not this course."


class State(models.TextChoices):
    """What has become of someone's consent. The first two hold."""

    CURRENT = "current", "Agreed"
    REVIEW_DUE = "review_due", "Agreed: ask again soon"
    NONE = "none", "Not asked yet"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Ran out"
    TURNED_18 = "turned_18", "Turned eighteen"


@dataclass(frozen=True)
class Standing:
    """One person in a film. `since`: the moment from which nothing held any more; None while something holds, or never did."""

    participant: Participant
    state: State
    words: str
    since: datetime.datetime | None = None

    @property
    def holds(self) -> bool:
        return self.state in (State.CURRENT, State.REVIEW_DUE)

    @property
    def was_asked(self) -> bool:
        """Whether anything was ever recorded of what they agreed to, or took back."""
        return self.state != State.NONE or self.participant.withdrawn_at is not None

    def covers_staff(self, course_path: str) -> bool:
        person = self.participant
        return self.holds and (
            person.scope in Scope.covering(Scope.STAFF) or person.course_path == course_path != ""
        )

    def off_since(self, course_path: str) -> datetime.datetime | None:
        """The moment from which they keep the film from staff in a course; None when they do not."""
        if self.covers_staff(course_path):
            return None
        return self.since or self.participant.consented_at or self.participant.added_at


def standings(film, *, on: datetime.date) -> list[Standing]:
    """Of everyone in a film; by what with_people() has read, or one query."""
    people = vars(film).get("people")
    if people is None:
        people = film.participants.listed().with_consent(on=on).in_order()
    return [standing_of(person, on=on) for person in people]


def lapses(film, *, on: datetime.date, course_path: str = "") -> list[str]:
    """Why a film may not be shown to staff in a course, a sentence for each person; nothing when it may be."""
    if film.is_fictional:
        return []
    people = standings(film, on=on)
    if not people:
        return [NOBODY]
    return [
        f"{one.participant.label}: {one.words}{NOT_HERE if one.holds else ''}"
        for one in people
        if not one.covers_staff(course_path)
    ]


def lapsed_since(film, *, on: datetime.date, course_path: str) -> datetime.datetime | None:
    """The moment from which staff in a course may not be shown a film of real people; None when they may."""
    if film.is_fictional:
        return None
    people = standings(film, on=on)
    if not people:
        said = film.consent_changes.order_by("-at", "-pk").first()
        return said.at if said else film.created_at
    return min((since for one in people if (since := one.off_since(course_path))), default=None)


def has_ended(film, *, on: datetime.date) -> bool:
    """Whether somebody in it agreed, and does no longer: then not even whoever may change it is sent it."""
    return any(one.since for one in standings(film, on=on))


def standing_of(person: Participant, *, on: datetime.date) -> Standing:
    """Of one read by with_consent()."""
    if person.holds_until:
        return _holding(person, on)
    if person.consented_at is None:
        return Standing(person, State.NONE, "No consent is recorded.")
    ends = _ends(person, on)
    state = next(state for state in (State.WITHDRAWN, State.EXPIRED, State.TURNED_18) if state in ends)
    words = {
        State.WITHDRAWN: "Withdrew on {day}.",
        State.EXPIRED: "Ran out on {day}.",
        State.TURNED_18: "Turned eighteen on {day}, and has not consented as an adult.",
    }[state]
    ended = timezone.localtime(ends[state])
    return Standing(person, state, words.format(day=date_format(ended.date())), min(ends.values()))


def _holding(person: Participant, on: datetime.date) -> Standing:
    until = person.holds_until
    if person.turns_18_on and not person.given_as_adult:
        until = min(until, person.turns_18_on)
    words = f"{Scope(person.scope).label}. Holds until {date_format(until)}."
    if person.review_on <= on:
        return Standing(person, State.REVIEW_DUE, f"{words} Ask now whether they still agree.")
    return Standing(person, State.CURRENT, words)


def _ends(person: Participant, on: datetime.date) -> dict[State, datetime.datetime]:
    """Everything that has ended the last consent by a day, and when."""
    ends = {}
    if person.withdrawn_at and person.withdrawn_at >= person.consented_at:
        ends[State.WITHDRAWN] = person.withdrawn_at
    if person.ran_out_on <= on:
        ends[State.EXPIRED] = midnight(person.ran_out_on)
    if person.turns_18_on and person.turns_18_on <= on and not person.given_as_adult:
        ends[State.TURNED_18] = midnight(person.turns_18_on)
    return ends


def midnight(day: datetime.date) -> datetime.datetime:
    """The first moment of a day here."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
