"""What begins soon to be asked in what a lead or manager answers for: one line of the page of today."""

from django.utils.formats import date_format

from learning.workforce import scopes
from learning.workforce.audiences import Audience, audiences_of
from learning.workforce.filters import Filters
from learning.workforce.needs.coming import ANNOUNCED_DAYS
from learning.workforce.requirements import Requirement

LINE = "{course}, {kind}, from {day}: {who}"
EVERYWHERE = ""


def announced_in(person, filters: Filters) -> list[str]:
    """The rules that begin within 60 days, the soonest first, each in words. Six queries at most, however many."""
    places = _places(person, filters)
    rules = Requirement.objects.beginning_within(ANNOUNCED_DAYS, after=filters.today).of(places)
    if filters.course:
        rules = rules.filter(course=filters.course)
    rules = rules.select_related("course").prefetch_related("practice_groups", "teams")
    found = [
        audience.requirement
        for organisation, audiences in audiences_of(rules).items()
        for audience in audiences
        if _concerns(audience, places[organisation])
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


def _concerns(audience: Audience, paths: list[str]) -> bool:
    """Whether it is for everyone, or for a team among some teams, above one or below one."""
    named = audience.team_paths
    return not named or any(one.startswith(path) or path.startswith(one) for one in named for path in paths)


def _line(rule: Requirement) -> str:
    return LINE.format(
        course=rule.course.title,
        kind=rule.get_kind_display().lower(),
        day=date_format(rule.effective_from),
        who=rule.who(),
    )
