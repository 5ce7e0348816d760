"""The one writer of what a quiz asks. Publishing a page writes versions; nothing that was ever asked changes.

The same content is the same row: publishing again without a change writes nothing.
"""

import datetime
import hashlib
import json

from django.db import transaction
from wagtail.models import Page

from learning.site.sources import fill
from quizzes.questions import QuestionVersion
from quizzes.versions import Quiz, QuizQuestion, QuizVersion

TERMS = (
    *("title", "pass_mark_pct", "draw", "shuffle_questions", "on_pass", "on_miss"),
    *("attempts_allowed", "time_limit_minutes"),
)


@transaction.atomic
def publish(*, page, at: datetime.datetime) -> QuizVersion | None:
    """Write what a page asks from now on. None when it has no question that can be asked."""
    Page.objects.select_for_update().get(pk=page.pk)
    questions = _questions(page)
    if not questions:
        return None
    quiz = _quiz(page)
    latest = QuizVersion.objects.latest_of(quiz.pk)
    if latest and _is_same(latest, page, questions):
        return latest
    version = QuizVersion.objects.create(
        quiz=quiz,
        number=latest.number + 1 if latest else 1,
        published_at=at,
        **_terms(page),
    )
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz_version=version, position=position, question_version=question, block=block)
        for position, (question, block) in enumerate(questions, start=1)
    )
    return version


def _terms(page) -> dict:
    """How a page asks, apart from its questions."""
    return {name: getattr(page, name) for name in TERMS}


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
    for block in page.questions:
        content = _content(block)
        if any(option["is_right"] for option in content["options"]):
            question = _question_version(content)
            found.setdefault(question.pk, (question, str(block.id)))
    return list(found.values())


def _is_same(version: QuizVersion, page, questions: list[tuple[QuestionVersion, str]]) -> bool:
    rows = version.quiz_questions.order_by("position").values_list("question_version", "block")
    return all(getattr(version, name) == value for name, value in _terms(page).items()) and list(rows) == [
        (question.pk, block) for question, block in questions
    ]


def _question_version(content: dict) -> QuestionVersion:
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return QuestionVersion.objects.get_or_create(digest=digest, defaults=content)[0]


def _content(block) -> dict:
    """A question block as the fields of a question version."""
    value = block.value
    return {
        "kind": block.block.kind.value,
        "code": value["code"] or "",
        "level": value["level"],
        "situation": value["situation"] or "",
        "stem": value["stem"] or "",
        "options": _options(value["options"]),
        "shuffle_options": bool(value["shuffle_options"]),
        "explanation": value["explanation"] or "",
        "sources": [
            {"code": source.code, "title": source.title, "url": source.url}
            for source in fill(source for source in value["sources"] if source)
        ],
        "lesson_id": value["lesson"].pk if value["lesson"] else None,
    }


def _options(options) -> list[dict]:
    """Options that say something, each under a key made from its words: reordering changes no key."""
    rows = {
        hashlib.sha256(option["text"].encode()).hexdigest()[:12]: option
        for option in options
        if option["text"]
    }
    return [
        {
            "key": key,
            "text": option["text"],
            "is_right": bool(option["is_right"]),
            "feedback": option["feedback"] or "",
        }
        for key, option in rows.items()
    ]
