"""Whom requirements are for: the groups and teams that they name, and which of several covers a post."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.db import models

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


@dataclass(frozen=True)
class Audience:
    """A requirement, and whom it is for: keys of staff groups and paths of teams. Naming none means all."""

    requirement: Requirement
    groups: frozenset[int]
    team_paths: tuple[str, ...]

    @cached_property
    def rule(self) -> statuses.Rule:
        return self.requirement.rule

    def includes(self, group: int, team_path: str | None) -> bool:
        """In one of its groups, if it names any, and in one of its teams or a team below, if it names any."""
        in_group = not self.groups or group in self.groups
        return in_group and (not self.team_paths or (team_path or "").startswith(self.team_paths))


class Audiences:
    """The requirements of some organisations in force on a day. Three queries, however many there are."""

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

    def covering(self, organisation: int, group: int, team_path: str | None) -> list[Audience]:
        """What covers a post in this place: for each course, the strongest kind, then the fewest days, then the
        soonest renewal, then the oldest row.
        """
        place = (organisation, group, team_path)
        if place not in self.known:
            self.known[place] = self._strongest(place)
        return self.known[place]

    def _strongest(self, place: tuple) -> list[Audience]:
        organisation, group, team_path = place
        first = {}
        for audience in self.by_organisation[organisation]:
            if audience.includes(group, team_path):
                first.setdefault(audience.requirement.course_id, audience)
        return list(first.values())


def audiences_of(wanted: models.QuerySet) -> dict[int, list[Audience]]:
    """Whom some requirements are for, by organisation, strongest first. Three queries."""
    groups, paths = defaultdict(list), defaultdict(list)
    for key, group in _named(RequirementGroup, wanted, "practice_group_id"):
        groups[key].append(group)
    for key, path in _named(RequirementTeam, wanted, "team__path"):
        paths[key].append(path)
    found = defaultdict(list)
    for each in sorted(wanted, key=lambda one: (*one.rank, one.pk)):
        audience = Audience(each, frozenset(groups[each.pk]), tuple(paths[each.pk]))
        found[each.organisation_id].append(audience)
    return found


def _named(model: type[models.Model], wanted: models.QuerySet, field: str) -> models.QuerySet:
    rows = model.objects.filter(requirement__in=wanted.order_by().values("pk"))
    return rows.values_list("requirement_id", field)
