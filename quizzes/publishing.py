"""The one writer of what a quiz asks. Publishing a page writes versions; nothing that was ever asked changes.

The same content is the same row: publishing again without a change writes nothing.
"""

import datetime
import hashlib
import json
import re
import uuid
from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page

from quizzes.bank.draws import draws_of, kept
from quizzes.questions import QuestionVersion
from quizzes.versions import Quiz, QuizQuestion, QuizVersion

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Fields that questions have had since; empty, they leave the digest of older questions as it was.
ADDED = {"topics", "prompts", "rules"}
TERMS = (
    *("title", "pass_mark_pct", "draw", "shuffle_questions", "on_pass", "on_miss"),
    *("attempts_allowed", "time_limit_minutes", "mode"),
)


@transaction.atomic
def publish(*, page, at: datetime.datetime) -> QuizVersion | None:
    """Write what a page asks from now on. None when it has no question that can be asked."""
    Page.objects.select_for_update().get(pk=page.pk)
    questions = _questions(page)
    if not questions and not draws_of(page):
        return None
    quiz = _quiz(page)
    latest = QuizVersion.objects.latest_of(quiz.pk)
    if latest and _is_same(latest, page, questions):
        return latest
    version = QuizVersion.objects.create(
        quiz=quiz,
        number=latest.number + 1 if latest else 1,
        published_at=at,
        gives_parts=any(question.gives_parts for question, _ in questions),
        **_terms(page),
    )
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz_version=version, position=position, question_version=question, block=block)
        for position, (question, block) in enumerate(questions, start=1)
    )
    return version


def _terms(page) -> dict:
    """How a page asks, apart from its questions."""
    return {name: getattr(page, name) for name in TERMS} | {"draws": kept(draws_of(page))}


def _quiz(page) -> Quiz:
    """The page's quiz, made at its first publishing; its title is the page's."""
    if page.quiz_id is None:
        page.quiz = Quiz.objects.create(title=page.title)
        type(page).objects.filter(pk=page.pk).update(quiz=page.quiz)
    Quiz.objects.filter(pk=page.quiz_id).exclude(title=page.title).update(title=page.title)
    return page.quiz


def _questions(page) -> list[tuple[QuestionVersion, str]]:
    """Each question that can be asked, with the id of its block. The same question twice is asked once."""
    found: dict[int, tuple[QuestionVersion, str]] = {}
    for name, block in zip(names_of(block.id for block in page.questions), page.questions, strict=True):
        if not block.block.problem(block.value):
            question = question_version(block.block.content(block.value))
            found.setdefault(question.pk, (question, name))
    return list(found.values())


def names_of(ids: Iterable[str | None]) -> list[str]:
    """What blocks are counted under: their ids. The browser sends these, so one that is no UUID, or is there twice, is
    given another, the same each time.
    """
    names: list[str] = []
    for place, one in enumerate(ids):
        is_own = UUID.fullmatch(str(one)) and one not in names
        names.append(str(one) if is_own else str(uuid.uuid5(uuid.NAMESPACE_OID, f"{one} {place}")))
    return names


def _is_same(version: QuizVersion, page, questions: list[tuple[QuestionVersion, str]]) -> bool:
    rows = version.quiz_questions.order_by("position").values_list("question_version", "block")
    return all(getattr(version, name) == value for name, value in _terms(page).items()) and list(rows) == [
        (question.pk, block) for question, block in questions
    ]


def question_version(content: dict) -> QuestionVersion:
    """The row of a content, as a block's content() gives it; made when there is none."""
    return QuestionVersion.objects.get_or_create(digest=digest_of(content), defaults=content)[0]


def digest_of(content: dict) -> str:
    """The SHA-256 of a content, in hexadecimal."""
    told = {name: value for name, value in content.items() if value or name not in ADDED}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
