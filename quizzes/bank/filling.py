"""The writer of imported questions into the bank. Those already there, word for word, are left out."""

from dataclasses import dataclass, replace

from django.db import transaction
from wagtail.blocks import StreamValue

from quizzes.bank import bank
from quizzes.bank.bank import BankQuestion, BankRefused
from quizzes.files import pictures
from quizzes.files.drafting import words_of_block
from quizzes.files.imports import Import, pictures_of
from quizzes.interchange.questions import Item, Reading
from quizzes.limits import TOPIC_CHARS


@dataclass(frozen=True)
class Filled:
    """How many were put in, how many of them stayed drafts although they were to be published, with the reasons, and
    how many were there already.
    """

    count: int
    there: int
    is_published: bool
    refusals: tuple[str, ...]


def with_topics(reading: Reading, *, topic: str = "") -> Reading:
    """The same with the name of each question's category among its topics, and a topic for those that have none."""
    return replace(reading, items=tuple(_with_topics(item, topic) for item in reading.items))


def _with_topics(item: Item, topic: str) -> Item:
    named = item.category[-1:] if item.category and len(item.category[-1]) <= TOPIC_CHARS else ()
    tags = tuple(dict.fromkeys((*item.tags, *named))) or ((topic,) if topic else ())
    return replace(item, tags=tags)


@transaction.atomic
def fill(*, prepared: Import, by, is_published: bool) -> Filled:
    """Put them into the bank, and their pictures under Images. What cannot be published stays a draft."""
    bank.lock()
    there = _there(prepared.asked)
    new = {words: child for child in prepared.asked if (words := words_of_block(child.value)) not in there}
    refusals = []
    for child in new.values():
        question = bank.add(kind=child.block_type, value=child.get_prep_value()["value"], by=by)
        if is_published:
            refusals += _publish(question, by)
    pictures.keep(pictures_of(prepared.items), by=by)
    return Filled(len(new), len(prepared.asked) - len(new), is_published, tuple(refusals))


def _there(asked: StreamValue) -> set[tuple]:
    """What the bank has of these already."""
    alike = BankQuestion.objects.with_words(bank.words_of(child.value) for child in asked)
    return {words_of_block(child.value) for row in alike for child in row.question}


def _publish(question: BankQuestion, by) -> list[str]:
    try:
        with transaction.atomic():
            question.latest_revision.publish(user=by, skip_permission_checks=True)
    except BankRefused as refusal:
        return refusal.reasons
    return []
