"""Whom an organisation writes to in a week, of what, and why not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.records.models import Effect
from learning.records.worker import do_chores
from learning.workforce.models import Reminder, ReminderPlan
from learning.workforce.reminders import stops
from learning.workforce.reminders.tasks import CHOOSE, ask_for_the_week
from tests.factories import AbsenceFactory, OrganisationFactory, PostFactory, RequirementFactory
from tests.workforce.factories import DAY, ON, ReminderFactory, ReminderPlanFactory, certify
from tests.workforce.reminders.days import names, outcomes
from tests.workforce.world import CANARY, NOW, health_visitors

pytestmark = pytest.mark.django_db


def of(sent, name: str) -> str:
    return next(message.body for message in sent if message.body.startswith(f"Hello {name},"))


def test_a_digest_tells_what_is_late_and_what_is_coming_with_one_link(days, world):
    sent = days.work()
    assert names(sent) == ["Lars", "Nora", "Sana", "Vera"]
    lars = of(sent, "Lars")
    assert "Overdue:\n- The other course. Was due by 10 July 2023.\n- The first course. Lapsed 19 Nov" in lars
    assert "Coming up" not in lars
    assert "Coming up:\n- The first course. Valid until" in of(sent, "Sana")
    assert lars.count("http") == 1
    assert "/my-learning/" in lars


def test_every_person_has_a_row_that_says_why(days, world):
    person = world.someone("Stella Stopped")
    stops.stop(person=person, at=NOW)
    closed = world.someone("Cleo Closed")
    closed.is_active = False
    closed.save()
    days.work()
    assert outcomes() == {
        "Vera Valid": "sent",
        "Lars Lapsed": "sent",
        "Nora Never": "sent",
        "Nils New": "nothing",
        "Ada Away": "away",
        "Sana Soon": "sent",
        "Stella Stopped": "stopped",
        "Cleo Closed": "closed",
    }


def test_a_week_is_told_once_however_often_the_worker_looks(days):
    assert len(days.work("2027-03-01T09:00")) == 3
    assert [days.work(moment) for moment in ("2027-03-01T09:30", "2027-03-03T10:00", "2027-03-05T16:00")] == [
        []
    ] * 3
    assert Reminder.objects.filter(kind="digest").count() == 6


def test_nothing_new_is_not_told_again_until_the_next_stated_day(days):
    days.work("2027-03-01T09:00")
    assert names(days.work("2027-03-08T09:00")) == ["Sana"]
    assert outcomes(day="2027-03-08")["Nora Never"] == "no_news"
    assert names(days.work("2027-03-15T09:00")) == ["Lars", "Nora", "Vera"]
    assert days.work("2027-03-22T09:00") == []
    assert names(days.work("2027-03-30T09:00")) == ["Lars", "Nora", "Sana", "Vera"]


def test_what_is_done_since_is_told_no_more(days, world):
    days.work("2027-03-01T09:00")
    certify(world.people["lapsed"], world.course, ON - DAY)
    sent = days.work("2027-03-15T09:00")
    assert "The first course" not in of(sent, "Lars")


def test_whoever_was_written_to_late_in_a_week_waits_a_whole_one(days):
    """The worker had been away for four days."""
    assert len(days.work("2027-03-12T10:00")) == 4
    assert days.work("2027-03-15T09:00") == []
    assert set(outcomes(day="2027-03-15").values()) == {"told", "nothing", "away"}


@pytest.mark.parametrize(
    "moment", ["2027-03-01T08:59", "2027-03-01T17:00", "2027-03-06T12:00", "2027-03-29T12:00"]
)
def test_nobody_is_written_to_at_night_at_weekends_or_on_bank_holidays(moment, days):
    assert days.work(moment) == []
    assert not Reminder.objects.exists()


def test_what_could_not_be_sent_for_a_week_is_told_in_the_next(days, world):
    rows = {"organisation": world.organisation, "person": world.people["never"], "day": ON - 9 * DAY}
    told = [[world.course.pk, "2023-07-10", "late"], [world.other_course.pk, "2023-07-10", "late"]]
    ReminderFactory(**rows, outcome="waiting", about=told)
    assert "Nora" in names(days.work())


def test_a_missed_week_is_left_out_and_not_caught_up(days):
    days.work("2027-03-01T09:00")
    assert len(days.work("2027-03-22T09:00")) == 4
    assert set(Reminder.objects.values_list("day", flat=True)) == {ON.replace(day=1), ON.replace(day=22)}


def test_the_hours_are_londons_before_and_after_the_clocks_change(time_machine, days, world):
    assert days.work("2027-03-22T08:59") == []
    assert len(days.work("2027-03-22T09:00")) == 4
    assert days.work("2027-04-12T08:59") == []
    assert len(days.work("2027-04-12T09:00")) > 0


def test_a_clock_that_was_an_hour_ahead_doubles_nothing(days):
    assert len(days.work("2027-03-01T09:00")) == 3
    assert days.work("2027-03-01T08:00") == []
    assert days.work("2027-03-01T09:10") == []


def test_what_is_only_recommended_is_in_no_mail(days, world):
    for asked in world.organisation.requirements.all():
        asked.kind = asked.Kind.RECOMMENDED
        asked.save()
    assert days.work() == []
    assert set(outcomes().values()) == {"nothing", "away"}


def test_an_organisation_that_has_not_turned_it_on_writes_to_nobody(days, plan):
    plan.is_on = False
    plan.save()
    assert days.work() == []
    assert not Reminder.objects.exists()


def test_leavers_and_people_to_come_are_not_written_to(days, world):
    world.someone("Lea Left", ends_on=ON - DAY)
    world.someone("Tom Tomorrow", starts_on=ON + DAY)
    days.work()
    assert not {"Lea Left", "Tom Tomorrow"} & set(outcomes())


def test_a_short_illness_is_no_reason_and_a_long_one_is(days, world):
    AbsenceFactory(post=world.people["never"].posts.get(), kind="long_term_sick", starts_on=ON - 5 * DAY)
    AbsenceFactory(post=world.people["lapsed"].posts.get(), kind="long_term_sick", starts_on=ON - 40 * DAY)
    days.work()
    assert (outcomes()["Nora Never"], outcomes()["Lars Lapsed"]) == ("sent", "away")


def test_two_posts_are_one_digest_of_the_main_one_and_each_organisation_keeps_its_part(days, world):
    other = OrganisationFactory(name="Elsewhere")
    ReminderPlanFactory(organisation=other, weekday=4)
    RequirementFactory(organisation=other, course=world.other_course)
    RequirementFactory(organisation=other, course=world.course, groups=[health_visitors()])
    someone = world.people["soon"]
    PostFactory(person=someone, organisation=other, is_primary=False, starts_on=ON - 900 * DAY)
    sent = [message.body for message in days.work() if message.to == [someone.email]]
    days.work("2027-03-05T10:00")
    rows = Reminder.objects.filter(person=someone).order_by("-organisation")
    assert [row.courses for row in rows] == [
        {world.course.pk},
        {world.course.pk, world.other_course.pk},
    ]
    assert [row.outcome for row in rows] == ["sent", "sent"]
    assert len(sent) == 1
    ours, _, theirs = sent[0].partition("What Elsewhere asks of you:")
    assert ("The other course" in ours, "The other course" in theirs) == (False, True)


def test_no_letter_of_another_organisation_is_in_any_mail(days, world):
    ReminderPlanFactory(organisation=OrganisationFactory._meta.model.objects.get(name__contains=CANARY))
    sent = days.work()
    ours = [message for message in sent if not message.to[0].startswith("kanarien")]
    assert CANARY not in "".join(f"{m.subject}{m.body}" for m in ours if "Kanarienvogel," not in m.body)
    assert "Northmoor" not in "".join(m.body for m in sent if f"Hello {CANARY}" in m.body)


def test_choosing_takes_as_many_queries_for_a_hundred_people_as_for_one(days, world):
    with CaptureQueriesContext(connection) as few:
        days.work("2027-03-01T08:00")
    assert len(few) <= 8
    RequirementFactory(
        organisation=world.organisation,
        course=world.course,
        kind="statutory",
        effective_from=ON + 40 * DAY,
    )
    counts = []
    for moment, number in (("2027-03-01T09:00", 0), ("2027-03-22T09:00", 100)):
        for each in range(number):
            world.someone(f"Person {each}")
        counts.append(queries_of_choosing(days, moment))
    assert counts[0] == counts[1]


def queries_of_choosing(days, moment: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        days.work(moment)
    inserts = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    first = next(number for number, sql in enumerate(inserts) if 'DISTINCT "people_post"."person_id"' in sql)
    last = next(
        number for number, sql in enumerate(inserts) if sql.startswith('INSERT INTO "workforce_reminder"')
    )
    return last - first


@pytest.mark.parametrize(("moment", "is_on"), [("2027-03-08T08:00", True), ("2027-03-03T11:00", False)])
def test_what_was_asked_for_is_left_when_its_week_is_over_or_it_is_turned_off(moment, is_on, days, plan):
    ask_for_the_week(at=NOW)
    ReminderPlan.objects.update(is_on=is_on)
    assert days.work(moment) == []
    assert not Reminder.objects.exists()


def test_the_worker_asks_once_in_its_rounds_and_a_chore_that_fails_stops_no_other(plan, settings):
    ours = "learning.workforce.reminders.tasks.ask_for_the_week"
    settings.CHORES = ["tests.records.tasks.no_such_chore", ours]
    assert do_chores(clock=lambda: NOW)
    assert not do_chores(clock=lambda: NOW)
    assert set(Effect.objects.values_list("task", flat=True)) == {CHOOSE}
