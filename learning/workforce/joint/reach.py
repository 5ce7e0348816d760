"""How far joint courses reach each side: of its people of whom one is asked, how many hold a valid one (docs/adr/0048).

One "n of N" of people for each side. Whoever works with whole families is counted by themselves, with neither side.
"""

from dataclasses import dataclass

from learning.people.sides import Side
from learning.workforce.counting import Count

SIDES = (Side.ADULT, Side.CHILDREN)
SHOWN = (*SIDES, Side.WHOLE_FAMILY)


@dataclass(frozen=True)
class SideReach:
    """N are the people of a side who are due for a joint course, one or several; n those of them who hold a valid one.

    The addresses lead to the people of each; empty where nobody is named.
    """

    side: Side
    count: Count
    n_url: str = ""
    url: str = ""


@dataclass(frozen=True)
class Reach:
    """In the order of SHOWN."""

    sides: list[SideReach]

    @property
    def headline(self) -> SideReach | None:
        """The lower of the two sides, adult services where they are level. With nobody due on one of them there is none."""
        two = [each for each in self.sides if each.side in SIDES]
        if not all(each.count.due for each in two):
            return None
        return min(two, key=lambda each: each.count.n / each.count.due)
