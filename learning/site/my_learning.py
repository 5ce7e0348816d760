"""What My learning says to one person: where to go on, what is begun, what is done."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from learning.records.certificates import Certificate
from learning.records.changes import Change, changes_for
from learning.records.counting import counted, minutes_in_words
from learning.records.enrolments import Enrolment, Route
from learning.records.pages import address
from learning.site.progress import Progress, progress_of

TAKEN_DOWN = "This course has been taken down. What you have done is kept."
ALL_DONE = "You have completed every part that is open now. The course team is changing this course."
NO_PARTS = "This course has no parts at the moment. The course team is changing it."


def enrolments_of(person) -> models.QuerySet:
    """Their latest period on each course: what is begun first, then what is done, newest first."""
    return (
        Enrolment.objects.of(person)
        .current()
        .with_changed()
        .select_related("course", "certificate", "certificate__revocation")
        .order_by(F("completed_at").desc(nulls_first=True), "-enrolled_at", "-pk")
    )


@dataclass(frozen=True)
class Going:
    """Where to go on, in one click."""

    title: str
    course: str
    url: str
    action: str
    stopped: str
    done: int
    total: int
    label: str
    has_begun: bool
    changes: list[Change]


@dataclass(frozen=True)
class Row:
    """A course that someone takes or has taken. Without url: it was taken down."""

    title: str
    url: str | None
    note: str
    word: str
    kind: str
    certificate_url: str | None = None
    renew_url: str | None = None


@dataclass(frozen=True)
class Learning:
    """What someone is in the middle of, what is due to be renewed, what else they joined, and what is done."""

    going: Going | None
    due: list[Row]
    begun: list[Row]
    completed: list[Row]


def learning(enrolments: list[Enrolment], *, today: datetime.date) -> Learning:
    """The page for some enrolments. Three queries, and one more where a course has changed."""
    begun = [one for one in enrolments if one.completed_at is None]
    progress, changes = progress_of(begun), changes_for(begun)
    going = next_up(begun, progress)
    done = [completed_row(one, today=today) for one in enrolments if one.completed_at]
    return Learning(
        going=_going(going, progress[going.pk], changes.get(going.pk, [])) if going else None,
        begun=[
            _begun_row(one, progress[one.pk], changes.get(one.pk, [])) for one in begun if one is not going
        ],
        due=[row for row in done if row.renew_url],
        completed=[row for row in done if not row.renew_url],
    )


def next_up(begun: list[Enrolment], progress: dict[int, Progress]) -> Enrolment | None:
    """The course whose part was opened last; else the one joined last that has parts left."""
    able = [one for one in begun if one.course.live and progress[one.pk].left]
    seen = [one for one in able if progress[one.pk].last]
    if seen:
        return max(seen, key=lambda one: progress[one.pk].last.seen_at)
    return able[0] if able else None


def _going(enrolment: Enrolment, progress: Progress, changes: list[Change]) -> Going:
    last = progress.last
    if enrolment.route == Route.ASSESS_FIRST:
        return _renewing(enrolment, progress, changes)
    part = last.part if last else progress.left[0]
    url = address(part.url_path)
    return Going(
        title=f"{part.part_word}: {part.title}",
        course=enrolment.course.title,
        url=f"{url}#{last.position}" if last and last.position else url,
        action=f"{'Continue' if last else 'Start'} the {part.part_word.lower()}",
        stopped=stopped_at(last.position) if last else "",
        done=len(progress.parts) - len(progress.left),
        total=len(progress.parts),
        label=f"{progress.words}. About {minutes_in_words(progress.minutes_left)} left.",
        has_begun=bool(last or progress.done),
        changes=changes,
    )


def _renewing(enrolment: Enrolment, progress: Progress, changes: list[Change]) -> Going:
    """A renewal that began with being assessed: its course's page says what is asked for."""
    return Going(
        title=f"Renewal: {enrolment.course.title}",
        course=enrolment.course.title,
        url=address(enrolment.course.url_path),
        action="Go on with the renewal",
        stopped="",
        done=len(progress.parts) - len(progress.left),
        total=len(progress.parts),
        label=f"{progress.words}. Your renewal may ask for fewer parts.",
        has_begun=bool(progress.last or progress.done),
        changes=changes,
    )


