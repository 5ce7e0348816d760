"""Whether enough people share an answer for it to be shown (docs/adr/0036). Pure Python."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

# Of fewer people, or of people in fewer organisations, their colleagues would know who wrote what.
FEWEST_PEOPLE = 3
FEWEST_ORGANISATIONS = 2
# Of one staff group. More would push those of the other side out of sight.
MOST_OF_A_GROUP = 5

Who = tuple[int, str]


@dataclass(frozen=True)
class SharedAnswer:
    """One answer as it is shared: by whom, from where, as whom it is shown (staff group and side), to which questions."""

    key: UUID
    person: int
    organisation: int
    who: Who
    prompts: tuple[str, ...]


def heard(answers: Iterable[SharedAnswer]) -> dict[UUID, list[str]]:
    """The answers that may be shown, in the order given, each with the questions whose words may be.

    Words may be shown where three people or more of the same staff group and side, of two organisations or more, share
    an answer to the same question. Of each group and side, the first five answers.
    """
    answers = list(answers)
    enough = _enough(answers)
    shown: dict[UUID, list[str]] = {}
    count = Counter()
    for answer in answers:
        prompts = [prompt for prompt in answer.prompts if (answer.who, prompt) in enough]
        if prompts and count[answer.who] < MOST_OF_A_GROUP:
            count[answer.who] += 1
            shown[answer.key] = prompts
    return shown


def _enough(answers: list[SharedAnswer]) -> set[tuple[Who, str]]:
    people, places = defaultdict(set), defaultdict(set)
    for answer in answers:
        for prompt in answer.prompts:
            people[answer.who, prompt].add(answer.person)
            places[answer.who, prompt].add(answer.organisation)
    return {
        key
        for key in people
        if len(people[key]) >= FEWEST_PEOPLE and len(places[key]) >= FEWEST_ORGANISATIONS
    }
