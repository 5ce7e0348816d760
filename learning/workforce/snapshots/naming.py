"""What things are called on the day on which a month is kept or a paper is made."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from wagtail.models import Page

from learning.people.job_roles import JobRole
from learning.people.organisations import Organisation, Team
from learning.people.posts import PracticeGroup
from learning.workforce.fields import indented
from learning.workforce.snapshots.rows import SIDES, SnapshotName

What = SnapshotName.What


def names_of(
    organisation: Organisation, rules: dict, *, counted: Iterable[tuple[str, int]] = ()
) -> dict[str, dict[int, str]]:
    """By their keys: the organisation, what its rules name, and what is counted, as dimensions and keys. Each kind in its order.
    Four queries.
    """
    keys = defaultdict(set)
    for dimension, key in counted:
        keys[dimension].add(key)
    for rule in rules["requirements"]:
        keys[What.COURSE].add(rule["course"])
        keys[What.GROUP].update(rule["practice_groups"])
        keys[What.TEAM].update(rule["teams"])
        keys[What.ROLE].update(rule["job_roles"])
    groups = PracticeGroup.objects.filter(pk__in=keys[What.GROUP]).order_by("name", "pk")
    courses = Page.objects.filter(pk__in=keys[What.COURSE]).order_by("path")
    return {
        What.ORGANISATION: {organisation.pk: str(organisation)},
        What.GROUP: _called(groups, str),
        What.ESR: _chosen(
            {esr_key(code): code.label for code in PracticeGroup.EsrStaffGroup}, keys[What.ESR]
        ),
        What.SIDE: _chosen({key: side.label for side, key in SIDES.items()}, keys[What.SIDE]),
        What.TEAM: _called(Team.objects.filter(pk__in=keys[What.TEAM]), indented),
        What.ROLE: _called(JobRole.objects.filter(pk__in=keys[What.ROLE]).in_order(), str),
        What.COURSE: _called(courses, lambda page: page.title),
    }


def esr_key(code: str) -> int:
    """0 for what is not in ESR."""
    return int(code or 0)


def _called(things, name_of: Callable) -> dict[int, str]:
    return {thing.pk: name_of(thing) for thing in things}


def _chosen(names: dict[int, str], keys: set[int]) -> dict[int, str]:
    return {key: name for key, name in names.items() if key in keys}
