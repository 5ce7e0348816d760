"""What is amiss with a quiz, for whoever writes it."""

import datetime
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.text import Truncator

from learning.records.findings import Finding
from learning.site.blocks import sources_in
from learning.site.wording import overdue, warnings, words_in

TIMES_LONGER = 2
CHARACTERS_LONGER = 40

NO_QUESTIONS = "This quiz has no questions. Write one, or paste several."
TOO_FEW = (
    "It draws {draw} questions and has {bank}. Draw {bank} at most, leave the number empty to ask them all, "
    "or write more questions."
)
PROBLEM = "“{stem}” cannot be asked. {problem}"
NO_STEM = "Question {number} does not ask anything. Write its question."
STANDS_OUT = (
    "The right answer of “{stem}” is much longer than every wrong one, so it can be picked without reading. "
    "Shorten it, or say more in a wrong one."
)


TO_REVIEW = "“{stem}” was to be read again by {day}. Read it, and give it a new day."


def of_quiz(page, *, on: datetime.date) -> list[Finding]:
    return [
        *([] if len(page.questions) or len(page.draws) else [Finding(NO_QUESTIONS, field="questions")]),
        *of_questions(page),
        *_draw(page),
        *_to_review(page, on=on),
        *overdue(sources_in(page.questions), on=on, field="questions"),
        *warnings(words_in(page.questions), field="questions"),
    ]


def stands_out(value) -> bool:
    """Whether every right answer is more than twice as long as the longest wrong one, and 40 characters longer.

    Both, since “Yes, at once” is three times as long as “No” and gives nothing away.
    """
    lengths = {True: [], False: []}
    for option in value.get("options", []):
        if text := (option["text"] or "").strip():
            lengths[bool(option["is_right"])].append(len(text))
    if not (lengths[True] and lengths[False]):
        return False
    right, wrong = min(lengths[True]), max(lengths[False])
    return right > TIMES_LONGER * wrong and right - wrong > CHARACTERS_LONGER


def of_questions(page) -> Iterator[Finding]:
    """What is amiss with the questions that are written in a page."""
    for number, block in enumerate(page.questions, start=1):
        if not (block.value["stem"] or "").strip():
            yield Finding(NO_STEM.format(number=number), field="questions")
        elif problem := problem_of(block):
            yield Finding(problem, field="questions")


def problem_of(block) -> str:
    """Why a question cannot be asked, in words that name it by its stem; nothing where it can."""
    stem = Truncator(block.value["stem"]).words(12)
    if problem := block.block.problem(block.value):
        names_it = problem.startswith(f"“{block.value['stem']}”")
        return problem if names_it else PROBLEM.format(stem=stem, problem=problem)
    return STANDS_OUT.format(stem=stem) if stands_out(block.value) else ""


def _to_review(page, *, on: datetime.date) -> Iterator[Finding]:
    for block in page.questions:
        day = block.value.get("review_on")
        if isinstance(day, datetime.date) and day <= on:
            stem = Truncator(block.value["stem"] or "").words(12)
            text = TO_REVIEW.format(stem=stem, day=date_format(day))
            yield Finding(text, field="questions", stops=False)


def _draw(page) -> list[Finding]:
    bank = len(page.questions)
    if not page.draw or not bank or page.draw <= bank:
        return []
    return [Finding(TOO_FEW.format(draw=page.draw, bank=bank), field="draw")]
