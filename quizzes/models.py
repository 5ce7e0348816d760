"""Every model of quizzes, by the page that holds it. Each has one writer: attempts.py, publishing.py and bank.py, and for
what stands beside an attempt accommodations.py, flags.py, granting.py, keeping.py and regrading.py; for surveys
surveys/answering.py.
"""

from quizzes.attempts.accommodations import Accommodation
from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.attempts.flags import Flag
from quizzes.attempts.responses import Response, TypedWords
from quizzes.attempts.tries import ExtraAttempt, ExtraAttemptReason
from quizzes.attempts.unfinished import AnswerDraft
from quizzes.bank.bank import BankQuestion
from quizzes.pages import QuizPage
from quizzes.questions import QuestionVersion
from quizzes.regrades.regrades import CoveredVersion, Regrade, RegradeMark, RegradeReason, RegradeUndo
from quizzes.surveys.answers import SurveyAnswered, SurveySheet, SurveyTally
from quizzes.surveys.pages import SurveyPage
from quizzes.versions import Quiz, QuizQuestion, QuizVersion

__all__ = [
    "Accommodation",
    "AnswerDraft",
    "Attempt",
    "AttemptQuestion",
    "BankQuestion",
    "CoveredVersion",
    "ExtraAttempt",
    "ExtraAttemptReason",
    "Flag",
    "QuestionVersion",
    "Quiz",
    "QuizPage",
    "QuizQuestion",
    "QuizVersion",
    "Regrade",
    "RegradeMark",
    "RegradeReason",
    "RegradeUndo",
    "Response",
    "SurveyAnswered",
    "SurveyPage",
    "SurveySheet",
    "SurveyTally",
    "TypedWords",
]
