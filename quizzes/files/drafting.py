"""The writer of pasted and imported questions: they go to the end of a quiz's draft, and nothing is published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.models import Page

from learning.records.counting import questions_in_words
from learning.site.sources import Source
from quizzes.blocks import QuestionBlocks
from quizzes.files.pasted import Question
from quizzes.limits import QUESTIONS_MAX
from quizzes.pages import QuizPage
from quizzes.questions import Kind, Level

ANSWER_FIELDS = ("options", "pairs", "extra_answers", "items", "accepted")
TEXT_FIELDS = ("text", "prompt", "answer", "value")


class QuizIsFull(Exception):
    """The quiz would have more questions than one may have. Nothing was written."""


@dataclass(frozen=True)
class Added:
    """How many were added, and how many were there already, word for word."""

    count: int
    there: int

    @property
    def words(self) -> str:
        """What happened, in a sentence or two."""
        said = []
        if self.count:
            said.append(f"{questions_in_words(self.count)} added to the draft. Nothing is published yet.")
        if self.there:
            said.append(f"{questions_in_words(self.there)} already in it, so not added again.")
        return " ".join(said)


def add_questions(*, page: QuizPage, questions: Sequence[Question], by) -> Added:
    """Put pasted questions into the draft."""
    return add_blocks(page=page, asked=as_blocks(questions), by=by)


@transaction.atomic
def add_blocks(*, page: QuizPage, asked: StreamValue, by) -> Added:
    """Put questions after those of the latest draft, as a new revision. Those already in it are left out, so that
    sending the same twice adds them once.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    there = {words_of_block(child.value) for child in draft.questions}
    new = [child for child in asked if words_of_block(child.value) not in there]
    room = QUESTIONS_MAX - len(draft.questions)
    if len(new) > room:
        raise QuizIsFull(
            f"A quiz can hold {QUESTIONS_MAX} questions. This one has room for {max(room, 0)} more, "
            f"and these are {len(new)}. Take some out."
        )
    if new:
        draft.questions.extend((child.block_type, child.value) for child in new)
        draft.save_revision(user=by, log_action=True, clean=False)
    return Added(count=len(new), there=len(asked) - len(new))


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


def words_of_block(value) -> tuple:
    """What makes two questions the same to whoever reads them: what is asked, and the answers of its kind."""
    answers = {name: value.get(name) for name in ANSWER_FIELDS}
    return (value["situation"], value["stem"], *(_texts(rows) for rows in answers.values()))


def _texts(rows) -> tuple:
    """The words of answers; one left empty says nothing."""
    told = [
        [row[name] for name in TEXT_FIELDS if row.get(name)] for row in rows or [] if not isinstance(row, str)
    ]
    return (*map(tuple, filter(None, told)), *(row for row in rows or [] if isinstance(row, str) and row))
