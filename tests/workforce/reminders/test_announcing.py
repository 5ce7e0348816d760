"""The weekly mail says what will be asked, before it is asked, and says it once."""

import pytest

from tests.factories import AbsenceFactory, OrganisationFactory, PostFactory, RequirementFactory
from tests.workforce.factories import DAY, ON, ReminderPlanFactory, a_course
from tests.workforce.reminders.days import outcomes
from tests.workforce.world import health_visitors

pytestmark = pytest.mark.django_db
MONDAY = ON - 2 * DAY
WORDS = (
    "- From 1 April 2027 Northmoor Community Health asks “First bond” of you. You have 90 days to complete it. "
    "Renewed every 36 months."
)


@pytest.fixture
def announce(world):
    def announce(**facts):
        facts = {
            "organisation": world.organisation,
            "course": a_course("First bond"),
            "groups": [health_visitors()],
            "effective_from": ON.replace(month=4, day=1),
        } | facts
        return RequirementFactory(**facts)

    return announce


def mail_to(sent, name: str):
    return next((message for message in sent if message.body.startswith(f"Hello {name},")), None)


def test_whoever_has_nothing_else_to_be_told_is_told_once(days, announce):
    announce()
    nils = mail_to(days.work("2027-03-01T09:00"), "Nils")
    assert nils.subject == "Your training: what will be asked of you"
    assert f"Announced, and not asked yet:\n{WORDS}\n" in nils.body
    assert ("Overdue" in nils.body, "Coming up" in nils.body) == (False, False)
    days.work("2027-03-08T09:00")
    assert outcomes(day="2027-03-08")["Nils New"] == "no_news"


def test_it_stands_beside_what_is_late_and_only_with_those_it_is_about(days, announce):
    announce()
    sent = days.work("2027-03-01T09:00")
    lars = mail_to(sent, "Lars")
    assert lars.subject == "Your training: 2 courses to do or to renew"
    assert ("Overdue:" in lars.body, WORDS in lars.body) == (True, True)
    assert (mail_to(sent, "Sana"), outcomes()["Sana Soon"]) == (None, "nothing")


@pytest.mark.parametrize(
    "facts",
    [{"effective_from": MONDAY + 61 * DAY}, {"kind": "recommended"}],
    ids=["in 61 days", "recommended"],
)
def test_what_is_far_off_or_only_recommended_is_not_announced(facts, days, announce):
    announce(**facts)
    days.work("2027-03-01T09:00")
    assert outcomes()["Nils New"] == "nothing"


def test_in_60_days_is_soon(days, announce):
    announce(effective_from=MONDAY + 60 * DAY)
    days.work("2027-03-01T09:00")
    assert outcomes()["Nils New"] == "sent"


def test_nobody_is_told_of_a_post_that_they_are_away_from(days, announce, world):
    announce()
    new = world.people["new"]
    AbsenceFactory(post=new.posts.get(), starts_on=MONDAY - DAY)
    days.work("2027-03-01T09:00")
    assert (outcomes()["Ada Away"], outcomes()["Nils New"]) == ("away", "away")


def test_what_is_taken_back_before_the_mail_goes_is_not_said(days, announce):
    rule = announce()
    days.choose()
    assert outcomes()["Nils New"] == "waiting"
    rule.delete()
    days.work("2027-03-04T10:30")
    assert outcomes()["Nils New"] == "nothing"


def test_what_goes_on_with_other_terms_says_no_days(days, announce, world):
    """For many they are over."""
    announce(course=world.course, kind="statutory", refresh_months=None, asked_since=ON - 900 * DAY)
    body = mail_to(days.work("2027-03-01T09:00"), "Nils").body
    assert "asks “The first course” of you. Once is enough.\n" in body


def test_each_organisation_announces_its_own_in_one_mail(days, announce, world):
    other = OrganisationFactory(name="Harbour Trust")
    ReminderPlanFactory(organisation=other)
    new = world.people["new"]
    PostFactory(person=new, organisation=other, is_primary=False, starts_on=ON - 900 * DAY)
    announce(organisation=other, groups=[])
    body = mail_to(days.work("2027-03-01T09:00"), "Nils").body
    assert "Harbour Trust asks “First bond” of you." in body
    rows = {row.organisation_id: row.outcome for row in new.reminders.all()}
    assert rows == {world.organisation.pk: "nothing", other.pk: "sent"}
