"""Where one person stands on one course: what its page says to them, and the one thing to do next."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from courses.refreshing import NOT_ASKED_FOR, RULE, Refresher, refresher_of, refresher_words
from learning.records.certificates import Certificate
from learning.records.changes import Change, changes_of
from learning.records.counting import minutes_in_words, parts_in_words
from learning.records.enrolments import Enrolment
from learning.records.outline import Outline, Part, Status, outline
from learning.workforce.asks import asked_by


class State(models.TextChoices):
    """Each has a template of its own in templates/courses/standing/."""

    EMPTY = "empty", "No parts yet"
    SIGNED_OUT = "signed_out", "Sign in to start"
    NOT_ENROLLED = "not_enrolled", "Join"
    IN_PROGRESS = "in_progress", "Continue"
    COMPLETED = "completed", "Completed"


KINDS = {Status.NOT_STARTED: "plain", Status.IN_PROGRESS: "progress", Status.COMPLETED: "done"}


@dataclass(frozen=True)
class Standing:
    """A person's place on a course. `today` decides whether a certificate has ended or may be renewed."""

    course: models.Model
    outline: Outline
    enrolment: Enrolment | None
    is_signed_in: bool
    today: datetime.date
    changes: list[Change]
    asked_by: datetime.date | None = None
    refresher: Refresher | None = None
    refresher_words: str = ""

    @property
    def state(self) -> State:
        if self.enrolment and self.enrolment.completed_at:
            return State.COMPLETED
        if not self.outline.total:
            return State.EMPTY
        if self.enrolment:
            return State.IN_PROGRESS
        return State.NOT_ENROLLED if self.is_signed_in else State.SIGNED_OUT

    @property
    def template(self) -> str:
        return f"courses/standing/{self.state}.html"

    @property
    def asked_for(self) -> Outline:
        """The parts that this period asks for."""
        return self.outline if self.refresher is None else self.refresher.asked_for(self.outline)

    @property
    def progress(self) -> str:
        return f"{self.asked_for.done} of {parts_in_words(self.asked_for.total)} completed"

    @property
    def next_part(self) -> Part | None:
        return self.refresher.next_part(self.outline) if self.refresher else self.outline.next_part()

    @property
    def is_begun(self) -> bool:
        return any(part.status != Status.NOT_STARTED for part in self.outline.parts)

    @property
    def completed_on(self) -> str:
        return date_format(timezone.localdate(self.enrolment.completed_at))

    @property
    def certificate(self) -> Certificate | None:
        return getattr(self.enrolment, "certificate", None)

    @property
    def certificate_words(self) -> str:
        """How long the certificate counts, in words; nothing of one that does not expire."""
        if self.certificate is None:
            return ""
        match self.certificate.status(self.today):
            case Certificate.Status.REVOKED:
                return "The issuer withdrew your certificate."
            case Certificate.Status.EXPIRED:
                return f"Your certificate expired on {date_format(self.certificate.expires_on)}."
        if self.certificate.expires_on is None:
            return ""
        if self.certificate.may_be_renewed(self.today):
            return f"Your certificate runs out on {date_format(self.certificate.expires_on)}. Renew it before then."
        words = f"Your certificate is valid until {date_format(self.certificate.expires_on)}."
        return f"{words} {self.asked_words}" if self.may_renew else words

    @property
    def asked_words(self) -> str:
        """Why it may be renewed while it is valid for long yet."""
        asks = "asked you to renew it by" if self.asked_by <= self.today else "asks you to renew it by"
        return f"Your organisation {asks} {date_format(self.asked_by)}."

    @property
    def may_renew(self) -> bool:
        """Whether renewing is offered. records.renew decides again."""
        return bool(self.certificate and self.certificate.may_be_renewed(self.today, asked_by=self.asked_by))

    @property
    def renew_words(self) -> str:
        """The words of its button."""
        is_assessed = self.refresher_words.startswith(RULE)
        return "Renew: start with the quiz" if is_assessed else "Renew: take the course again"

    @property
    def added_words(self) -> str:
        """What has been added since completing; nothing already completed is taken away by it."""
        added = self.outline.total - self.outline.done
        if self.state != State.COMPLETED or not added:
            return ""
        verb = "has" if added == 1 else "have"
        return (
            f"{parts_in_words(added).capitalize()} {verb} been added since you completed this course. "
            "Your certificate is not affected."
        )

    @property
    def join_url(self) -> str:
        return reverse("enrol", args=[self.course.pk])

    @property
    def renew_url(self) -> str:
        return reverse("renew", args=[self.course.pk])

    @property
    def sign_in_url(self) -> str:
        return f"{reverse('account_login')}?next={self.course.get_url()}"

    @property
    def modules(self) -> list[dict]:
        """The parts as task lists, one a module, in order."""
        summaries = self.course.module_summaries()
        groups = groupby(self.outline.parts, key=lambda part: part.module)
        return [
            {
                "title": title,
                "summary": summaries.get(title, ""),
                "id": f"m{number}",
                "tasks": [self._task(part) for part in parts],
            }
            for number, (title, parts) in enumerate(groups, start=1)
        ]

    def _task(self, part: Part) -> dict:
        task = {
            "title": part.title,
            "hint": f"{part.word}, {minutes_in_words(part.minutes)}",
            "icon": part.icon,
            "url": None,
        }
        if part.is_taster and self.is_signed_in and not self.enrolment:
            task |= {"url": part.url, "word": "Try this part"}
        if self.enrolment:
            task |= {"url": part.resume_url, "word": part.status.label, "kind": KINDS[part.status]}
        if self.refresher and part.status != Status.COMPLETED and part.pk not in self.refresher.needed:
            task |= {"word": NOT_ASKED_FOR, "kind": "plain"}
        return task


def standing(course, person, *, today: datetime.date) -> Standing:
    """How someone stands. For a preview give no person."""
    enrolment = None
    if person and person.is_authenticated:
        mine = Enrolment.objects.of(person).on(course).with_changed().latest_first()
        enrolment = mine.select_related("certificate__revocation").first()
    completed = enrolment is not None and enrolment.completed_at is not None
    refresher = refresher_of(course, enrolment)
    return Standing(
        course=course,
        outline=outline(course, enrolment),
        enrolment=enrolment,
        is_signed_in=bool(person and person.is_authenticated),
        today=today,
        changes=changes_of(enrolment),
        asked_by=asked_by(person, course.pk, on=today) if completed else None,
        refresher=refresher,
        refresher_words=refresher_words(course, enrolment, refresher),
    )
