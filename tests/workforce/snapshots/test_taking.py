"""What is kept of a month, when, and that it is kept once."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.people.models import Post, PracticeGroup
from learning.people.sides import Side
from learning.records.models import Effect
from learning.records.worker import do_chores, work_once
from learning.workforce.figures import figures
from learning.workforce.filters import Asked, Filters
from learning.workforce.snapshots import taking
from learning.workforce.snapshots.rows import SIDES, Dimension, Snapshot
from learning.workforce.snapshots.showing import Kept
from tests.factories import JobRoleFactory, OrganisationFactory, RequirementFactory
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.snapshots.conftest import FEBRUARY
from tests.workforce.world import NOW

ESR = [code for code in PracticeGroup.EsrStaffGroup.values if code]
HOUR = datetime.timedelta(hours=1)
JANUARY, DECEMBER = datetime.date(2027, 1, 31), datetime.date(2026, 12, 31)


def work_all() -> None:
    while work_once(worker="test") or work_once(worker="test", is_long=True):
        pass


def test_it_keeps_the_numbers_that_the_table_shows_for_that_day(world, kept):
    shown = figures(world.lead, Filters(today=ON, on=FEBRUARY))
    rows = kept.rows.filter(asked=Asked.REQUIRED)
    for course in shown.table.courses:
        whole = rows.get(dimension=Dimension.WHOLE, course=course)
        assert whole.count == shown.table.totals[course].count
        for group in shown.table.rows:
            if (group, course) in shown.table.cells:
                row = rows.get(dimension=Dimension.GROUP, key=group, course=course)
                assert row.count == shown.table.cell(group, course).count


def test_a_team_is_kept_with_the_teams_below_it(world, kept):
    teams = kept.rows.filter(dimension=Dimension.TEAM, course=world.course.pk).order_by("key")
    assert {(row.key, row.n, row.due, tuple(row.left_out.items())) for row in teams} == {
        (world.team.pk, 1, 3, (("maternity", 1), ("new_starter", 1))),
        (world.below.pk, 0, 0, (("maternity", 1),)),
        (world.beside.pk, 1, 1, ()),
    }


@pytest.mark.parametrize(("dimension", "name"), [(Dimension.SIDE, "side"), (Dimension.ESR, "esr")])
def test_sides_and_esr_staff_groups_are_kept_as_their_table_shows_them(dimension, name, world):
    Post.objects.filter(person=world.people["soon"]).update(service_side=Side.ADULT)
    kept = taking.take(organisation=world.organisation, month_end=FEBRUARY, at=NOW)
    choices = {"side": [(SIDES[side], side) for side in SIDES], "esr": [(int(code), code) for code in ESR]}
    found = {
        key: figures(world.lead, Filters(today=ON, on=FEBRUARY, **{name: value})).table.totals
        for key, value in choices[name]
    }
    rows = kept.rows.filter(asked=Asked.REQUIRED, dimension=dimension).order_by("pk")
    assert {(row.key, row.course_id): row.count for row in rows} == {
        (key, course): cell.count for key, totals in found.items() for course, cell in totals.items()
    }
    assert len({row.key for row in rows}) == {"side": 2, "esr": 1}[name]


def test_it_keeps_by_how_long_people_were_late_and_who_was_to_lapse(world, kept):
    """Lapsed 102 days before the third of March; never completed, four years in post; lapsing within 33 days."""
    [row] = kept.rows.filter(dimension=Dimension.WHOLE, course=world.course.pk)
    assert (row.late_30, row.late_90, row.late_365, row.late_longer) == (0, 0, 1, 1)
    assert (row.lapsing_30, row.lapsing_60, row.lapsing_90) == (0, 1, 1)


def test_it_keeps_the_rules_and_nobodys_name(world, kept):
    rules = json.loads(kept.rules)
    assert [rule["course"] for rule in rules["requirements"]] == [world.course.pk, world.other_course.pk]
    assert rules["requirements"][1]["practice_groups"] == [
        world.people["valid"].posts.get().practice_group_id
    ]
    everything = kept.rules + str(list(kept.rows.values())) + str(list(kept.names.values()))
    assert [person.name for person in world.people.values() if person.name in everything] == []


def test_the_same_rules_have_the_same_mark_in_every_month_and_others_another(world, kept):
    before = taking.take(organisation=world.organisation, month_end=JANUARY, at=NOW)
    assert len(kept.rules_hash) == 64
    assert before.rules_hash == kept.rules_hash
    kept.organisation.requirements.filter(course=world.course.pk).update(target_pct=50)
    rules = taking.canonical(taking.rules_of(world.organisation, on=FEBRUARY))
    assert taking.digest(rules) != kept.rules_hash


def test_asking_again_returns_what_was_kept_whatever_has_changed(world, kept):
    rows = list(kept.rows.order_by("pk").values())
    certify(world.people["never"], world.course, FEBRUARY - DAY)
    again = taking.take(organisation=world.organisation, month_end=FEBRUARY, at=NOW + DAY)
    assert again == kept
    assert list(again.rows.order_by("pk").values()) == rows


@pytest.mark.parametrize(
    "day", [datetime.date(2027, 3, 31), datetime.date(2027, 2, 27), datetime.date(2020, 1, 31)]
)
def test_a_month_that_is_not_over_is_refused(day, world):
    with pytest.raises(taking.MonthNotOver):
        taking.take(organisation=world.organisation, month_end=day, at=NOW)
    assert not Snapshot.objects.exists()


def london(*moment) -> datetime.datetime:
    """A moment of the clock in London."""
    return datetime.datetime(*moment, tzinfo=taking.timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("at", "newest"),
    [
        (london(2027, 4, 1, 0, 30), FEBRUARY),
        (london(2027, 4, 1, 2, 59), FEBRUARY),
        (london(2027, 4, 1, 3, 0), datetime.date(2027, 3, 31)),
        (london(2028, 3, 1, 4, 0), datetime.date(2028, 2, 29)),
        (london(2027, 1, 1, 4, 0), DECEMBER),
        # The clocks go forward on a 28 March, and back on a 31 October.
        (london(2027, 3, 28, 3, 30), FEBRUARY),
        (london(2027, 10, 31, 23, 59), datetime.date(2027, 9, 30)),
        (london(2027, 11, 1, 3, 0), datetime.date(2027, 10, 31)),
    ],
)
def test_a_month_is_counted_three_hours_after_its_end_so_that_a_wrong_clock_takes_none_too_early(at, newest):
    assert taking.last_ended(at) == newest


def test_the_worker_keeps_each_month_of_each_organisation_once(world, time_machine):
    OrganisationFactory(name="Asks nothing")
    assert do_chores()
    work_all()
    assert list(Snapshot.objects.values_list("month_end", flat=True)) == [FEBRUARY, FEBRUARY]
    assert not do_chores()
    for moment in (NOW + HOUR, NOW + 24 * HOUR, NOW + 25 * HOUR, NOW - HOUR):
        time_machine.move_to(moment, tick=False)
        do_chores()
        work_all()
    assert Snapshot.objects.count() == 2
    assert not Effect.objects.exclude(last_error="").exists()


def test_months_that_were_missed_are_kept_later(world, time_machine):
    taking.take(organisation=world.organisation, month_end=DECEMBER, at=NOW)
    do_chores()
    work_all()
    months = Snapshot.objects.filter(organisation=world.organisation).order_by("month_end")
    assert [each.month_end for each in months] == [DECEMBER, JANUARY, FEBRUARY]


def test_two_at_a_time_keep_one(world, kept):
    """The other had looked before the first was written."""
    late = Snapshot(
        organisation=world.organisation, month_end=FEBRUARY, made_at=NOW, rules="{}", rules_hash="0"
    )
    with pytest.raises(taking.IntegrityError):
        taking._write(late, [], [])


def test_queries_do_not_grow_with_people(world):
    def queries(month_end) -> int:
        with CaptureQueriesContext(connection) as captured:
            taking.take(organisation=world.organisation, month_end=month_end, at=NOW)
        return len(captured)

    few = queries(JANUARY)
    for number in range(60):
        world.someone(f"Person {number}", team=(world.team, world.below)[number % 2])
    RequirementFactory(organisation=world.organisation, course=world.course, teams=[world.team])
    assert queries(DECEMBER) == few


def test_job_roles_that_a_rule_names_are_in_the_rules_and_their_words(world):
    role = JobRoleFactory(organisation=world.organisation, name="Duty lead")
    RequirementFactory(organisation=world.organisation, course=world.course, roles=[role])
    snapshot = taking.take(organisation=world.organisation, month_end=JANUARY, at=NOW)
    rules = json.loads(snapshot.rules)["requirements"]
    assert [rule["job_roles"] for rule in rules] == [[], [], [role.pk]]
    assert "In the job roles Duty lead" in Kept(snapshot).rules_in_words[-1][1]
