"""seed_scale fills an empty database with an invented partnership, the same for the same seed, and counts its figures."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from courses.scale.plan import Plan, sizes
from learning.people.models import Absence, Organisation, Post, Team, User
from learning.records.models import Certificate
from learning.workforce.models import Requirement, Rollup, Touched
from learning.workforce.rollups.verifying import verify
from tests.factories import UserFactory


@pytest.fixture
def today(time_machine, now):
    time_machine.move_to(now, tick=False)


def seed(**options) -> None:
    call_command("seed_scale", staff=60, courses=8, **options)


@pytest.mark.usefixtures("db", "today")
def test_it_fills_a_database_once_and_its_figures_are_what_counting_says(capsys):
    seed(organisations=2)
    first = [people(), certificates()]
    assert (Organisation.objects.count(), len(people()), Rollup.objects.filter(is_ready=True).count()) == (
        2,
        60 + 2 + 2 + 1,
        2,
    )
    assert {model.objects.exists() for model in (Absence, Certificate, Requirement)} == {True}
    assert Post.objects.filter(team__isnull=True).count() == 0
    assert Team.find_problems() == ([], [], [], [], [])
    report = verify()
    assert report.standings > 300
    assert (report.differences, Touched.objects.count()) == ([], 0)
    capsys.readouterr()
    seed()
    assert "seeded before. Nothing was changed" in capsys.readouterr().out
    assert [people(), certificates()] == first


def people() -> list[tuple]:
    return list(User.objects.order_by("pk").values_list("email", "name"))


def certificates() -> list[tuple]:
    return list(Certificate.objects.order_by("pk").values_list("learner__email", "awarded_on", "code"))


def test_the_same_seed_gives_the_same_people():
    day = datetime.date(2027, 3, 3)
    one, same, other = (
        list(Plan(1, 50, courses=8, groups=5, seed=seed, today=day).people()) for seed in (1, 1, 2)
    )
    assert one == same != other
    assert [sum(sizes(staff, None)) for staff in (1, 2, 1000, 99_999)] == [1, 2, 1000, 99_999]


@pytest.mark.django_db
def test_a_database_with_other_people_is_refused():
    UserFactory()
    with pytest.raises(CommandError, match="were not seeded. Nothing was changed"):
        seed()
    with pytest.raises(CommandError, match="at least one of each"):
        call_command("seed_scale", staff=0)
    assert User.objects.count() == 1
