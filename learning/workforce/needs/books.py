"""The rules of an organisation, and what a partnership proposes, as plain values."""

from collections import defaultdict
from dataclasses import fields

from django.db.models import QuerySet

from learning.people.organisations import Organisation, Partnership
from learning.people.posts import PracticeGroup
from learning.workforce.audiences import RequirementGroup, RequirementRole, RequirementTeam
from learning.workforce.needs.defaults import NeedDefault
from learning.workforce.needs.need import PEOPLE, Held, Need
from learning.workforce.requirements import Requirement

# What a need and a row have under the same name.
TERMS = [each.name for each in fields(Need) if each.name not in ("course", *PEOPLE, "asked_since")]


def rules_of(organisation: Organisation) -> list[Held]:
    """Every rule that an organisation has ever had, the oldest first. Four queries."""
    rows = Requirement.objects.of([organisation.pk]).order_by("effective_from", "pk")
    groups = _named(RequirementGroup.objects, organisation, "practice_group_id")
    teams = _named(RequirementTeam.objects, organisation, "team_id")
    roles = _named(RequirementRole.objects, organisation, "job_role_id")
    return [
        _held(
            row,
            groups[row.pk],
            teams[row.pk],
            roles=frozenset(roles[row.pk]),
            asked_since=row.asked_since,
        )
        for row in rows
    ]


def held_as(requirement: Requirement) -> Held:
    """One rule as it stands in the database."""
    return next(each for each in rules_of(requirement.organisation) if each.number == requirement.pk)


def proposals_of(partnership: Partnership | None) -> list[Held]:
    """Every proposal of a partnership, the oldest first. One query."""
    if partnership is None:
        return []
    rows = NeedDefault.objects.filter(partnership=partnership).order_by("effective_from", "pk")
    return [_held(row, [row.practice_group_id] if row.practice_group_id else []) for row in rows]


def row_of(need: Need, **owner) -> Requirement:
    """A requirement as a need says it: not saved, and without its groups, teams and job roles."""
    terms = {name: getattr(need, name) for name in TERMS}
    return Requirement(course_id=need.course, asked_since=need.asked_since, **terms, **owner)


def write_rule(row: Requirement, need: Need, *, by) -> Requirement:
    """Save a requirement as a need says it, with a revision."""
    _fill(row, need)
    row.asked_since = need.asked_since
    row.practice_groups = list(PracticeGroup.objects.filter(pk__in=need.groups))
    row.teams = list(row.organisation.teams.filter(pk__in=need.teams))
    row.job_roles = list(row.organisation.job_roles.filter(pk__in=need.roles))
    row.save()
    row.save_revision(user=by, clean=False)
    return row


def write_proposal(row: NeedDefault, need: Need) -> NeedDefault:
    _fill(row, need)
    row.practice_group_id = next(iter(need.groups), None)
    row.save()
    return row


def _fill(row, need: Need) -> None:
    row.course_id = need.course
    for name in TERMS:
        setattr(row, name, getattr(need, name))


def _held(row, groups, teams=(), **more) -> Held:
    terms = {name: getattr(row, name) for name in TERMS}
    return Held(row.pk, Need(row.course_id, frozenset(groups), frozenset(teams), **terms, **more))


def _named(rows, organisation: Organisation, field: str) -> dict[int, list[int]]:
    found = defaultdict(list)
    named: QuerySet = rows.filter(requirement__organisation=organisation)
    for number, key in named.values_list("requirement_id", field):
        found[number].append(key)
    return found
