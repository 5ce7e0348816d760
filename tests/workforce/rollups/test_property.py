"""Over random partnerships, what is kept says what counting says: from nothing, after any fact, and as days go by."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from learning.people.models import Absence, Organisation, Post
from learning.records.models import Certificate, Enrolment, Revocation
from learning.workforce.models import KeptStanding, Requirement, RollupRow, Touched
from learning.workforce.rollups import rebuilding, verifying
from tests.factories import UserFactory
from tests.workforce.factories import DAY, ON, certify, noon
from tests.workforce.rollups.live import fold_all, same_everywhere
from tests.workforce.test_property import awards, places, posts, rules, world, write

__all__ = ["places", "world"]

QUICK = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # a smaller example would take minutes to find
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
drawn = (
    st.lists(posts, min_size=8, max_size=10),
    st.lists(rules, min_size=5, max_size=6),
    st.lists(awards, min_size=4, max_size=6),
)


@pytest.fixture(autouse=True)
def _within_a_transaction(db):
    """Triggers add rows for what the fixtures write; each example begins without."""
    Touched.objects.all().delete()


@given(*drawn)
@QUICK
def test_folded_and_built_at_once_are_the_same_and_are_what_counting_says(world, people, asked, held):
    with transaction.atomic():
        write(world, people, asked, held)
        fold_all(at=noon(ON))
        same_everywhere(ON)
        folded = rows()
        rebuilding.rebuild(Organisation.objects.all(), today=ON)
        assert rows() == folded
        assert verifying.verify().differences == []
        transaction.set_rollback(True)


@given(*drawn)
@QUICK
def test_whatever_is_written_is_folded(world, people, asked, held):
    with transaction.atomic():
        write(world, people[:6], asked[:4], held[:3])
        fold_all(at=noon(ON))
        change(world)
        write(world, people[6:], asked[4:], held[3:])
        fold_all(at=noon(ON))
        assert not Touched.objects.exists()
        same_everywhere(ON)
        transaction.set_rollback(True)


@given(*drawn, st.lists(st.sampled_from([1, 1, 2, 4, 27, 61, 90]), min_size=6, max_size=6))
@settings(QUICK, max_examples=5)
def test_days_go_by_and_nothing_is_written(world, people, asked, held, steps):
    with transaction.atomic():
        write(world, people, asked, held)
        on = ON - 100 * DAY
        fold_all(at=noon(on))
        for step in steps:
            on += step * DAY
            fold_all(at=noon(on))
            same_everywhere(on)
        transaction.set_rollback(True)


def change(world) -> None:
    """Something of everything: a post ends, another moves or gets a job role, someone comes back, is certified, or is not any more."""
    for post in Post.objects.order_by("pk")[:2]:
        post.ends_on = max(post.starts_on, ON - DAY)
        post.save()
    for post in Post.objects.filter(team=None).order_by("-pk")[:1]:
        other = Post.objects.exclude(team=None).exclude(organisation=post.organisation).first()
        if other:
            place = {"organisation": other.organisation, "team": other.team}
            Post.objects.filter(pk=post.pk).update(starts_on=ON - 5 * DAY, ends_on=None, **place)
    for post in Post.objects.filter(job_role=None).order_by("pk")[:1]:
        Post.objects.filter(pk=post.pk).update(job_role=post.organisation.job_roles.in_order().first())
    for absence in Absence.objects.filter(ended_on=None, starts_on__lt=ON).order_by("pk")[:1]:
        absence.ended_on = ON - DAY
        absence.save()
    certify(world[1][0], world[2][0], ON)
    for person, course in zip(world[1], world[2][::-1], strict=False):
        Enrolment.objects.get_or_create(learner=person, course=course, defaults={"enrolled_at": noon(ON)})
    Absence.objects.filter(expected_until=None, starts_on__lt=ON - DAY).update(expected_until=ON - DAY)
    for certificate in Certificate.objects.order_by("pk")[:1]:
        Revocation.objects.get_or_create(
            certificate=certificate,
            defaults={"revoked_at": noon(ON), "revoked_by": UserFactory(), "reason": "A mistake"},
        )
    for rule in Requirement.objects.order_by("pk")[:1]:
        rule.target_pct, rule.refresh_months, rule.teams = 70, 12, []
        rule.job_roles = []
        rule.save()


def rows() -> tuple[list, list]:
    """All that is kept, without keys."""
    numbers = RollupRow.objects.order_by("organisation", "team_path", "side", "group", "is_required")
    columns = [field.attname for field in KeptStanding._meta.fields if field.name != "id"]
    return (
        [
            (row.organisation_id, row.team_path, row.side, row.group, row.is_required, row.numbers)
            for row in numbers
        ],
        list(KeptStanding.objects.order_by("post", "course").values_list(*columns)),
    )
