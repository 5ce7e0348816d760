"""What the organisations of a partnership have made of what it proposes: their decisions, and nothing else of them."""

import datetime
from dataclasses import dataclass

from learning.people.organisations import Organisation
from learning.workforce.needs import words
from learning.workforce.needs.changes import NeedChange
from learning.workforce.needs.places import Place

DECIDED = (NeedChange.What.TAKEN, NeedChange.What.DECLINED)


@dataclass(frozen=True)
class Answers:
    """A proposal in words, and the names of organisations by their latest decision on it."""

    course: str
    who: str
    days: str
    taken: list[str]
    declined: list[str]
    waiting: list[str]


def answers(place: Place, *, today: datetime.date) -> list[Answers]:
    """On each proposal of a partnership that is not over. Two queries beside the proposals."""
    held = [each for each in place.held if not each.need.is_over_on(today)]
    organisations = list(Organisation.objects.filter(partnership=place.owner).in_order()) if held else []
    latest = _latest(organisations)
    found = []
    for each in held:
        said = {one: latest.get((one.pk, each.number)) for one in organisations}
        named = {
            what: [str(one) for one, decision in said.items() if decision == what]
            for what in (*DECIDED, None)
        }
        found.append(
            Answers(
                course=place.title_of(each.need),
                who=place.who(each.need),
                days=words.days(each.need, today=today),
                taken=named[NeedChange.What.TAKEN],
                declined=named[NeedChange.What.DECLINED],
                waiting=named[None],
            )
        )
    return found


def _latest(organisations: list[Organisation]) -> dict[tuple[int, int], str]:
    """By organisation and the number of a proposal."""
    rows = NeedChange.objects.filter(organisation__in=organisations, what__in=DECIDED).order_by("pk")
    return {
        (organisation, number): what
        for organisation, number, what in rows.values_list("organisation", "number", "what")
    }
