"""Whom requirements are for: the groups, teams and job roles that they name, and which of several covers a post."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.db import models

from learning.people.job_roles import JobRole
from learning.people.organisations import Team
from learning.people.posts import PracticeGroup
from learning.workforce import statuses
from learning.workforce.requirements import Requirement


class RequirementGroup(models.Model):
    """One row for each staff group that a requirement names.

    It PROTECTs the group: without its last one, a requirement would come to be one of everybody.
    """

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="+")
    practice_group = models.ForeignKey(PracticeGroup, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="requirement_names_a_group_once", fields=["requirement", "practice_group"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice_group}: {self.requirement}"


class RequirementTeam(models.Model):
    """One row for each team that a requirement names, with the teams below it. It PROTECTs the team."""

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="requirement_names_a_team_once", fields=["requirement", "team"])
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.requirement}"


class RequirementRole(models.Model):
    """One row for each job role that a requirement names. It PROTECTs the role."""

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="+")
    job_role = models.ForeignKey(JobRole, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="requirement_names_a_role_once", fields=["requirement", "job_role"])
        ]

    def __str__(self) -> str:
        return f"{self.job_role}: {self.requirement}"


@dataclass(frozen=True)
class Audience:
    """A requirement, and whom it is for: keys of staff groups and job roles, paths of teams. Naming none means all."""

    requirement: Requirement
    groups: frozenset[int]
    team_paths: tuple[str, ...]
    roles: frozenset[int] = frozenset()

    @cached_property
    def rule(self) -> statuses.Rule:
        return self.requirement.rule

    def includes(self, group: int, team_path: str | None, role: int | None) -> bool:
        """In one of its groups and job roles, if it names any, and in one of its teams or a team below, if it names any."""
        in_group = (not self.groups or group in self.groups) and (not self.roles or role in self.roles)
        return in_group and (not self.team_paths or (team_path or "").startswith(self.team_paths))


class Audiences:
    """The requirements of some organisations in force on a day. Four queries, however many there are."""

    def __init__(
        self,
        organisations: Collection[int],
        *,
        on: datetime.date,
        courses: Collection[int] | None = None,
    ):
        wanted = Requirement.objects.of(organisations).in_force_on(on)
        if courses is not None:
            wanted = wanted.filter(course__in=courses)
        self.by_organisation = audiences_of(wanted)
        self.known: dict[tuple, list[Audience]] = {}

    def covering(
        self, organisation: int, group: int, team_path: str | None, role: int | None
    ) -> list[Audience]:
        """What covers a post in this place: for each course, the strongest kind, then the fewest days, then the
        soonest renewal, then the oldest row.
        """
        place = (organisation, group, team_path, role)
        if place not in self.known:
            self.known[place] = self._strongest(place)
        return self.known[place]

    def _strongest(self, place: tuple) -> list[Audience]:
        organisation, group, team_path, role = place
        first = {}
        for audience in self.by_organisation[organisation]:
            if audience.includes(group, team_path, role):
                first.setdefault(audience.requirement.course_id, audience)
        return list(first.values())


def audiences_of(wanted: models.QuerySet) -> dict[int, list[Audience]]:
    """Whom some requirements are for, by organisation, strongest first. Four queries."""
    groups, paths, roles = defaultdict(list), defaultdict(list), defaultdict(list)
    for key, group in _named(RequirementGroup, wanted, "practice_group_id"):
        groups[key].append(group)
    for key, path in _named(RequirementTeam, wanted, "team__path"):
        paths[key].append(path)
    for key, role in _named(RequirementRole, wanted, "job_role_id"):
        roles[key].append(role)
    found = defaultdict(list)
    for each in sorted(wanted, key=lambda one: (*one.rank, one.pk)):
        audience = Audience(
            each, frozenset(groups[each.pk]), tuple(paths[each.pk]), frozenset(roles[each.pk])
        )
        found[each.organisation_id].append(audience)
    return found


def _named(model: type[models.Model], wanted: models.QuerySet, field: str) -> models.QuerySet:
    rows = model.objects.filter(requirement__in=wanted.order_by().values("pk"))
    return rows.values_list("requirement_id", field)
