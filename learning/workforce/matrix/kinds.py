"""The kinds of row that a table may have. A new kind is one entry in KINDS, and a filter that is of one row alone."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from learning.people.posts import PracticeGroup
from learning.people.sides import Side
from learning.workforce.filters import BY_GROUP, NO_ROLE, NONE, NOT_ESR, Filters, esr_choices
from learning.workforce.matrix.rows import RowHead, Rows
from learning.workforce.matrix.teams import team_rows
from learning.workforce.reach import organisations_of, roles_of


def _groups(person, filters: Filters) -> Rows:
    heads = [
        RowHead(
            group.pk,
            str(group),
            {"group": group.pk},
            below={"rows": "team", "group": group.pk},
            side=group.service_side,
        )
        for group in PracticeGroup.objects.order_by("name", "pk")
    ]
    return Rows("Staff group", "All staff groups", heads, attrgetter("practice_group_id"))


def _esr_groups(person, filters: Filters) -> Rows:
    """In the order of their codes; staff groups that ESR does not know come last."""
    code_of = {pk: code or NOT_ESR for pk, code in PracticeGroup.objects.values_list("pk", "esr_staff_group")}
    heads = [RowHead(code, label, {"esr": code}) for code, label in esr_choices()]
    return Rows(
        "ESR staff group", "All ESR staff groups", heads, lambda each: code_of[each.practice_group_id]
    )


def _roles(person, filters: Filters) -> Rows:
    """Those of one organisation, or of each after its name; then whoever is in none."""
    roles = list(roles_of(person, today=filters.today))
    if filters.organisation:
        roles = [role for role in roles if role.organisation_id == filters.organisation.pk]
    several = len({role.organisation_id for role in roles}) > 1
    heads = [
        RowHead(role.pk, f"{role.organisation}: {role}" if several else str(role), {"role": role.pk})
        for role in roles
    ]
    heads.append(RowHead(NONE, str(NO_ROLE), {"role": NONE}))
    return Rows("Job role", "All job roles", heads, lambda each: each.job_role_id or NONE)


def _organisations(person, filters: Filters) -> Rows:
    heads = [
        RowHead(
            key.pk,
            str(key),
            {"organisation": key.pk},
            below={"rows": "team", "organisation": key.pk},
            side=key.side,
        )
        for key in organisations_of(person, today=filters.today)
    ]
    return Rows("Organisation", "All organisations", heads, attrgetter("organisation_id"))


def _sides(person, filters: Filters) -> Rows:
    heads = [RowHead(side, Side(side).label, {"side": side}) for side in Side.values]
    return Rows("Side", "All sides", heads, attrgetter("side"))


@dataclass(frozen=True)
class Kind:
    """`read` gives the rows of this kind that someone's filters leave."""

    label: str
    read: Callable[[object, Filters], Rows]


KINDS = {
    BY_GROUP: Kind("Staff group", _groups),
    "esr": Kind("ESR staff group", _esr_groups),
    "role": Kind("Job role", _roles),
    "team": Kind("Team", team_rows),
    "organisation": Kind("Organisation", _organisations),
    "side": Kind("Side", _sides),
}
CHOICES = [(key, kind.label) for key, kind in KINDS.items()]


def rows_for(person, filters: Filters) -> Rows:
    return KINDS[filters.rows].read(person, filters)
