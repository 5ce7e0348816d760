"""What the page of a course says of a renewal that begins with being assessed."""

from dataclasses import dataclass

from learning.records import refreshers
from learning.records.enrolments import Enrolment, Route
from learning.records.outline import Outline, Part
from learning.records.pages import Programme

NOT_ASKED_FOR = "Not asked for"
RULE = (
    "Show first what you know already. Pass the quiz, and your certificate renews. If you do not pass, only the parts that "
    "your missed questions are about are asked for, and then the quiz again. A question that names no part asks for the "
    "whole module of its quiz or, where the quiz stands there alone, for every part."
)
EACH = " There is more than one quiz: pass each."
MISSED = (
    "You missed some questions, so the parts that they are about are asked for, and then the quiz again. Your certificate "
    "renews when these are done and the quiz is passed."
)
CHANGED = "What this course teaches has changed since your certificate, so renewing takes the whole course this time."


@dataclass(frozen=True)
class Refresher:
    """What an open renewal asks for: keys of parts. `assessments` are those among them that assess."""

    needed: set[int]
    assessments: set[int]

    @property
    def words(self) -> str:
        return MISSED if self.needed > self.assessments else rule(len(self.assessments))

    def asked_for(self, outline: Outline) -> Outline:
        """The parts asked for, in their order, and then what assesses."""
        asked = [part for part in outline.parts if part.pk in self.needed]
        return Outline(sorted(asked, key=lambda part: part.pk in self.assessments))

    def next_part(self, outline: Outline) -> Part | None:
        """The first that is not completed, although the quiz was opened last."""
        return next((part for part in self.asked_for(outline).parts if not part.is_completed), None)


def rule(quizzes: int) -> str:
    return RULE + (EACH if quizzes > 1 else "")


def refresher_of(course: Programme, enrolment: Enrolment | None) -> Refresher | None:
    """None where every part is asked for. No query unless the period began with being assessed."""
    if (needed := refreshers.parts_needed(course, enrolment)) is None:
        return None
    return Refresher(needed, set(course.assessments().values_list("pk", flat=True)))


def refresher_words(course: Programme, enrolment: Enrolment | None, refresher: Refresher | None) -> str:
    """What a renewal asks for, or will, where that is not simply the whole course. Empty for a first completion."""
    if enrolment is None:
        return ""
    if refresher:
        return refresher.words
    if enrolment.completed_at is None:
        return CHANGED if enrolment.route == Route.ASSESS_FIRST else ""
    if course.refresher != Programme.Refresher.ASSESS_FIRST:
        return ""
    if refreshers.route_for(course, enrolment.certificate) == Route.ASSESS_FIRST:
        return rule(course.assessments().count())
    return CHANGED if refreshers.has_changed_since(enrolment.certificate) else ""
