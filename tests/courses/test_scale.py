"""seed_scale fills an empty database with an invented partnership, the same for the same seed, and counts its figures."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from courses.scale.plan import Plan, sizes
from deploy.scale_bars import judged
from learning.people.models import Absence, Organisation, Post, Team, User
from learning.records.models import Certificate
from learning.workforce.models import Requirement, Rollup, SharingAgreement, Touched
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
    assert SharingAgreement.objects.count() == 2
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


def test_measures_are_held_against_the_bars_of_their_size():
    measured = {
        "postgresql_1000_matrix_p95": 100,
        "postgresql_100000_matrix_p95": 200,
        "postgresql_100000_matrix_cpu": 151,
        "postgresql_1000000_matrix_p95": 150,
        "postgresql_1000000_lag_p99": 5.1,
        "sqlite_1000_writers_p99": 290,
        "sqlite_1000_writers_without_figures_p99": 100,
        "seed_1000": 5,
    }
    found = list(judged({"name": name, "value": value} for name, value in measured.items()))
    assert {line["name"]: (line["value"], line.get("passed")) for line in found} == {
        "postgresql_100000_matrix_p95_to_1000": (2.0, None),
        "postgresql_1000000_matrix_p95_to_1000": (1.5, True),
        "postgresql_100000_matrix_cpu": (151, False),
        "postgresql_1000000_lag_p99": (5.1, False),
        "sqlite_1000_writers_p99_to_none": (2.9, True),
    }
