"""Which questions are drawn for which topic, and what is short. Pure Python.

A question drawn for one topic is not drawn for another. Where topics overlap, questions are moved between them
until as many as possible are drawn: a matching of questions to the places that they suit.
"""

from collections.abc import Sequence
from dataclasses import dataclass


def topic_key(text: str) -> str:
    """What makes two topics the same: capitals and spaces make no difference."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class Candidate:
    """A question of the bank that may be drawn. `topics` are keys; `version` is the key of what would be asked."""

    block: str
    version: int
    topics: frozenset[str]
    level: str
    gives_parts: bool = False


@dataclass(frozen=True)
class Draw:
    """So many questions of a topic; of one level, where one is named."""

    topic: str
    number: int
    level: str = ""

    def suits(self, candidate: Candidate) -> bool:
        return topic_key(self.topic) in candidate.topics and self.level in ("", candidate.level)


@dataclass(frozen=True)
class Shortage:
    """Draws that together ask for more different questions than suit any of them."""

    draws: tuple[Draw, ...]
    wanted: int
    has: int


def suited(draws: Sequence[Draw], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that one of the draws may draw."""
    return [one for one in candidates if any(draw.suits(one) for draw in draws)]


def assign(draws: Sequence[Draw], candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """What is drawn for each draw: as many as can be, and of those sets the one with the earliest candidates.

    The same version is drawn once. A candidate that was taken stays taken, and may move to another draw, so what
    comes first is preferred (the sets that can be drawn are a matroid, and greed is right in one).
    """
    taken: list[list[Candidate]] = [[] for _ in draws]
    for candidate in different(candidates):
        _place(candidate, draws, taken, seen=set())
    return taken


def different(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Each version once: the first that has it."""
    firsts: dict[int, Candidate] = {}
    for one in candidates:
        firsts.setdefault(one.version, one)
    return list(firsts.values())


def _place(candidate: Candidate, draws: Sequence[Draw], taken: list[list[Candidate]], seen: set[int]) -> bool:
    """Take a candidate, moving others on where that makes room. `seen` are the draws already tried."""
    places = [n for n, draw in enumerate(draws) if n not in seen and draw.suits(candidate)]
    for place in places:
        if len(taken[place]) < draws[place].number:
            taken[place].append(candidate)
            return True
    for place in places:
        if place in seen:
            continue
        seen.add(place)
        for other in taken[place]:
            if _place(other, draws, taken, seen):
                taken[place][taken[place].index(other)] = candidate
                return True
    return False


def shortages(draws: Sequence[Draw], candidates: Sequence[Candidate]) -> list[Shortage]:
    """Why not all can be drawn: the draws that compete for too few questions. Empty when all can."""
    taken = assign(draws, candidates)
    found: list[Shortage] = []
    explained: set[int] = set()
    for place, draw in enumerate(draws):
        if len(taken[place]) < draw.number and place not in explained:
            rivals = _rivals(place, draws, candidates, taken)
            explained |= rivals
            found.append(_shortage([draws[n] for n in sorted(rivals)], candidates))
    return found


def missing(draws: Sequence[Draw], candidates: Sequence[Candidate]) -> int:
    """How many of the questions asked for cannot be drawn."""
    return sum(draw.number for draw in draws) - sum(map(len, assign(draws, candidates)))


def _rivals(place: int, draws, candidates, taken) -> set[int]:
    """A draw that is short, and those that hold what it could have had, and so on."""
    rivals, grown = {place}, True
    while grown:
        could = {one.version for one in suited([draws[n] for n in rivals], candidates)}
        holders = {n for n, held in enumerate(taken) if any(one.version in could for one in held)}
        grown = not holders <= rivals
        rivals |= holders
    return rivals


def _shortage(draws: list[Draw], candidates) -> Shortage:
    has = len(different(suited(draws, candidates)))
    return Shortage(tuple(draws), sum(draw.number for draw in draws), has)
