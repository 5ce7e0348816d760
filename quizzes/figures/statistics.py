"""How questions are answered the first time, for whoever writes them: numbers alone, and none of a handful of people.

A question is the block that it was written in, whatever its wording was when it was asked. Only each person's first
attempt counts, once it is submitted: later ones have seen the answers. Questions that were left are not counted.
An answer that was marked again counts as it stands.
"""

from collections.abc import Iterable

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from learning.people.sides import Side
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.bank import bank
from quizzes.bank.bank import BankQuestion
from quizzes.bank.drawing import suited
from quizzes.bank.draws import draws_in, live_draws
from quizzes.figures.figures import HARD_BELOW_PCT, HARD_FROM_ANSWERS, Figures, Given, HardQuestion
from quizzes.figures.first_answers import First, firsts_of, marked_answers, sides_of, timed
from quizzes.figures.measures import rest_share
from quizzes.marking.scores import FULL
from quizzes.questions import QuestionVersion
from quizzes.versions import QuizQuestion, QuizVersion

BLOCK = "block"


def hard_questions(*, pages: QuerySet | None = None) -> list[HardQuestion]:
    """Questions asked now, on live pages, that fewer than HARD_BELOW_PCT get right; the hardest first. Two queries."""
    rows = marked_answers(AttemptQuestion.objects.all()).as_it_stands().values("attempt__quiz", BLOCK)
    rows = rows.annotate(answered=Count("response"), right=Count("response", filter=Q(earned_now=FULL)))
    rows = rows.alias(had=F("right") * 100, needed=F("answered") * HARD_BELOW_PCT)
    rows = rows.filter(answered__gte=HARD_FROM_ANSWERS, had__lt=F("needed"))
    found = {(row["attempt__quiz"], row["block"]): (row["right"], row["answered"]) for row in rows}
    quizzes = {quiz for quiz, _ in found}
    hard = [
        HardQuestion(*found[quiz, block], page_id=page, page_title=title, block=block, stem=stem)
        for quiz, block, page, title, stem in (*_asked_now(pages, quizzes), *_drawn_now(pages, found))
        if (quiz, block) in found
    ]
    return sorted(hard, key=lambda one: (one.share_pct, one.page_title, one.stem, one.block))


def of_quiz(quiz_id: int | None) -> list[Figures]:
    """Every question that a quiz asks now, in its order, then what it may draw. Six queries, one more for draws, however many answers."""
    asked = _asked_by(QuizVersion.objects.latest_of(quiz_id))
    firsts = list(firsts_of(quiz_id))
    versions = QuestionVersion.objects.in_bulk({*asked.values(), *(one.counts for one in firsts)})
    figures = {block: Figures(block=block, version=versions[version]) for block, version in asked.items()}
    wrong = {pk: _wrong_options(version) for pk, version in versions.items()}
    sides = sides_of(quiz_id)
    for one, seconds in timed(firsts):
        counted = figures.get(one.block)
        if counted and one.saved_at and versions[one.counts].is_marked:
            counted.given.append(_given(one, sides.get(one.learner, Side.NONE), seconds))
            counted.wrong.update(wrong[one.counts][key] for key in one.chosen if key in wrong[one.counts])
    return list(figures.values())


def _given(one: First, side: Side, seconds: float | None) -> Given:
    rest = rest_share(score=one.score, earned=one.earned, out_of=one.out_of)
    return Given(version=one.version, side=side, earned=one.earned, rest=rest, seconds=seconds)


def _wrong_options(version: QuestionVersion) -> dict[str, str]:
    return {option["key"]: option["text"] for option in version.options if not option.get("is_right", True)}


def _asked_by(version: QuizVersion | None) -> dict[str, int]:
    """Block and question version of what a quiz asks, in its order, and then of what it may draw now."""
    questions = QuizQuestion.objects.filter(quiz_version=version).order_by("position")
    asked = dict(questions.values_list(BLOCK, "question_version"))
    drawn = bank.candidates_for(draws_in(version)) if version else []
    return asked | {one.block: one.version for one in drawn}


def _asked_now(pages: QuerySet | None, quizzes: Iterable[int]) -> QuerySet:
    latest = (
        QuizVersion.objects.filter(quiz=OuterRef("quiz_version__quiz")).order_by("-number").values("pk")[:1]
    )
    asked = QuizQuestion.objects.filter(
        quiz_version=Subquery(latest), quiz_version__quiz__in=quizzes, quiz_version__quiz__page__live=True
    )
    if pages is not None:
        asked = asked.filter(quiz_version__quiz__page__pk__in=pages.values("pk"))
    return asked.values_list(
        "quiz_version__quiz",
        "block",
        "quiz_version__quiz__page",
        "quiz_version__quiz__page__title",
        "question_version__stem",
    )


def _drawn_now(pages: QuerySet | None, found: Iterable[tuple[int, str]]) -> list[tuple]:
    """The same of what was found in the bank. No query where nothing was."""
    blocks = {block for _, block in found if bank.is_in_bank(block)}
    if not blocks:
        return []
    versions = live_draws().select_related("quiz__page")
    if pages is not None:
        versions = versions.filter(quiz__page__pk__in=pages.values("pk"))
    pool, stems = BankQuestion.objects.drawable().candidates(), bank.stems(blocks)
    return [
        (version.quiz_id, one.block, version.quiz.page.pk, version.quiz.page.title, stems[one.block])
        for version in versions
        for one in suited(draws_in(version), pool)
        if one.block in stems
    ]
