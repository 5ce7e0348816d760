"""Attempts once more, slowly and plainly: what one learner's attempts at one quiz are after each thing done to them.

Plain Python, written from the words of the issue, with nothing of Django and nothing of quizzes in it. A rule takes the
learner as they were and a call, and gives the learner as they are then and what the caller is told.
"""

import datetime
from dataclasses import dataclass, field, replace

NETWORK = datetime.timedelta(seconds=10)
NOT_MARKED = {"reflection"}


@dataclass(frozen=True)
class Terms:
    """What a version of a quiz asks: kinds by the order of the author, how many of them, how often, how long."""

    kinds: tuple[str, ...]
    draw: int | None
    allowed: int | None
    minutes: int | None
    pass_mark: int


@dataclass(frozen=True)
class Asked:
    """A question of an attempt: the answer that stands, what is typed and not finished, and a flag."""

    kind: str
    answer: object = None
    revision: int = 0
    saved_at: datetime.datetime | None = None
    earned: int | None = None
    begun: frozenset | None = None
    begun_revision: int = 0
    begun_at: datetime.datetime | None = None
    flagged: bool = False

    @property
    def latest(self) -> int:
        return self.revision if self.begun is None else self.begun_revision

    @property
    def stands(self) -> tuple:
        """What somebody with an older window is told."""
        return "ChangedElsewhere", self.latest, self.begun is not None


@dataclass(frozen=True)
class Attempt:
    number: int
    version: int
    pass_mark: int
    started_at: datetime.datetime
    due_at: datetime.datetime | None
    asked: tuple[Asked, ...]
    submitted_at: datetime.datetime | None = None
    score: int | None = None

    @property
    def is_passed(self) -> bool:
        marked = sum(one.kind not in NOT_MARKED for one in self.asked)
        return self.score is not None and self.score >= self.pass_mark * marked

    def is_over(self, at: datetime.datetime) -> bool:
        return self.due_at is not None and at > self.due_at + NETWORK


@dataclass(frozen=True)
class Learner:
    """One person's attempts in their order, and the numbers of those granted beyond what the quiz allows."""

    attempts: tuple[Attempt, ...] = ()
    granted: frozenset[int] = frozenset()

    @property
    def open(self) -> Attempt | None:
        last = self.attempts[-1] if self.attempts else None
        return last if last and last.submitted_at is None else None

    def left(self, terms: Terms) -> int | None:
        """How many more may begin; None when there is no limit."""
        if terms.allowed is None:
            return None
        used = len(self.attempts)
        return max(terms.allowed - used, 1 if used + 1 in self.granted else 0)

    def asked_times(self, kind: str) -> int:
        return sum(one.kind == kind for attempt in self.attempts for one in attempt.asked)

    def having(self, attempt: Attempt) -> "Learner":
        return replace(
            self, attempts=tuple(attempt if a.number == attempt.number else a for a in self.attempts)
        )


@dataclass(frozen=True, eq=False)
class Call:
    """One call of a writer: when it was made and when it came back, what was asked of it, and what it told.

    `at` is the clock that was passed in. `refused` is what is wrong with what was sent, whatever the attempt is like.
    `versions` are those of the quiz that may have been its latest at some moment of the call.
    """

    what: str
    at: datetime.datetime
    called: int = 0
    returned: int = 0
    told: tuple = ()
    number: int = 0
    place: int = 0
    seen: int = 0
    sent: object = None
    worth: int = 0
    refused: str = ""
    extra_pct: int = 0
    versions: dict[int, Terms] = field(default_factory=dict)


def after(learner: Learner, call: Call) -> Learner | None:
    """The learner after a call that told what it did; None when it cannot have told that of this learner."""
    then, told = RULES[call.what](learner, call)
    return then if told == call.told else None


def start(learner: Learner, call: Call) -> tuple[Learner, tuple]:
    """The one that is open; else the next, if one of the versions allows it. Which questions is a matter of chance."""
    if learner.open:
        return learner, _begun(learner.open)
    if call.told[0] != "begun":
        refuses = any(learner.left(terms) == 0 for terms in call.versions.values())
        return learner, ("NoAttemptsLeft",) if refuses else ("begun",)
    _, number, version, started_at, due_at, kinds = call.told
    terms = call.versions.get(version)
    may_be = (
        terms is not None
        and learner.left(terms) != 0
        and (number, started_at, due_at) == (len(learner.attempts) + 1, call.at, _due(terms, call))
        and _may_ask(learner, terms, kinds)
    )
    if not may_be:
        return learner, ("not this",)
    asked = tuple(Asked(kind) for kind in kinds)
    attempt = Attempt(number, version, terms.pass_mark, call.at, due_at, asked)
    return replace(learner, attempts=(*learner.attempts, attempt)), call.told


def _begun(attempt: Attempt) -> tuple:
    kinds = tuple(one.kind for one in attempt.asked)
    return "begun", attempt.number, attempt.version, attempt.started_at, attempt.due_at, kinds