def stopped_at(position: str) -> str:
    """Where someone was in a film, in words; a place on a page needs none. `t=38` is 38 seconds."""
    name, _, seconds = position.partition("=")
    if name != "t" or not seconds.isdecimal():
        return ""
    minutes, rest = divmod(int(seconds), 60)
    words = [minutes_in_words(minutes)] * bool(minutes) + [counted(rest, "second")] * bool(rest)
    return f"You stopped at {' '.join(words)}." if words else ""


def _begun_row(enrolment: Enrolment, progress: Progress, changes: list[Change]) -> Row:
    course = enrolment.course
    if not course.live:
        return Row(course.title, None, TAKEN_DOWN, "Taken down", "grey")
    note = f"{progress.words}."
    if not progress.left:
        note = f"{note} {ALL_DONE}" if progress.parts else NO_PARTS
    note = " ".join([note, *(change.words for change in changes[:1])])
    has_begun = progress.done or progress.last
    word, kind = ("In progress", "progress") if has_begun else ("Not started", "plain")
    return Row(course.title, address(course.url_path), note, word, kind)


def completed_row(enrolment: Enrolment, *, today: datetime.date) -> Row:
    course, certificate = enrolment.course, enrolment.certificate
    word, kind = certificate_words(certificate, today=today)
    may_renew = course.live and certificate.may_be_renewed(today)
    note = f"Completed {date_format(timezone.localdate(enrolment.completed_at))}."
    return Row(
        title=course.title,
        url=address(course.url_path) if course.live else None,
        note=note if course.live else f"{note} {TAKEN_DOWN}",
        word=word,
        kind=kind,
        certificate_url=reverse("certificate", args=[certificate.pk]),
        renew_url=reverse("renew", args=[course.pk]) if may_renew else None,
    )


@dataclass(frozen=True)
class CertificateRow:
    """A certificate in the list. Without pdf_url: it was withdrawn, and is no longer given out."""

    title: str
    url: str
    pdf_url: str | None
    about: str
    note: str
    word: str
    kind: str


def certificate_row(certificate: Certificate, *, today: datetime.date) -> CertificateRow:
    """Needs with_details()."""
    word, kind = certificate_words(certificate, today=today)
    is_withdrawn = certificate.status(today) == Certificate.Status.REVOKED
    awarded_on = date_format(certificate.awarded_on)
    participatory = certificate.minutes_participatory
    return CertificateRow(
        title=certificate.course_title,
        url=reverse("certificate", args=[certificate.pk]),
        pdf_url=None if is_withdrawn else reverse("certificate_pdf", args=[certificate.pk]),
        about=f"{certificate.course_title}, {awarded_on}",
        note=f"Awarded {awarded_on}. {minutes_in_words(certificate.minutes)}, {participatory} of them participatory.",
        word=word,
        kind=kind,
    )


def certificate_words(certificate: Certificate, *, today: datetime.date) -> tuple[str, str]:
    """How a certificate stands, in words, and the kind of status that is (see components/status.html)."""
    status = certificate.status(today)
    if status == Certificate.Status.REVOKED:
        withdrawn_on = timezone.localdate(certificate.revocation.revoked_at)
        return f"Withdrawn by the issuer on {date_format(withdrawn_on)}", "grey"
    if certificate.expires_on is None:
        return "Completed", "done"
    end = date_format(certificate.expires_on)
    if status == Certificate.Status.EXPIRED:
        return f"Expired on {end}", "overdue"
    if certificate.may_be_renewed(today):
        return f"Renew by {end}", "soon"
    return f"Valid until {end}", "done"
