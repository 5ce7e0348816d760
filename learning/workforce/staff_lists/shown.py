"""A compared list as its page shows it."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from learning.workforce.staff_lists import accepting
from learning.workforce.staff_lists.forms import AcceptForm
from learning.workforce.staff_lists.lists import Kind, Outcome, StaffList

LINES_A_PAGE = 50
MANY = "Yes, {ended} of {posts} posts end"
WORDS = {
    Outcome.ERROR: ("thing to put right", "things to put right"),
    Outcome.ADDED: ("added", "added"),
    Outcome.CHANGED: ("changed", "changed"),
    Outcome.ENDED: ("ended", "ended"),
    Outcome.ABSENT: ("absent", "absent"),
    Outcome.RETURNED: ("returned", "returned"),
}


@dataclass(frozen=True)
class Tally:
    number: int
    words: str
    url: str


@dataclass(frozen=True)
class Shown:
    """`page` holds the lines of one outcome. `form` is None while the list cannot be accepted.

    `new_roles` are names of job roles that accepting it would make.
    """

    staff_list: StaffList
    tallies: list[Tally]
    outcome: str
    title: str
    page: Page
    form: AcceptForm | None
    unknown: int
    new_roles: list[str]

    @property
    def lines(self) -> int:
        """Of every outcome that has lines."""
        return sum(tally.number for tally in self.tallies if tally.url)

    @property
    def is_error(self) -> bool:
        return self.outcome == Outcome.ERROR

    @property
    def changes_nothing(self) -> bool:
        return not any(tally.url for tally in self.tallies)


def shown(staff_list: StaffList, *, outcome: str, page: str | None) -> Shown:
    """Those that would end first, where they are many. Three queries, however many lines."""
    counts = {each: staff_list.count(each) for each in WORDS}
    some = [each for each in WORDS if counts[each]]
    form = None if counts[Outcome.ERROR] else accept_form(staff_list)
    first = Outcome.ENDED if form and form.many else next(iter(some), Outcome.ERROR)
    chosen = outcome if outcome in some else first
    lines = staff_list.lines.filter(outcome=chosen).order_by("position")
    return Shown(
        staff_list=staff_list,
        tallies=_tallies(staff_list, counts),
        outcome=chosen,
        title=Outcome(chosen).label,
        page=Paginator(lines, LINES_A_PAGE).get_page(page),
        form=form,
        unknown=sum(map(len, staff_list.counts.get("unknown", {}).values())),
        new_roles=sorted(staff_list.counts.get("new_roles", {})),
    )


def accept_form(staff_list: StaffList, data=None) -> AcceptForm:
    many = ""
    if accepting.many_end(staff_list):
        many = MANY.format(ended=staff_list.count(Outcome.ENDED), posts=staff_list.posts_before)
    return AcceptForm(data, many=many, initial={"digest": staff_list.digest})


def _tallies(staff_list: StaffList, counts: dict[Outcome, int]) -> list[Tally]:
    shows = [Outcome.ERROR, Outcome.ADDED]
    if staff_list.kind == Kind.STAFF:
        shows = list(WORDS)
    found = [
        Tally(counts[each], WORDS[each][counts[each] != 1], f"?show={each.value}" if counts[each] else "")
        for each in shows
    ]
    return [*found, Tally(staff_list.count(Outcome.UNCHANGED), "the same as now", "")]
