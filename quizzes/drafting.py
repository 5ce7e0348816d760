"""The writer of pasted questions: they go to the end of a quiz's draft, and nothing is published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.models import Page

from learning.site.sources import Source
from quizzes.blocks import QuestionBlocks
from quizzes.limits import QUESTIONS_MAX
from quizzes.pages import QuizPage
from quizzes.pasted import Question
from quizzes.questions import Kind, Level


class QuizIsFull(Exception):
    """The quiz would have more questions than one may have. Nothing was written."""


@dataclass(frozen=True)
class Added:
    """How many were added, and how many were there already, word for word."""

    count: int
    there: int


@transaction.atomic
def add_questions(*, page: QuizPage, questions: Sequence[Question], by) -> Added:
    """Put questions after those of the latest draft, as a new revision. Those already in it are left out, so that
    sending the same twice adds them once.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    there = {_words(child.value) for child in draft.questions}
    new = [child for child in as_blocks(questions) if _words(child.value) not in there]
    room = QUESTIONS_MAX - len(draft.questions)
    if len(new) > room:
        raise QuizIsFull(
            f"A quiz can hold {QUESTIONS_MAX} questions. This one has room for {max(room, 0)} more, "
            f"and these are {len(new)}. Take some out."
        )
    if new:
        draft.questions.extend((child.block_type, child.value) for child in new)
        draft.save_revision(user=by, log_action=True, clean=False)
    return Added(count=len(new), there=len(questions) - len(new))


def as_blocks(questions: Iterable[Question]) -> StreamValue:
    """Pasted questions as a quiz holds them. Their sources must be known."""
    questions = list(questions)
    pks = {code.lower(): pk for code, pk in Source.objects.values_list("code", "pk")}
    return QuestionBlocks().to_python(
        [
            {"type": _kind(one).value, "value": _value(one, pks), "id": f"pasted-{number}"}
            for number, one in enumerate(questions, start=1)
        ]
    )


def _kind(question: Question) -> Kind:
    return Kind.MULTIPLE if question.is_multiple else Kind.SINGLE


def _value(question: Question, pks: dict[str, int]) -> dict:
    return {
        "situation": question.situation,
        "stem": question.stem,
        "options": [
            {"text": answer.text, "is_right": answer.is_right, "feedback": answer.feedback}
            for answer in question.answers
        ],
        "explanation": question.explanation,
        "sources": [pks[code.lower()] for code in question.sources],
        "shuffle_options": True,
        **({"scheme": "all"} if question.is_multiple else {}),
        "code": "",
        "level": Level.CORE.value,
        "lesson": None,
    }


def _words(value) -> tuple:
    """What makes two questions the same to whoever reads them."""
    return (
        value["situation"],
        value["stem"],
        tuple(option["text"] for option in value.get("options", []) if option["text"]),
    )
