"""What was said in a survey, from sheets with a name or from sums: as numbers and texts, by question and point."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from learning.people.sides import Side
from quizzes.figures.handfuls import FEWEST
from quizzes.questions import QuestionVersion
from quizzes.surveys.answers import SurveySheet, SurveyTally
from quizzes.surveys.points import Point
from quizzes.surveys.scoring import Mean, values_of, whole_of
from quizzes.versions import QuizQuestion, QuizVersion

WHOLE = "whole"
shuffler = random.SystemRandom()


@dataclass(frozen=True)
class Person:
    """What one person said to a question at one point: a number for each line, and for WHOLE their own mean."""

    side: Side
    values: dict[str, Fraction | int]


@dataclass
class Saying:
    """What was said to one question. `people` is empty where only sums are kept."""

    block: str
    version: QuestionVersion
    means: dict[tuple[Point, str], Mean] = field(default_factory=lambda: defaultdict(Mean))
    people: dict[Point, dict[int, Person]] = field(default_factory=lambda: defaultdict(dict))
    texts: dict[Point, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def points(self) -> list[str]:
        return [option["key"] for option in self.version.options]

    def add(self, point: Point, line: str, mean: Mean) -> None:
        before = self.means[point, line]
        self.means[point, line] = Mean(before.n + mean.n, before.total + mean.total)

    def texts_at(self, point: Point) -> list[str]:
        """In an order that tells nothing; none of too few."""
        texts = self.texts[point]
        return shuffler.sample(texts, len(texts)) if len(texts) >= FEWEST else []


def sayings_of(page) -> list[Saying]:
    """Every question that a survey asks now, with all that was said to it in any wording. Four queries."""
    latest = QuizVersion.objects.latest_of(page.quiz_id)
    rows = QuizQuestion.objects.filter(quiz_version__quiz=page.quiz_id).order_by("quiz_version", "position")
    asked = list(rows.select_related("question_version"))
    now = [
        Saying(row.block, row.question_version)
        for row in asked
        if latest and row.quiz_version_id == latest.pk
    ]
    by_block = {saying.block: saying for saying in now}
    known = {
        row.question_version_id: (by_block[row.block], row.question_version)
        for row in asked
        if row.block in by_block and _is_comparable(row.question_version, by_block[row.block].version)
    }
    _count_sheets(page, known)
    _count_tallies(page, known)
    return now


def _is_comparable(old: QuestionVersion, new: QuestionVersion) -> bool:
    """Whether both are answered in the same way, so that a number means the same."""
    return old.kind == new.kind and old.options == new.options


def _count_sheets(page, known: dict) -> None:
    rows = SurveySheet.objects.filter(answered__page=page)
    for learner, point, side, given in rows.values_list(
        "answered__learner", "answered__point", "side", "given"
    ):
        for key, said in given.items():
            if found := known.get(int(key)):
                _count_said(*found, Point(point), learner, Side(side), said)


def _count_said(saying: Saying, version, point: Point, learner: int, side: Side, said) -> None:
    if isinstance(said, str):
        saying.texts[point].append(said)
        return
    rules = version.rules
    values: dict = values_of(said, points=saying.points, turned=rules.get("turned", ()))
    whole = whole_of(values, least=rules.get("least"))
    if whole is not None:
        values = values | {WHOLE: whole}
    saying.people[point][learner] = Person(side, values)
    for line, value in values.items():
        saying.add(point, line, Mean(1, Fraction(value)))


def _count_tallies(page, known: dict) -> None:
    for tally in SurveyTally.objects.filter(page=page).order_by("pk"):
        if found := known.get(tally.question_version_id):
            _count_tally(*found, tally)


def _count_tally(saying: Saying, version, tally: SurveyTally) -> None:
    point = Point(tally.point)
    saying.texts[point] += tally.texts
    turned = version.rules.get("turned", ())
    for line, counts in tally.counts.items():
        for option, n in counts.items():
            values = values_of({line: option}, points=saying.points, turned=turned)
            saying.add(point, line, Mean(n, n * Fraction(values[line])) if values else Mean())
    if tally.whole:
        n, total = tally.whole
        saying.add(point, WHOLE, Mean(n, Fraction(total)))


def changes_of(saying: Saying, point: Point, line: str) -> Iterable[tuple[Side, Fraction]]:
    """How each person who answered both changed from before to a later point, with their side then."""
    before, after = saying.people[Point.BEFORE], saying.people[point]
    for learner in before.keys() & after.keys():
        first, second = before[learner].values, after[learner].values
        if line in first and line in second:
            yield before[learner].side, Fraction(second[line]) - first[line]
