"""What someone's filters offer: the organisations, teams, job roles and courses that they answer for, and no others."""

import datetime

from django.db.models import Q
from wagtail.models import Page

from learning.people.job_roles import JobRole
from learning.people.organisations import Organisation, Team
from learning.people.posts import Post
from learning.people.responsibilities import Responsibility
from learning.workforce import scopes
from learning.workforce.requirements import Requirement


def organisations_of(person, *, today: datetime.date):
    """Those that someone leads, and those that the teams they manage are part of."""
    managed = Q(pk__in=scopes.teams_answered_for(person, today=today).values("organisation"))
    led = Q(pk__in=scopes.organisations_led(person, today=today))
    return Organisation.objects.filter(led | managed).in_order()


def answers_for(person, *, today: datetime.date) -> str:
    """What someone answers for by name, in words: organisations, and teams with those below them."""
    rows = Responsibility.objects.in_force_on(today).filter(person=person.pk, partnership=None)
    found = rows.select_related("organisation", "team").order_by("organisation__name", "team__path", "pk")
    return ", ".join(str(row.organisation or row.team) for row in found)


def teams_of(person, *, today: datetime.date):
    """Those of the organisations that someone leads, and those that they manage, each with the teams below."""
    teams = Team.objects.filter(scopes.Reach.of(person, today=today).teams).select_related("organisation")
    return teams.order_by("organisation__name", "organisation_id", "path")


def roles_of(person, *, today: datetime.date):
    """Job roles of the organisations that someone leads, and those that somebody holds in the teams they manage."""
    led = Q(organisation__in=scopes.organisations_led(person, today=today))
    posts = Post.objects.filter(team__in=scopes.teams_managed(person, today=today))
    roles = JobRole.objects.filter(led | Q(pk__in=posts.values("job_role"))).select_related("organisation")
    return roles.order_by("organisation__name", "organisation_id", "name", "pk")


def courses_of(organisations):
    """What organisations have ever required or recommended, in the order of the catalogue."""
    asked = Requirement.objects.filter(organisation__in=organisations).order_by()
    return Page.objects.filter(pk__in=asked.values("course")).order_by("path")
