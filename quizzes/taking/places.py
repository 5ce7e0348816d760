"""Where a learner is while they take a quiz, and where the ways from there lead."""

from dataclasses import dataclass

from django.http import HttpRequest

from quizzes.attempts import flags
from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion

CHANGE, AGAIN = "change", "again"
CHECK_ANSWERS, NEXT = "Check your answers", "Next question"


@dataclass(frozen=True)
class Place:
    """At a question of an open attempt, come to from the one before it, or from the list of answers to change one."""

    request: HttpRequest
    attempt: Attempt
    asked: AttemptQuestion

    @property
    def is_change(self) -> bool:
        return CHANGE in self.request.GET

    @property
    def progress(self) -> str:
        return f"Question {self.asked.position} of {self.attempt.asks}. {self.attempt.answered} answered"

    @property
    def here(self) -> str:
        """The question itself, to come back from to where it was come from."""
        return self.asked.change_url if self.is_change else self.attempt.question_url(self.asked.position)

    @property
    def again(self) -> str:
        """The question once more, after what was said of its answer."""
        return f"{self.here}{'&' if '?' in self.here else '?'}{AGAIN}"

    @property
    def onward(self) -> str:
        """The next question; after the last, or when changing an answer, the list of answers. A flag leads nowhere."""
        if flags.pressed(self.request.POST):
            return self.request.get_full_path()
        if self.is_change or self.asked.position == self.attempt.asks:
            return self.attempt.check_url
        return self.attempt.question_url(self.asked.position + 1)

    @property
    def onward_title(self) -> str:
        return CHECK_ANSWERS if self.onward == self.attempt.check_url else NEXT

    def back(self) -> dict:
        """Where the page was come from: url and title."""
        before = self.asked.position - 1
        if self.is_change:
            return {"url": self.attempt.check_url, "title": CHECK_ANSWERS}
        if not before:
            return {"url": self.attempt.activity.get_url(self.request), "title": "About this quiz"}
        return {"url": self.attempt.question_url(before), "title": f"Question {before}"}
