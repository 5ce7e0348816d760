"""Every model of quizzes, by the page that holds it. Written by attempts.py and publishing.py alone."""

from quizzes.answers import Attempt, AttemptQuestion, Response, TypedWords
from quizzes.pages import QuizPage
from quizzes.questions import QuestionVersion
from quizzes.versions import Quiz, QuizQuestion, QuizVersion

__all__ = [
    "Attempt",
    "AttemptQuestion",
    "QuestionVersion",
    "Quiz",
    "QuizPage",
    "QuizQuestion",
    "QuizVersion",
    "Response",
    "TypedWords",
]
