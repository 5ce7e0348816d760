"""The one writer of who is in a film, what they agree to and what they take back; each with its line in the register.

A consent is never changed. What it brings on a later day (a reminder, its end) is asked of the worker when it is written; the
film is refused by its day all the same, whether a worker runs or not. See docs/adr/0035.
"""

import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from casestudies.consents import register
from casestudies.consents.participants import Consent, ConsentPaper, Participant, Withdrawal
from casestudies.consents.register import What
from casestudies.consents.scopes import Scope
from casestudies.consents.standing import midnight
from learning.records import effects

MONTHS = 24
MONTHS_AT_MOST = 36
REVIEW_BEFORE = datetime.timedelta(days=90)
TELL = "casestudies.consents.telling.tell_of_film"
END = "casestudies.consents.telling.end_consent"
REVIEW = "casestudies.consents.telling.remind"


class ConsentRefused(Exception):
    """Nothing was written; the message says why, and `field` which answer it is about."""

    def __init__(self, message: str, *, field: str):
        self.field = field
        super().__init__(message)


FICTIONAL = (
    "The film is said to be fictional, so nobody real is in it. Change that in the film's own form first."
)
SAME_LABEL = "Somebody in this film has this label already. Tell them apart, such as “Mother 2”."
TO_COME = "Nobody agrees on a day that is to come."
TOO_LONG = "A consent lasts 36 months at most: until {day}. They can be asked again then."
TOO_SHORT = "It should run out after the day on which it was given."
WITHDRAWN = "They withdrew on {day}. Only what they agree to from that day on counts."
NOT_ADULT = "They were not eighteen on that day, so they could not agree as an adult."
ADULT = (
    "They were eighteen on that day, so only they themselves could agree: record it as given by themselves."
)
CUT_TO_COME = "They cannot have seen the finished film on a day that is to come."
STRUCK = "They were struck out as listed by mistake. If they are in the film after all, add them again."
SOMETHING_RECORDED = "What they agreed to, or took back, is recorded. So they were asked, and stay listed."
NO_COURSE = "Choose the course for which they agreed."
NOT_CONSIDERED = "Consider first whether they can decide this, and tick the box."
NO_PAPER = {
    "taken_by": "Say who asked them, such as: an independent advocate.",
    "contact_route": "Say how they can be reached when it is time to ask again.",
}
TOLD_TO_COME = "They cannot have told us on a day that is to come."
HAS_PEOPLE = (
    "There are real people listed as being in this film, so it cannot be called fictional. They stay listed, with what "
    "they agreed to."
)


@transaction.atomic
def add_participant(
    *, film, label: str, turns_18_on: datetime.date | None = None, by, at: datetime.datetime
) -> Participant:
    """List someone as being in a film of real people. From then on it is shown only with their consent."""
    if film.is_fictional:
        raise ConsentRefused(FICTIONAL, field="label")
    person = Participant.objects.create(
        film=film, label=_own_label(film, label), turns_18_on=turns_18_on, added_at=at
    )
    register.write(What.ADDED, film=film, participant=person, by=by, at=at)
    effects.ask(task=TELL, key=f"consent_wanted:{person.pk}", at=at, film_id=film.pk)
    return person


@transaction.atomic
def correct(*, participant: Participant, label: str, erase: bool = False, by, at: datetime.datetime) -> None:
    """Give somebody a better label; and blank what may name them, or whoever asked them, where that is to be erased."""
    film = participant.film
    label = _own_label(film, label, participant)
    if label != participant.label:
        Participant.objects.filter(pk=participant.pk).update(label=label)
        register.write(What.CORRECTED, film=film, participant=participant, by=by, at=at)
    if erase:
        papers = ConsentPaper.objects.filter(consent__participant=participant)
        papers.update(taken_by="", contact_route="", document_ref="")
        register.write(What.ERASED, film=film, participant=participant, by=by, at=at)


