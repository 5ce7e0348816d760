"""What the pages say of a quiz: how someone stands with it, and what came of an attempt."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from learning.records.counting import parts_in_words
from learning.records.models import Certificate, Enrolment
from learning.records.pages import Activity, address, neighbours, parts_below
from quizzes.answers import Attempt, AttemptQuestion
from quizzes.choosing import drawn_now
from quizzes.drawing import Candidate
from quizzes.marking import scores
from quizzes.marking.kinds import CHOICES, Kind
from quizzes.marking.scores import FULL
from quizzes.versions import QuizVersion

RESULTS_SHOWN = 10


@dataclass(frozen=True)
class Standing:
    """A quiz before it is taken: what it asks, and what this person has done with it.

    `needed` is in words, and empty where nothing is marked.
    """

    questions: int
    marked: int
    needed: str
    open_attempt: Attempt | None
    results: list[Attempt]

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
        attempts = Attempt.objects.of(learner).filter(quiz=quiz_id).with_answered().latest_first()
    last = list(attempts[: RESULTS_SHOWN + 1])
    drawn = drawn_now(version) if version else []
    questions = version.asks(version.question_count) + len(drawn) if version else 0
    marked = version.asks(version.marked_count) + len(drawn) if version else 0
    return Standing(
        questions=questions,
        marked=marked,
        needed=_needed(version, marked, drawn) if marked else "",
        open_attempt=next((attempt for attempt in last if attempt.is_open), None),
        results=[attempt for attempt in last if not attempt.is_open][:RESULTS_SHOWN],
    )


def _needed(version: QuizVersion, marked: int, drawn: list[Candidate]) -> str:
    in_parts = version.gives_parts or any(one.gives_parts for one in drawn)
    return scores.in_words(scores.needed(marked, version.pass_mark_pct, in_parts=in_parts))


def score_line(attempt: Attempt) -> str:
    """7.5 of 10; where nothing is marked, that it was sent."""
    return f"{attempt.score_words} of {attempt.out_of}" if attempt.is_marked else "Sent"


BETTER = {
    Kind.JUDGEMENT: "What the panel said",
    Kind.RANKING: "The panel's order",
    Kind.OBSERVATION: "What the panel said",
    Kind.ORDERING: "The order",
    Kind.REFLECTION: "One answer, from the course team",
}


@dataclass(frozen=True)
class Answered:
    """One question of a submitted attempt, with what may be said of it now."""

    question: AttemptQuestion
    lesson: "Lesson | None" = None

    @property
    def version(self):
        return self.question.question_version

    @property
    def is_marked(self) -> bool:
        return self.version.is_marked

    @property
    def earned(self) -> int:
        """Hundredths of its mark."""
        return self.question.answer.earned if self.question.answer else 0

    @property
    def is_right(self) -> bool:
        return self.is_marked and self.earned == FULL

    @property
    def mark_kind(self) -> str:
        """How its word looks: right, wrong or none."""
        return {True: "right", False: "wrong"}[self.is_right] if self.is_marked else "none"

    @property
    def word(self) -> str:
        """In words, beside the icon."""
        if not self.question.answer:
            return "Not answered"
        if not self.is_marked:
            return "Not marked"
        if self.is_right:
            return "Right"
        if self.earned:
            return f"In part: {scores.in_words(self.earned)} of a mark"
        return "Not quite all of it" if self._has_some else "Not this one"

    @property
    def _has_some(self) -> bool:
        """Whether some of what was chosen is right, where that earns nothing."""
        given = self.question.given
        return bool(self.version.kind in CHOICES and given and set(given) & self.version.key.right)

    @property
    def about(self) -> list[str]:
        """The words about what was answered, then the explanation."""
        given = self.question.given
        said = [] if given is None else self.question.shape.about(given)
        return [words for words in [*said, self.version.explanation] if words]

    @property
    def better(self) -> list[str]:
        """A better answer, for whoever missed it; and beside what is not marked."""
        return [] if self.is_right else self.question.shape.best()

    @property
    def better_heading(self) -> str:
        return BETTER.get(Kind(self.version.kind), "A better answer")


@dataclass(frozen=True)
class Lesson:
    """A part of the course that questions point back to."""

    title: str
    url: str
    position: int
    missed: int

    @property
    def note(self) -> str:
        return f"Part {self.position}. " + (
            "1 question that you missed is about this part."
            if self.missed == 1
            else f"{self.missed} of the questions that you missed are about this part."
        )


@dataclass(frozen=True)
class Review:
    """Everything about a submitted attempt, from its own frozen rows. Only lessons are looked up now."""

    attempt: Attempt
    missed: list[Answered]
    right: list[Answered]
    unmarked: list[Answered]
    lessons: list[Lesson]

    @property
    def missed_heading(self) -> str:
        if self.attempt.passed:
            return "What you may want to look at again"
        return (
            f"The {len(self.missed)} questions, and why" if len(self.missed) > 1 else "The question, and why"
        )


def review(attempt: Attempt, activity: Activity) -> Review:
    """What came of an attempt, and which parts would help most: the most missed come first."""
    questions = list(attempt.questions.in_order().with_answer())
    missed = Counter(one.version.lesson_id for one in map(Answered, questions) if _is_missed(one))
    lessons = _lessons(activity, missed)
    answered = [
        Answered(question, lessons.get(question.question_version.lesson_id)) for question in questions
    ]
    return Review(
        attempt=attempt,
        missed=[one for one in answered if _is_missed(one)],
        right=[one for one in answered if one.is_right],
        unmarked=[one for one in answered if not one.is_marked],
        lessons=sorted(lessons.values(), key=lambda lesson: (-lesson.missed, lesson.position)),
    )


def _is_missed(one: Answered) -> bool:
    return one.is_marked and not one.is_right


def _lessons(activity: Activity, missed: Counter) -> dict[int, Lesson]:
    """The live parts of this course that missed questions point to."""
    parts = list(parts_below(activity.course_path))
    return {
        part.pk: Lesson(
            title=part.title, url=address(part.url_path), position=position, missed=missed[part.pk]
        )
        for position, part in enumerate(parts, start=1)
        if part.pk in missed
    }


@dataclass(frozen=True)
class Outcome:
    """What a result leads to: a certificate, the next part, or another try."""

    attempt: Attempt
    course: Page
    next: dict | None
    certificate: Certificate | None
    left: int
    can_retake: bool

    @property
    def trail(self) -> list[dict]:
        """Breadcrumbs."""
        pages = (self.course, self.attempt.activity)
        return [{"title": page.title, "url": page.url} for page in pages]

    @property
    def heading(self) -> str:
        attempt = self.attempt
        if not attempt.passed:
            return f"Not yet: {attempt.score_words} right, and you need {attempt.needed}"
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
    def words(self) -> str:
        if self.attempt.passed:
            return f"Passed. You needed {self.attempt.needed}."
        return "You can try again now, or later."

    @property
    def text(self) -> str:
        """The author's words, and until when the certificate lasts, or how much is left before it."""
        version = self.attempt.quiz_version
        if not self.attempt.passed:
            return version.on_miss or "There is no limit, and nobody at work is told how many tries you take."
        lasts = self.certificate and self.certificate.expires_on
        until = f"Your certificate lasts until {date_format(lasts)}." if lasts else ""
        return " ".join(words for words in (version.on_pass, until, self._left_words) if words)

    @property
    def _left_words(self) -> str:
        if not self.left:
            return ""
        verb = "is" if self.left == 1 else "are"
        return f"{parts_in_words(self.left).capitalize()} of this course {verb} left before your certificate."


def outcome(attempt: Attempt, activity: Activity, enrolment: Enrolment | None) -> Outcome:
    """The certificate is the one of the learner's latest enrolment, once the whole course is done."""
    done = attempt.passed and enrolment is not None and enrolment.completed_at is not None
    left = 0
    if attempt.passed and enrolment and not done:
        left = activity.course_page().specific.activities_left(enrolment).count()
    return Outcome(
        attempt=attempt,
        course=enrolment.course if enrolment else activity.course_page(),
        next=neighbours(activity).next if attempt.passed else None,
        certificate=enrolment.certificate if done else None,
        left=left,
        can_retake=activity.open_to(attempt.learner),
    )
