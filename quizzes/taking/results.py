"""What the pages say of a quiz: how someone stands with it, and what came of an attempt."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from learning.records import refreshers
from learning.records.counting import counted, parts_in_words
from learning.records.models import Certificate, Enrolment
from learning.records.pages import Activity, neighbours
from quizzes.attempts.accommodations import time_for
from quizzes.attempts.answers import Attempt
from quizzes.attempts.choosing import drawn_now
from quizzes.attempts.timing import Allowed
from quizzes.attempts.tries import Tries, tries_after, tries_at
from quizzes.bank.drawing import Candidate
from quizzes.marking import scores
from quizzes.versions import QuizVersion

RESULTS_SHOWN = 10


@dataclass(frozen=True)
class Standing:
    """A quiz before it is taken: what it asks, and what this person has done with it.

    `needed` is in words, such as "8 right" or "7.2 of 9 marks", and empty where nothing is marked.
    """

    questions: int
    marked: int
    needed: str
    open_attempt: Attempt | None
    results: list[Attempt]
    tries: Tries
    time: Allowed | None
    is_formative: bool

    @property
    def may_start(self) -> bool:
        return bool(self.open_attempt) or self.tries.may_start

    @property
    def action(self) -> str:
        if self.open_attempt:
            return "Continue"
        return "Try again" if self.results else "Start the quiz"

    @property
    def rows(self) -> list[dict]:
        """The results as rows.html takes them."""
        return [
            {
                "title": score_line(attempt),
                "note": date_format(timezone.localtime(attempt.submitted_at), "DATETIME_FORMAT"),
                "url": attempt.result_url,
                "word": "Passed" if attempt.passed else "Not yet",
                "kind": "done" if attempt.passed else "plain",
            }
            for attempt in self.results
        ]


def standing(quiz_id: int | None, learner) -> Standing:
    """How someone stands with a quiz, with the last RESULTS_SHOWN results, newest first."""
    version = QuizVersion.objects.with_question_count().latest_of(quiz_id)
    attempts = Attempt.objects.none()
    if learner.is_authenticated:
        own = Attempt.objects.of(learner).filter(quiz=quiz_id)
        attempts = own.with_answered().as_it_stands().select_related("quiz_version").latest_first()
    last = list(attempts[: RESULTS_SHOWN + 1])
    open_attempt = next((attempt for attempt in last if attempt.is_open), None)
    in_force = open_attempt.quiz_version if open_attempt else version
    drawn = drawn_now(version) if version else []
    questions = version.asks(version.question_count) + len(drawn) if version else 0
    marked = version.asks(version.marked_count) + len(drawn) if version else 0
    return Standing(
        questions=questions,
        marked=marked,
        needed=_needed(version, marked, drawn, of=questions) if marked else "",
        open_attempt=open_attempt,
        results=[attempt for attempt in last if not attempt.is_open][:RESULTS_SHOWN],
        tries=tries_at(version, learner=learner, used=last[0].number if last else 0),
        time=time_for(learner, version.time_limit_minutes)
        if version and version.time_limit_minutes
        else None,
        is_formative=bool(in_force and in_force.is_formative),
    )


def _needed(version: QuizVersion, marked: int, drawn: list[Candidate], *, of: int) -> str:
    """Marks, where parts of them can be had or some of the questions are not marked; else how many must be right."""
    in_parts = version.gives_parts or any(one.gives_parts for one in drawn)
    least = scores.in_words(scores.needed(marked, version.pass_mark_pct, in_parts=in_parts))
    return f"{least} of {counted(marked, 'mark')}" if in_parts or marked != of else f"{least} right"


def score_line(attempt: Attempt) -> str:
    """7.5 of 10; where nothing is marked, that it was sent."""
    return f"{attempt.score_words} of {attempt.out_of}" if attempt.is_marked else "Sent"


@dataclass(frozen=True)
class Outcome:
    """What a result leads to: a certificate, the next part, or another try."""

    attempt: Attempt
    course: Page
    next: dict | None
    certificate: Certificate | None
    left: int
    can_retake: bool
    tries: Tries

    @property
    def trail(self) -> list[dict]:
        """Breadcrumbs."""
        pages = (self.course, self.attempt.activity)
        return [{"title": page.title, "url": page.url} for page in pages]

    @property
    def heading(self) -> str:
        attempt = self.attempt
        if not attempt.passed:
            return f"Not yet: {self._had}, and you need {attempt.needed}"
        if not attempt.is_marked:
            return (
                "Your answers are in, and the course is completed"
                if self.certificate
                else "Your answers are in"
            )
        if self.certificate:
            return "You have passed, and completed the course"
        return f"You have passed, with {attempt.score_words} out of {attempt.out_of}"

    @property
    def _had(self) -> str:
        """Marks, where parts of them can be had or were; else how many were right."""
        attempt = self.attempt
        if attempt.gives_parts or attempt.score_now % scores.FULL:
            return f"{attempt.score_words} of {counted(attempt.out_of, 'mark')}"
        return f"{attempt.score_words} right"

    @property
    def words(self) -> str:
        if self.attempt.passed:
            return f"Passed. You needed {self.attempt.needed}."
        return "You can try again now, or later." if self.can_retake else self.tries.refusal

    @property
    def text(self) -> str:
        """The author's words, and until when the certificate lasts, or how much is left before it."""
        version = self.attempt.quiz_version
        if not self.attempt.passed:
            return " ".join(
                words for words in (version.on_miss or self._tries_words, self._asked_words) if words
            )
        lasts = self.certificate and self.certificate.expires_on
        until = f"Your certificate lasts until {date_format(lasts)}." if lasts else ""
        return " ".join(words for words in (version.on_pass, until, self._left_words) if words)

    @property
    def _tries_words(self) -> str:
        if self.tries.left is None:
            return "There is no limit, and nobody at work is told how many tries you take."
        return self.tries.words if self.tries.left else ""

    @property
    def _asked_words(self) -> str:
        """What a renewal that began with being assessed asks for now."""
        if not self.left:
            return ""
        return f"Your renewal asks for {parts_in_words(self.left)} now, this quiz among them. The page of the course lists them."

    @property
    def _left_words(self) -> str:
        if not self.left:
            return ""
        verb = "is" if self.left == 1 else "are"
        return f"{parts_in_words(self.left).capitalize()} of this course {verb} left before your certificate."


def outcome(attempt: Attempt, activity: Activity, enrolment: Enrolment | None) -> Outcome:
    """The certificate is the one of the learner's latest enrolment, once the whole course is done."""
    done = attempt.passed and enrolment is not None and enrolment.completed_at is not None
    left, tries = 0, tries_after(attempt)
    is_assessed = enrolment is not None and refreshers.is_open(enrolment)
    if enrolment and not done and (attempt.passed or is_assessed):
        left = refreshers.parts_left(activity.programme(), enrolment).count()
    return Outcome(
        attempt=attempt,
        course=enrolment.course if enrolment else activity.course_page(),
        next=neighbours(activity).next if attempt.passed and not is_assessed else None,
        certificate=enrolment.certificate if done else None,
        left=left,
        can_retake=tries.may_start and activity.open_to(attempt.learner),
        tries=tries,
    )
