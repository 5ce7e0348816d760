"""The one way to erase what someone wrote in quizzes: rows that attempts.py, keeping.py and surveys/answering.py write."""

from django.db import transaction

from quizzes.attempts.responses import TypedWords
from quizzes.attempts.unfinished import AnswerDraft
from quizzes.surveys.answers import SurveySheet


@transaction.atomic
def erase_words(*, learner) -> int:
    """Blank every word that a person has written in an answer, and return how many answers that was; empty what
    they have begun and not finished; and delete what they said in surveys with their name.

    Marks, scores and times stay as they are: an answer that was handed in keeps what it earned. In an attempt that is
    still open the answer can be written anew. Again: nothing is left to erase.
    """
    AnswerDraft.objects.filter(question__attempt__learner=learner).update(fields={})
    SurveySheet.objects.filter(answered__learner=learner).delete()
    words = TypedWords.objects.filter(response__question__attempt__learner=learner)
    return words.exclude(text="").update(text="")
