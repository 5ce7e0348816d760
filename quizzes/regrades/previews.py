"""What a regrade would come to, in numbers: nobody's name, and no number of fewer than five people."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from quizzes.figures.handfuls import FEWEST, shown_of
from quizzes.regrades import plans
from quizzes.regrades.plans import Change, Plan

UP, DOWN, SAME = "Scores that go up", "Scores that go down", "Scores that stay"
PASSES = "Become passes"
HIDDEN = "Not shown"


@dataclass
class Preview:
    """How many attempts come out how; people are counted only to know what may be shown."""

    attempts: int = 0
    people: int = 0
    counts: Counter = field(default_factory=Counter)
    who: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def is_shown(self) -> bool:
        return self.people >= FEWEST

    @property
    def rows(self) -> list[tuple[str, int | str]]:
        """What, and how many attempts; words where there are too few, or the others would tell."""
        groups = {name: len(self.who[name]) for name in (UP, DOWN, SAME)}
        shown = shown_of(groups, besides="")
        rows = [(name, self._number(name, name in shown)) for name in groups]
        return [*rows, (PASSES, self._number(PASSES, UP in shown and self._passes_may_be_shown))]

    @property
    def _passes_may_be_shown(self) -> bool:
        passing, others = len(self.who[PASSES]), len(self.who[UP] - self.who[PASSES])
        return passing >= FEWEST and (not others or others >= FEWEST)

    def _number(self, name: str, is_shown: bool) -> int | str:
        return self.counts[name] if is_shown or not self.counts[name] else HIDDEN

    def add(self, name: str, *, learner: int, attempts: int = 1) -> None:
        self.counts[name] += attempts
        self.who[name].add(learner)


def preview(plan: Plan) -> Preview:
    """Reads every attempt that was asked it, a chunk at a time; writes nothing."""
    rows = plan.submitted().order_by().values("attempt__learner").annotate(attempts=Count("pk"))
    all_of = dict(rows.values_list("attempt__learner", "attempts"))
    found = Preview(attempts=sum(all_of.values()), people=len(all_of))
    left = Counter(all_of)
    for some in plans.changes(plan):
        for change in some:
            if group := _group(change):
                learner = change.attempt.learner_id
                found.add(group, learner=learner)
                left[learner] -= 1
                if change.becomes_a_pass:
                    found.add(PASSES, learner=learner)
    for learner, attempts in left.items():
        if attempts:
            found.add(SAME, learner=learner, attempts=attempts)
    return found


def _group(change: Change) -> str:
    """Nothing where it stays: so does what was left."""
    if change.earned == change.was:
        return ""
    return UP if change.earned > change.was else DOWN