def _due(terms: Terms, call: Call) -> datetime.datetime | None:
    if terms.minutes is None:
        return None
    extra, part = divmod(terms.minutes * call.extra_pct, 100)
    return call.at + datetime.timedelta(minutes=terms.minutes + extra + (1 if part else 0))


def _may_ask(learner: Learner, terms: Terms, kinds: tuple[str, ...]) -> bool:
    """As many as it asks, each once, and none that was asked more often than one that is left out."""
    many = min(terms.draw or len(terms.kinds), len(terms.kinds))
    out = set(terms.kinds) - set(kinds)
    most = max(learner.asked_times(kind) for kind in kinds)
    return (
        len(kinds) == len(set(kinds)) == many
        and set(kinds) <= set(terms.kinds)
        and all(learner.asked_times(kind) >= most for kind in out)
    )


def save(learner: Learner, call: Call) -> tuple[Learner, tuple]:
    attempt = learner.attempts[call.number - 1]
    asked = attempt.asked[call.place - 1]
    if refused := call.refused or _closed(attempt, call.at):
        return learner, (refused,)
    is_same = asked.answer == call.sent
    goes_back = asked.begun is not None and asked.begun_revision == call.seen
    if is_same and not goes_back:
        return learner, ("saved", asked.revision)
    if asked.latest not in (0, call.seen):  # where nothing stands, nothing is overwritten
        return learner, asked.stands
    saved = Asked(asked.kind, call.sent, asked.latest + 1, call.at, earned=call.worth, flagged=asked.flagged)
    return _with(learner, attempt, call, saved), ("saved", saved.revision)


def keep(learner: Learner, call: Call) -> tuple[Learner, tuple]:
    attempt = learner.attempts[call.number - 1]
    asked = attempt.asked[call.place - 1]
    if refused := call.refused or _closed(attempt, call.at):
        return learner, (refused,)
    if asked.begun == call.sent:
        return learner, ("kept", asked.begun_revision)
    if not asked.latest and not call.sent:
        return learner, ("kept", None)
    if asked.latest not in (0, call.seen):
        return learner, asked.stands
    kept = replace(asked, begun=call.sent, begun_revision=asked.latest + 1, begun_at=call.at)
    return _with(learner, attempt, call, kept), ("kept", kept.begun_revision)


def flag(learner: Learner, call: Call) -> tuple[Learner, tuple]:
    attempt = learner.attempts[call.number - 1]
    if attempt.submitted_at is not None:
        return learner, ("done",)
    flagged = replace(attempt.asked[call.place - 1], flagged=call.sent)
    return _with(learner, attempt, call, flagged), ("done",)


def look(learner: Learner, call: Call) -> tuple[Learner, tuple]:
    """What is read of a question. What an answer will earn is not written before the attempt is handed in."""
    attempt = learner.attempts[call.number - 1]
    return learner, (seen(attempt, attempt.asked[call.place - 1]),)


def seen(attempt: Attempt, asked: Asked) -> Asked:
    return asked if attempt.submitted_at else replace(asked, earned=None)


def submit(learner: Learner, call: Call) -> tuple[Learner, tuple]:
    attempt = learner.attempts[call.number - 1]
    if attempt.submitted_at is None:
        asked = tuple(
            replace(one, flagged=False, begun=None, begun_revision=0, begun_at=None) for one in attempt.asked
        )
        score = sum(one.earned or 0 for one in asked)
        at = max(call.at, attempt.started_at)
        attempt = replace(attempt, asked=asked, score=score, submitted_at=at)
        learner = learner.having(attempt)
    return learner, ("submitted", attempt.score, attempt.submitted_at)


def grant(learner: Learner, call: Call) -> tuple[Learner, tuple]:
    """To whoever has used up what a version allows, and has none open. Again is the same one."""
    number = len(learner.attempts) + 1
    used_up = any(terms.allowed is not None and terms.allowed < number for terms in call.versions.values())
    keeps = any(terms.allowed is None or terms.allowed >= number for terms in call.versions.values())
    may_be = bool(learner.attempts) and not learner.open and used_up
    if call.told == ("GrantRefused",) and (keeps or not may_be):
        return learner, call.told
    if not may_be:
        return learner, ("GrantRefused",)
    return replace(learner, granted=learner.granted | {number}), ("granted", number)


def _closed(attempt: Attempt, at: datetime.datetime) -> str:
    if attempt.submitted_at is not None:
        return "AttemptClosed"
    return "TimeIsUp" if attempt.is_over(at) else ""


def _with(learner: Learner, attempt: Attempt, call: Call, asked: Asked) -> Learner:
    asks = list(attempt.asked)
    asks[call.place - 1] = asked
    return learner.having(replace(attempt, asked=tuple(asks)))


RULES = {
    "start": start,
    "save": save,
    "keep": keep,
    "flag": flag,
    "look": look,
    "submit": submit,
    "grant": grant,
}
