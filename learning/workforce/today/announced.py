"""What begins soon to be asked in what a lead or manager answers for: one line of the page of today."""

import datetime
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q
from django.utils.formats import date_format

from learning.people.posts import Post
from learning.workforce import scopes
from learning.workforce.audiences import Audience, audiences_of
from learning.workforce.filters import Filters
from learning.workforce.needs.coming import ANNOUNCED_DAYS
from learning.workforce.requirements import NEVER_REQUIRED, Requirement

LINE = "{course}, {kind}, from {day}: {who}"
EVERYWHERE = ""
Kind = tuple[int, str, int | None, datetime.date | None]


def announced_in(person, filters: Filters) -> list[str]:
    """The rules that begin within 60 days, the soonest first, each in words. Seven queries at most, however many."""
    places = _places(person, filters)
    rules = Requirement.objects.beginning_within(ANNOUNCED_DAYS, after=filters.today).of(places)
    if filters.course:
        rules = rules.filter(course=filters.course)
    rules = rules.select_related("course").prefetch_related("practice_groups", "teams")
    kinds = _kinds_of_posts(places, filters)
    found = [
        audience.requirement
        for organisation, audiences in audiences_of(rules).items()
        for audience in audiences
        if _concerns(audience, places[organisation], kinds.get(organisation, ()))
    ]
    return [_line(rule) for rule in sorted(found, key=lambda rule: (rule.effective_from, rule.pk))]


def _places(person, filters: Filters) -> dict[int, list[str]]:
    """By organisation, the paths of the teams that they answer for, and of those what was chosen."""
    managed = scopes.teams_managed(person, today=filters.today).values_list("organisation_id", "path")
    places = {organisation: [EVERYWHERE] for organisation in filters.led}
    for organisation, path in managed:
        places.setdefault(organisation, []).append(path)
    if filters.organisation:
        places = {filters.organisation.pk: places.get(filters.organisation.pk, [])}
    return {filters.team.organisation_id: [filters.team.path]} if filters.team else places


def _kinds_of_posts(places: dict[int, list[str]], filters: Filters) -> dict[int, list[Kind]]:
    """By organisation of which some teams are meant, what a rule can be for: staff group, path of the team, job role and last day of
    posts that are held or begin later.
    """
    teams = Q()
    for organisation, paths in places.items():
        for path in filter(None, paths):
            teams |= Q(organisation=organisation, team__path__startswith=path)
    if not teams:
        return {}
    posts = Post.objects.filter(teams).filter(Q(ends_on=None) | Q(ends_on__gt=filters.today))
    posts = posts.exclude(practice_group__code=NEVER_REQUIRED).order_by()
    rows = posts.values_list("organisation", "practice_group", "team__path", "job_role", "ends_on").distinct()
    kinds = defaultdict(list)
    for organisation, *kind in rows:
        kinds[organisation].append(tuple(kind))
    return kinds


def _concerns(audience: Audience, paths: list[str], kinds: Collection[Kind]) -> bool:
    """A whole organisation whatever is asked there; some teams what somebody in them is asked."""
    begins = audience.requirement.effective_from
    return EVERYWHERE in paths or any(
        audience.includes(*kind) for *kind, ends_on in kinds if ends_on is None or ends_on >= begins
    )


def _line(rule: Requirement) -> str:
    return LINE.format(
        course=rule.course.title,
        kind=rule.get_kind_display().lower(),
        day=date_format(rule.effective_from),
        who=rule.who(),
    )
