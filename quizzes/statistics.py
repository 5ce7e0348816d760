"""How questions are answered the first time, for whoever writes them: numbers alone, and none of a handful of people.

A question is the block that it was written in, whatever its wording was when it was asked. Only each person's first
attempt counts, once it is submitted: later ones have seen the answers. Questions that were left are not counted.
An answer that was marked again counts as it stands.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from learning.people.posts import Post
from learning.people.sides import Side
from quizzes import bank
from quizzes.answers import Attempt, AttemptQuestion
from quizzes.bank import BankQuestion
from quizzes.drawing import suited
from quizzes.draws import draws_in, live_draws
from quizzes.figures import HARD_BELOW_PCT, HARD_FROM_ANSWERS, Figures, HardQuestion
from quizzes.marking.scores import FULL
from quizzes.questions import Kind, QuestionVersion
from quizzes.versions import QuizQuestion, QuizVersion

BLOCK = "block"


def hard_questions(*, pages: QuerySet | None = None) -> list[HardQuestion]:
    """Questions asked now, on live pages, that fewer than HARD_BELOW_PCT get right; the hardest first. Two queries."""
    rows = _responses(AttemptQuestion.objects.all()).as_it_stands().values("attempt__quiz", BLOCK)
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
    """Every question that a quiz asks now, in its order, then what it may draw. Five queries, two more for draws, however many answers."""
    latest = QuizVersion.objects.latest_of(quiz_id)
    questions = QuizQuestion.objects.filter(quiz_version=latest)
    rows = questions.order_by("position").values_list("block", "question_version__stem")
    figures = {block: Figures(block=block, stem=stem) for block, stem in (*rows, *_bank_of(latest))}
    firsts = AttemptQuestion.objects.filter(attempt__quiz=quiz_id)
    answers = list(
        _responses(firsts)
        .as_it_stands()
        .values_list(
            *(BLOCK, "question_version", "version_now", "attempt__learner", "response__chosen", "earned_now")
        )
    )
    versions = QuestionVersion.objects.in_bulk({counts for _, _, counts, *_ in answers})
    wrong = {
        pk: {option["key"]: option["text"] for option in version.options if not option.get("is_right", True)}
        for pk, version in versions.items()
    }
    sides = _sides(quiz_id)
    for block, version, counts, learner, chosen, earned in answers:
        if one := figures.get(block):
            _count(one, version, sides.get(learner, Side.NONE), earned == FULL)
            one.wrong.update(wrong[counts][key] for key in chosen if key in wrong[counts])
    return list(figures.values())


def _responses(asked: QuerySet) -> QuerySet:
    """Questions answered in first attempts, each with its block."""
    return asked.filter(
        attempt__number=1,
        attempt__submitted_at__isnull=False,
        response__isnull=False,
        question_version__kind__in=[kind for kind in Kind if kind not in Kind.unmarked()],
    )


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


def _bank_of(version: QuizVersion | None) -> list[tuple[str, str]]:
    """Block and words of each question of the bank that a quiz may draw now."""
    pool = bank.candidates_for(draws_in(version)) if version else []
    return list(bank.stems({one.block for one in pool}).items()) if pool else []


def _count(figures: Figures, version: int, side: Side, is_right: bool) -> None:
    figures.versions.add(version)
    figures.answered += 1
    figures.right += is_right
    figures.by_side[side].update(answered=1, right=int(is_right))


def _sides(quiz_id: int | None) -> dict[int, Side]:
    """The side of each person's main post on the day of their first attempt."""
    firsts = Attempt.objects.submitted().filter(quiz=quiz_id, number=1)
    posts = defaultdict(list)
    for post in Post.objects.filter(person__in=firsts.values("learner")).order_by(
        "-is_primary", "starts_on", "pk"
    ):
        posts[post.person_id].append(post)
    return {
        learner: _side_on(posts[learner], timezone.localdate(at))
        for learner, at in firsts.values_list("learner", "submitted_at")
    }


def _side_on(posts: list[Post], day: datetime.date) -> Side:
    return next((Side(post.service_side) for post in posts if post.is_held_on(day)), Side.NONE)
