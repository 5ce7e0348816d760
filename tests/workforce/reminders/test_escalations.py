"""The line manager hears of whoever is late for two weeks, workforce leads after six; status only, and weekly at most."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone

from learning.records import effects
from learning.records.worker import work_once
from learning.workforce.models import Reminder
from learning.workforce.reminders.escalations import write_escalations
from learning.workforce.reminders.rules import monday
from learning.workforce.reminders.tasks import ESCALATE, ask_for_the_week, escalate
from tests.factories import AbsenceFactory, LineManagerFactory, PostFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.reminders.days import outcomes
from tests.workforce.world import CANARY

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(world):
    return LineManagerFactory(team=world.team, person__name="Max Manager").person


def mails(days, moment: str = "") -> dict[str, str]:
    """By address, those that tell of others."""
    sent = days.work(moment, subject="")
    return {message.to[0]: message.body for message in sent if "have been late" in message.body}


def test_the_manager_hears_who_is_late_for_what_and_nothing_else(days, world, manager):
    body = mails(days)[manager.email]
    assert "- Lars Lapsed: The first course. Lapsed 19 November 2026.\n" in body
    assert "- Nora Never: The other course. Never completed. Was due by 10 July 2023.\n" in body
    assert [word for word in ("Sana", "Ada", "Nils", "way", CANARY) if word in body] == []
    assert body.count("http") == 1


def test_the_lead_hears_of_the_whole_organisation_later(days, world, manager, plan):
    recently = world.someone("Rita Recent")
    certify(recently, world.other_course, ON - DAY)
    certify(recently, world.course, ON - 1115 * DAY)  # lapsed 20 days ago
    sent = mails(days)
    assert "Rita Recent" in sent[manager.email]
    assert "Rita Recent" not in sent[world.lead.email]
    assert "Lars Lapsed" in sent[world.lead.email]


def test_nobody_hears_of_who_is_late_for_less_than_the_stated_days(days, plan, manager, world):
    plan.manager_after_days, plan.lead_after_days = 300, 365
    plan.save()
    body = mails(days)[manager.email]
    assert "Lars Lapsed: The first course" not in body
    assert "Nora Never" in body


def test_the_same_list_is_not_sent_twice_and_someone_new_on_it_is_news(days, world, manager):
    assert manager.email in mails(days, "2027-03-01T09:00")
    assert mails(days, "2027-03-08T09:00") == {}
    assert outcomes("manager")["Max Manager"] == "no_news"
    late = world.someone("Nell Newly")
    body = mails(days, "2027-03-15T09:00")[manager.email]
    assert late.name in body


def test_the_nearest_manager_hears_and_the_one_above_while_that_one_is_away(days, world, manager):
    near = LineManagerFactory(team=world.below, person__name="Bea Below").person
    post = PostFactory(person=near, organisation=world.organisation, team=world.beside, starts_on=ON)
    world.someone("Dora Desk", team=world.below)
    sent = mails(days, "2027-03-01T09:00")
    assert ("Dora Desk" in sent[near.email], "Dora Desk" in sent[manager.email]) == (True, False)
    AbsenceFactory(post=post, starts_on=ON)
    assert "Dora Desk" in mails(days, "2027-03-15T09:00")[manager.email]
    assert outcomes("manager")["Bea Below"] == "away"


def test_nobody_hears_of_themselves_and_a_closed_account_of_nobody(days, world, manager):
    PostFactory(person=manager, organisation=world.organisation, team=world.team, starts_on=ON - 900 * DAY)
    closed = WorkforceLeadFactory(organisation=world.organisation, person__name="Cleo Closed").person
    closed.is_active = False
    closed.save()
    sent = mails(days)
    assert "Max Manager" not in sent[manager.email]
    assert "Max Manager" in sent[world.lead.email]
    assert outcomes("lead")["Cleo Closed"] == "closed"


def test_a_mail_holds_fifty_lines_and_says_how_many_more(days, world, manager):
    for number in range(60):
        world.someone(f"Person {number}")
    body = mails(days)[manager.email]
    assert body.count("\n- ") == 51
    assert "- and 75 more" in body


def test_who_is_no_longer_late_is_in_no_mail(days, world, manager):
    days.choose()
    world.organisation.requirements.update(first_due_days=3650)
    certify(world.people["lapsed"], world.course, ON)
    assert mails(days, "2027-03-04T11:00") == {}
    assert outcomes("manager")["Max Manager"] == "nothing"


class Killed(Exception):
    """The worker ends here."""


def test_it_is_a_long_task_that_keeps_its_lease_and_is_done_once_whoever_dies(days, plan, manager):
    lease = datetime.timedelta(seconds=settings.EFFECT_LEASE_SECONDS)
    ask_for_the_week(at=timezone.now())
    while work_once(worker="test"):
        pass
    begun = timezone.now()
    effect = effects.lease(worker="dead", is_long=True, at=begun)
    assert effect.task == ESCALATE

    def die():
        raise Killed

    with pytest.raises(Killed):
        write_escalations(plan, week=monday(begun.date()), at=begun, keep=die)
    assert not Reminder.objects.filter(kind="manager").exists()
    days.clock.move_to(begun + lease * 0.9, tick=False)
    escalate.func(**effect.arguments)
    effect.refresh_from_db()
    assert effect.leased_until > begun + lease
    days.clock.move_to(effect.leased_until + lease, tick=False)
    assert manager.email in mails(days)
    assert Reminder.objects.filter(kind="manager").count() == 1
