"""Teams as rows: those at the top of what someone answers for, or those right below a team that was chosen."""

from dataclasses import dataclass

from learning.people.organisations import Team
from learning.workforce.filters import Filters
from learning.workforce.matrix.rows import RowHead, Rows
from learning.workforce.reach import teams_of

NO_TEAM = "none"
DIRECTLY = "directly"


@dataclass(frozen=True)
class Tree:
    """The teams that someone answers for, each with the teams below, in the order of the tree."""

    teams: list[Team]

    @property
    def roots(self) -> list[Team]:
        """Those that stand below none of the others. For a whole organisation they are its directorates."""
        found: list[Team] = []
        for team in self.teams:
            if not (found and is_within(team, found[-1])):
                found.append(team)
        return found

    def children(self, team: Team) -> list[Team]:
        return [each for each in self.teams if each.depth == team.depth + 1 and is_within(each, team)]

    def above(self, team: Team) -> list[Team]:
        return [each for each in self.teams if each.pk != team.pk and is_within(team, each)]

    def has_children(self, team: Team) -> bool:
        return bool(self.children(team))


def is_within(team: Team, other: Team) -> bool:
    return team.organisation_id == other.organisation_id and team.path.startswith(other.path)


def team_rows(person, filters: Filters) -> Rows:
    """One query. Whoever answers for a single team, with teams below it, begins with those."""
    tree = Tree(list(_in_reach(person, filters)))
    roots = tree.roots
    base = filters.team or (roots[0] if len(roots) == 1 and tree.has_children(roots[0]) else None)
    shown = tree.children(base) if base else roots
    several = not base and len({team.organisation_id for team in shown}) > 1
    heads = [_head(tree, team, several=several) for team in shown]
    if base:
        heads.append(RowHead(DIRECTLY, f"{base}, in none of its teams", {"team": base.pk, "directly": "yes"}))
    if not filters.team:
        heads.append(RowHead(NO_TEAM, "In no team", {"directly": "yes"}))
    row_of = {each.pk: team.pk for team in shown for each in tree.teams if is_within(each, team)}
    if base:
        row_of[base.pk] = DIRECTLY
    return Rows(
        label="Team",
        total=f"{filters.team}, with the teams below it" if filters.team else "All teams",
        heads=heads,
        row_of=lambda each: row_of.get(each.team_id, NO_TEAM),
        above=_way_up(tree, filters.team) if filters.team else [],
    )


def _in_reach(person, filters: Filters):
    teams = teams_of(person, today=filters.today)
    return teams.filter(organisation=filters.organisation) if filters.organisation else teams


def _head(tree: Tree, team: Team, *, several: bool) -> RowHead:
    name = f"{team.organisation}: {team}" if several else str(team)
    below = {"team": team.pk} if tree.has_children(team) else None
    return RowHead(team.pk, name, {"team": team.pk}, below=below, path=team.path)


def _way_up(tree: Tree, team: Team) -> list[tuple[str, dict[str, object]]]:
    return [("All teams", {"team": None}), *((str(each), {"team": each.pk}) for each in tree.above(team))]
