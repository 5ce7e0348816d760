"""Whose rules somebody keeps: an organisation's, or what a partnership proposes. Whoever keeps none finds nothing."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.models import Page

from learning.people.job_roles import JobRole
from learning.people.organisations import Organisation, Partnership, Team
from learning.people.posts import PracticeGroup
from learning.records.pages import Programme
from learning.workforce.needs.books import proposals_of, rules_of
from learning.workforce.needs.need import Held, Need
from learning.workforce.requirements import NEVER_REQUIRED
from learning.workforce.scopes import partnerships_led

ORGANISATION, PARTNERSHIP = "organisation", "partnership"


def organisations_kept_by(person, *, today: datetime.date) -> QuerySet:
    """Those that someone leads; every one for an administrator."""
    return Organisation.objects.staffed_by(person, on=today).in_order()


def partnerships_kept_by(person, *, today: datetime.date) -> QuerySet:
    """Those that someone leads; every one for an administrator."""
    if person.is_administrator:
        return Partnership.objects.order_by("name", "pk")
    return partnerships_led(person, today=today).order_by("name", "pk")


KEPT_BY = {ORGANISATION: organisations_kept_by, PARTNERSHIP: partnerships_kept_by}


@dataclass(frozen=True)
class Place:
    """An organisation or a partnership, with its rules or proposals, and the names of what they are about."""

    kind: str
    owner: Organisation | Partnership

    @property
    def is_organisation(self) -> bool:
        return self.kind == ORGANISATION

    @cached_property
    def held(self) -> list[Held]:
        return rules_of(self.owner) if self.is_organisation else proposals_of(self.owner)

    @cached_property
    def by_course(self) -> dict[int, list[Held]]:
        found = defaultdict(list)
        for each in self.held:
            found[each.need.course].append(each)
        return found

    @cached_property
    def groups(self) -> dict[int, PracticeGroup]:
        """Every staff group that may be asked for something, by name."""
        found = PracticeGroup.objects.exclude(code=NEVER_REQUIRED).order_by("name", "pk")
        return {group.pk: group for group in found}

    def groups_here(self, *, on: datetime.date) -> dict[int, PracticeGroup]:
        """Those that somebody is in on a day or later, or that a rule names; of a partnership every one. One query."""
        if not self.is_organisation:
            return self.groups
        posts = self.owner.posts.filter(Q(ends_on=None) | Q(ends_on__gte=on))
        keys = set(posts.order_by().values_list("practice_group_id", flat=True).distinct())
        keys = keys.union(*(each.need.groups for each in self.held))
        return {key: group for key, group in self.groups.items() if key in keys}

    @cached_property
    def teams(self) -> dict[int, Team]:
        """In the order of the tree. A partnership's proposals are of no team."""
        return {team.pk: team for team in self.owner.teams.order_by("path")} if self.is_organisation else {}

    @cached_property
    def roles(self) -> dict[int, JobRole]:
        """Job roles by name. A partnership's proposals are of none."""
        return {role.pk: role for role in self.owner.job_roles.in_order()} if self.is_organisation else {}

    @cached_property
    def courses(self) -> dict[int, Page]:
        """Live courses, and those that a rule is about, in the order of the catalogue."""
        named = {each.need.course for each in self.held}
        live = Page.objects.type(Programme).live()
        found = (Page.objects.filter(pk__in=named) | live).order_by("path")
        return {course.pk: course for course in found}

    def find(self, number: int) -> Held:
        """A rule of this place by its number. Not found for every other number."""
        rows = self.owner.requirements.all() if self.is_organisation else self.owner.need_defaults.all()
        get_object_or_404(rows, pk=number)
        return next(each for each in self.held if each.number == number)

    def title_of(self, need: Need) -> str:
        return self.courses[need.course].title

    def who(self, need: Need) -> str:
        """In words, such as "Health visitor, School nurse; Market"."""
        groups = ", ".join(str(group) for key, group in self.groups.items() if key in need.groups)
        teams = ", ".join(team.name for key, team in self.teams.items() if key in need.teams)
        roles = ", ".join(role.name for key, role in self.roles.items() if key in need.roles)
        return "; ".join(filter(None, [groups or "Every staff group", teams, roles]))

    def url(self, page: str, *args, **query) -> str:
        chosen = {name: value for name, value in query.items() if value}
        address = reverse(f"{self.kind}_{page}", args=[self.owner.pk, *args])
        return f"{address}?{urlencode(chosen)}" if chosen else address


def place_of(request, kind: str, pk: int, *, today: datetime.date) -> Place:
    """A place that whoever asks keeps the rules of. Not found for everyone else, and for every other key."""
    return Place(kind, get_object_or_404(KEPT_BY[kind](request.user, today=today), pk=pk))
