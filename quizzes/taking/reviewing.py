"""What is said of each question of an attempt: of all once it is submitted, and at once of one that was checked."""

import copy
from collections import Counter
from dataclasses import dataclass, replace

from learning.records.pages import Activity, address, parts_below
from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.marking import scores
from quizzes.marking.kinds import CHOICES, Kind
from quizzes.marking.scores import FULL
from quizzes.regrades.regrades import RegradeMark
from quizzes.taking.marked_again import History

BETTER = {
    Kind.JUDGEMENT: "What the panel said",
    Kind.RANKING: "The panel's order",
    Kind.OBSERVATION: "What the panel said",
    Kind.ORDERING: "The order",
    Kind.REFLECTION: "One answer, from the course team",
}


@dataclass(frozen=True)
class Answered:
    """One question whose answer may be told of: its attempt is submitted, or it was checked."""

    question: AttemptQuestion
    lesson: "Lesson | None" = None
    again: RegradeMark | None = None

    @property
    def stem(self) -> str:
        return self.question.question_version.stem

    @property
    def version(self):
        """Whose key and words about answers count: its own, or the one by which it was marked again."""
        return self.again.regrade.to_version if self.again else self.question.question_version

    @property
    def _shape(self):
        """With the words of that version, for what was asked of this one."""
        asked = copy.copy(self.question)
        asked.question_version = self.version
        return asked.shape

    @property
    def is_marked(self) -> bool:
        return self.version.is_marked

    @property
    def earned(self) -> int:
        """Hundredths of its mark: as it stands, or as it would be marked now."""
        answer = self.question.answer
        if self.again or answer is None:
            return self.again.earned if self.again else 0
        return self.question.worth if answer.earned is None else answer.earned

    @property
    def is_right(self) -> bool:
        return self.is_marked and self.earned == FULL

    @property
    def mark_kind(self) -> str:
        """How its word looks: right, wrong, or neither."""
        if not self.is_marked or not self.question.answer or 0 < self.earned < FULL:
            return "none"
        return "right" if self.is_right else "wrong"

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
        """The words about what was answered, then the explanation; nothing of what was left.

        Whoever hands in nothing would else read every key of a bank, and then pass.
        """
        if not self.question.answer:
            return []
        given = self.question.given
        said = [] if given is None else self._shape.about(given)
        return [words for words in [*said, self.version.explanation] if words]

    @property
    def better(self) -> list[str]:
        """A better answer, for whoever missed it; and beside what is not marked. None where nothing was answered."""
        return [] if self.is_right or not self.question.answer else self._shape.best()

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
    """Everything about a submitted attempt, from its own frozen rows and what was marked again beside them. Only lessons
    are looked up now.
    """

    attempt: Attempt
    again: list[str]
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


def review(attempt: Attempt, activity: Activity, history: History) -> Review:
    """What came of an attempt as it stands, and which parts would help most: the most missed come first."""
    questions = attempt.questions.in_order().with_answer()
    found = [Answered(question, again=history.standing.get(question.pk)) for question in questions]
    missed = Counter(one.version.lesson_id for one in found if _is_missed(one))
    lessons = _lessons(activity, missed)
    answered = [replace(one, lesson=lessons.get(one.version.lesson_id)) for one in found]
    return Review(
        attempt=attempt,
        again=history.notes,
        missed=[one for one in answered if _is_missed(one)],
        right=[one for one in answered if one.is_right],
        unmarked=[one for one in answered if not one.is_marked],
        lessons=sorted(lessons.values(), key=lambda lesson: (-lesson.missed, lesson.position)),
    )


def checked(question: AttemptQuestion, activity: Activity) -> Answered:
    """One question of an attempt that tells at once, and the part that teaches it when it was missed."""
    one = Answered(question)
    if not _is_missed(one) or one.version.lesson_id is None:
        return one
    return Answered(question, _lessons(activity, Counter([one.version.lesson_id])).get(one.version.lesson_id))


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
