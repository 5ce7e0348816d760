"""What things are called on the day on which a month is kept or a paper is made."""

from collections.abc import Callable, Iterable

from wagtail.models import Page

from learning.people.organisations import Organisation, Team
from learning.people.posts import PracticeGroup
from learning.workforce.fields import indented
from learning.workforce.snapshots.rows import SnapshotName

What = SnapshotName.What


def names_of(
    organisation: Organisation,
    rules: dict,
    *,
    groups: Iterable[int] = (),
    teams: Iterable[int] = (),
) -> dict[str, dict[int, str]]:
    """An organisation, what its rules name, and more by their keys: each kind in its order. Three queries."""
    asked = rules["requirements"]
    groups = {*groups, *(key for rule in asked for key in rule["practice_groups"])}
    teams = {*teams, *(key for rule in asked for key in rule["teams"])}
    courses = {rule["course"] for rule in asked}
    return {
        What.ORGANISATION: {organisation.pk: str(organisation)},
        What.GROUP: _called(PracticeGroup.objects.filter(pk__in=groups).order_by("name", "pk"), str),
        What.TEAM: _called(Team.objects.filter(pk__in=teams), indented),
        What.COURSE: _called(Page.objects.filter(pk__in=courses).order_by("path"), lambda page: page.title),
    }


def _called(things, name_of: Callable) -> dict[int, str]:
    return {thing.pk: name_of(thing) for thing in things}
