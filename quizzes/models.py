"""Every model of quizzes, by the page that holds it. Written by attempts.py, publishing.py and bank.py alone."""

from quizzes.answers import Attempt, AttemptQuestion, Response, TypedWords
from quizzes.bank import BankQuestion
from quizzes.pages import QuizPage
from quizzes.questions import QuestionVersion
from quizzes.versions import Quiz, QuizQuestion, QuizVersion

__all__ = [
    "Attempt",
    "AttemptQuestion",
    "BankQuestion",
    "QuestionVersion",
    "Quiz",
    "QuizPage",
    "QuizQuestion",
    "QuizVersion",
    "Response",
    "TypedWords",
]
