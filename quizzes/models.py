"""Every model of quizzes, by the page that holds it. Written by attempts.py, keeping.py and publishing.py alone."""

from quizzes.answers import Attempt, AttemptQuestion, Response
from quizzes.pages import QuizPage
from quizzes.questions import QuestionVersion
from quizzes.unfinished import AnswerDraft
from quizzes.versions import Quiz, QuizQuestion, QuizVersion

__all__ = [
    "AnswerDraft",
    "Attempt",
    "AttemptQuestion",
    "QuestionVersion",
    "Quiz",
    "QuizPage",
    "QuizQuestion",
    "QuizVersion",
    "Response",
]
