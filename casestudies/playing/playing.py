"""The one writer of what was played. Time and learner are passed in; it makes no event, and no line in a log.

A message may come late, twice, out of order or from another device: what is kept is the union of all.
"""

import datetime

from django.db import transaction

from casestudies.films.screening import Screening
from casestudies.playing import stretches
from casestudies.playing.played import Played, PlayingChoice
from casestudies.playing.sessions import Session
from casestudies.playing.stretches import Stretch
from learning.people.models import User
from learning.records import records
from learning.records.models import Place

# Of one film. Messages of sessions older than these are late by so much that they say nothing any more.
MOST_SESSIONS = 40


class NotKept(Exception):
    """The learner wants it forgotten, or nothing kept."""


@transaction.atomic
def keep(
    *,
    learner,
    screening: Screening,
    session: Session,
    seq: int,
    position: float,
    sent: list[Stretch],
    age: float,
    at: datetime.datetime,
) -> Played:
    """Add what was played in a session so far, and remember where the film was `age` seconds ago.

    `seq` counts a session's messages: one that is not after the last changes no place. What is added is no more
    than can have been played since the session began. Where the page's own film was is kept as the learner's place on the page
    too, unless they have been elsewhere in it since.
    """
    _one_at_a_time(learner)
    page = screening.page
    enrolment = page.enrolment_of(learner)
    if enrolment is None:
        raise records.NotEnrolled("Join the course, and what you play is kept to go on from.")
    _refuse_what_is_not_wanted(learner, session)
    start, end = screening.bounds
    row = Played.objects.of(learner).on(screening).order_by("pk").first() or Played(
        learner=learner, page=page.page_ptr, film=screening.film
    )
    if _is_long_past(row, session):
        return row
    last_seq, added = row.sessions.get(session.name, [0, 0])
    before = [(first, last) for first, last in row.stretches]
    allowance = stretches.allowance(elapsed=(at - session.began_at).total_seconds(), added=added)
    after = stretches.grown(before, stretches.clamped(sent, start=start, end=end), allowance=allowance)
    added = round(added + max(stretches.seconds(after) - stretches.seconds(before), 0), 2)
    row.stretches, row.saved_at = after, at
    row.sessions = _latest({**row.sessions, session.name: [max(seq, last_seq), added]})
    if seq > last_seq:
        moment = min(max(at - datetime.timedelta(seconds=age), session.began_at), at)
        second = int(min(max(position, start), end))
        if row.left_at is None or row.left_at <= moment:
            row.second, row.left_at = second, moment
        if screening.is_leading:
            _keep_place(enrolment, page, second, at=moment)
    row.save()
    return row


def _refuse_what_is_not_wanted(learner, session: Session) -> None:
    choice = PlayingChoice.objects.filter(learner=learner).order_by("pk").first()
    if choice and not choice.is_kept:
        raise NotKept("You have chosen that nothing is kept of what you play.")
    if choice and choice.forgotten_at and session.began_at <= choice.forgotten_at:
        raise NotKept("What you played was forgotten. Load the page again, and it is kept from then on.")


def _keep_place(enrolment, page, second: int, *, at: datetime.datetime) -> None:
    if not Place.objects.filter(enrolment=enrolment, activity=page.pk, seen_at__gt=at).exists():
        position = f"t={second}"
        records.keep_place(learner=enrolment.learner, activity=page, position=position, at=at)


def _is_long_past(row: Played, session: Session) -> bool:
    known = row.sessions
    return len(known) >= MOST_SESSIONS and session.name not in known and session.name < min(known)


def _latest(sessions: dict) -> dict:
    return {name: sessions[name] for name in sorted(sessions)[-MOST_SESSIONS:]}


@transaction.atomic
def forget(*, learner, screening: Screening | None = None, at: datetime.datetime) -> None:
    """Erase what a learner has played, and where they were in it: of one film on one page, or everywhere.

    What a page that is still open sends afterwards is not kept. Again: nothing is left to erase.
    """
    _one_at_a_time(learner)
    PlayingChoice.objects.update_or_create(learner=learner, defaults={"forgotten_at": at})
    played = Played.objects.of(learner)
    (played.on(screening) if screening else played).delete()
    if screening is None or screening.is_leading:
        records.forget_seconds(learner=learner, activity=screening and screening.page)


@transaction.atomic
def choose(*, learner, is_kept: bool, at: datetime.datetime) -> None:
    """Keep what a learner plays, from the next page they open; or nothing, and erase what was kept."""
    if not is_kept:
        forget(learner=learner, at=at)
    PlayingChoice.objects.update_or_create(learner=learner, defaults={"is_kept": is_kept})


def is_kept(learner) -> bool:
    return not PlayingChoice.objects.filter(learner=learner, is_kept=False).exists()


def _one_at_a_time(learner) -> None:
    """So that what is erased is not written again by what was under way."""
    User.objects.select_for_update(no_key=True).get(pk=learner.pk)