@transaction.atomic
def strike(*, participant: Participant, what: What, by, at: datetime.datetime) -> None:
    """Take somebody off the list who was put there by mistake, absent or listed twice: never one who was asked."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if person.consents.exists() or person.withdrawals.exists():
        raise ConsentRefused(SOMETHING_RECORDED, field="what")
    if person.struck_at:
        return
    person.struck_at = at
    person.save(update_fields=["struck_at"])
    register.write(what, film=person.film, participant=person, by=by, at=at)
    effects.ask(task=TELL, key=f"participant_struck:{person.pk}", at=at, film_id=person.film_id)


@transaction.atomic
def record_consent(
    *,
    participant: Participant,
    scope: Scope,
    given_on: datetime.date,
    seen_final_cut_on: datetime.date,
    expires_on: datetime.date | None = None,
    course: Page | None = None,
    as_adult: bool = False,
    capacity_considered: bool,
    taken_by_independent_of_care: bool,
    paper: dict[str, str],
    by,
    at: datetime.datetime,
) -> Consent:
    """Write down that somebody agreed: for 24 months, or until another day within 36. It takes the place of any before.

    `paper` holds what may name somebody: taken_by, contact_route, document_ref.
    """
    participant = Participant.objects.select_for_update().select_related("film").get(pk=participant.pk)
    course = course if scope == Scope.THIS_COURSE else None
    expires_on = expires_on or given_on + relativedelta(months=MONTHS)
    if participant.struck_at:
        raise ConsentRefused(STRUCK, field="scope")
    _refuse_days(given_on, seen_final_cut_on, expires_on, today=timezone.localdate(at))
    _refuse_person(participant, given_on, as_adult)
    if scope == Scope.THIS_COURSE and course is None:
        raise ConsentRefused(NO_COURSE, field="course")
    if not capacity_considered:
        raise ConsentRefused(NOT_CONSIDERED, field="capacity_considered")
    for field, words in NO_PAPER.items():
        if not paper.get(field, "").strip():
            raise ConsentRefused(words, field=field)
    consent = Consent.objects.create(
        participant=participant,
        scope=scope,
        course=course,
        given_on=given_on,
        review_on=max(given_on, _end(participant, expires_on, as_adult) - REVIEW_BEFORE),
        expires_on=expires_on,
        seen_final_cut_on=seen_final_cut_on,
        capacity_considered=capacity_considered,
        taken_by_independent_of_care=taken_by_independent_of_care,
        as_adult=as_adult,
        recorded_at=at,
    )
    ConsentPaper.objects.create(consent=consent, **paper)
    film = participant.film
    register.write(What.CONSENTED, film=film, participant=participant, consent=consent, by=by, at=at)
    effects.ask(task=TELL, key=f"consent_recorded:{consent.pk}", at=at, film_id=film.pk)
    _plan(consent, at=at)
    return consent


@transaction.atomic
def withdraw(
    *, participant: Participant, told_on: datetime.date, route: str, by, at: datetime.datetime
) -> Withdrawal:
    """Take back what somebody agreed to, from this moment on. No reason is asked. Again: the first stands."""
    if told_on > timezone.localdate(at):
        raise ConsentRefused(TOLD_TO_COME, field="told_on")
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    last = person.consents.order_by("-pk").first()
    since = person.withdrawals.order_by("-at", "-pk")
    if last:
        since = since.filter(at__gte=last.recorded_at)
    if first := since.first():
        return first
    withdrawal = Withdrawal.objects.create(
        participant=person, at=at, told_on=told_on, route=route, received_by=by
    )
    film = person.film
    register.write(What.WITHDRAWN, film=film, participant=person, withdrawal=withdrawal, by=by, at=at)
    effects.ask(task=TELL, key=f"consent_withdrawn:{withdrawal.pk}", at=at, film_id=film.pk)
    return withdrawal


def write_fictional(*, film, by, at: datetime.datetime) -> None:
    """Keep that somebody has said anew whether a film is fictional: never while people are listed."""
    refuse_fiction(film)
    what = What.FICTIONAL if film.is_fictional else What.REAL
    change = register.write(what, film=film, by=by, at=at)
    effects.ask(task=TELL, key=f"fictional_said:{change.pk}", at=at, film_id=film.pk)


def refuse_fiction(film) -> None:
    """Raise ConsentRefused for a film that is said to be fictional and has people listed."""
    if film.is_fictional and film.participants.listed().exists():
        raise ConsentRefused(HAS_PEOPLE, field="is_fictional")


def write_replaced(*, film, by, at: datetime.datetime) -> None:
    """Keep that a film of real people has another file: what they agreed to was the one before."""
    register.write(What.REPLACED, film=film, by=by, at=at)


def _own_label(film, label: str, participant: Participant | None = None) -> str:
    label = " ".join(label.split())
    if film.participants.listed().filter(label=label).exclude(pk=participant and participant.pk).exists():
        raise ConsentRefused(SAME_LABEL, field="label")
    return label


def _refuse_days(given_on, seen_on, expires_on, *, today: datetime.date) -> None:
    if given_on > today:
        raise ConsentRefused(TO_COME, field="given_on")
    if seen_on > today:
        raise ConsentRefused(CUT_TO_COME, field="seen_final_cut_on")
    if expires_on <= given_on:
        raise ConsentRefused(TOO_SHORT, field="expires_on")
    last = given_on + relativedelta(months=MONTHS_AT_MOST)
    if expires_on > last:
        raise ConsentRefused(TOO_LONG.format(day=date_format(last)), field="expires_on")


def _refuse_person(person: Participant, given_on: datetime.date, as_adult: bool) -> None:
    withdrawn = person.withdrawals.order_by("-at", "-pk").first()
    if withdrawn and given_on < timezone.localdate(withdrawn.at):
        raise ConsentRefused(
            WITHDRAWN.format(day=date_format(timezone.localdate(withdrawn.at))), field="given_on"
        )
    if as_adult and not person.is_adult(given_on):
        raise ConsentRefused(NOT_ADULT, field="as_adult")
    if person.turns_18_on and person.is_adult(given_on) and not as_adult:
        raise ConsentRefused(ADULT, field="as_adult")


def _end(person: Participant, expires_on: datetime.date, as_adult: bool) -> datetime.date:
    """The day on which a consent ends: what was agreed for a child, on their eighteenth birthday at the latest."""
    birthday = None if as_adult else person.turns_18_on
    return min(expires_on, birthday or expires_on)


def _plan(consent: Consent, *, at: datetime.datetime) -> None:
    """Ask for what its days bring: a reminder, unless it is due already, and its end."""
    end = _end(consent.participant, consent.expires_on, consent.as_adult)
    asks = {"end": (END, end)}
    if timezone.localdate(at) < consent.review_on < end:
        asks["review"] = (REVIEW, consent.review_on)
    for name, (task, day) in asks.items():
        key = f"consent_{name}:{consent.pk}"
        effects.ask(task=task, key=key, at=at, not_before=midnight(day), consent_id=consent.pk)
