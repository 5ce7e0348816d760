"""What a lead sees of messages, how an organisation is told when to write, and how someone stops their own mail."""

import html

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from learning.people.models import Organisation, User
from learning.records.models import Effect
from learning.workforce.models import Reminder, ReminderPlan, ReminderStop
from learning.workforce.reminders.plans import FIELDS, PLAN_SET
from learning.workforce.reminders.weekly import key_of
from tests.factories import EffectFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON, ReminderFactory, ReminderPlanFactory
from tests.workforce.world import CANARY, NOW

pytestmark = pytest.mark.django_db

URL = reverse("reminders")
MINE = reverse("weekly_mail")


def page(response) -> str:
    return html.unescape(response.content.decode())


def shown(client, **query) -> list[tuple]:
    return [(line.name, line.kind, line.word) for line in client.get(URL, query).context["page"]]


def test_a_lead_sees_each_message_and_why_it_was_sent_or_not(days, world, lead_client):
    days.work()
    assert set(shown(lead_client)) == {
        ("Lars Lapsed", "Weekly mail", "Sent"),
        ("Nora Never", "Weekly mail", "Sent"),
        ("Sana Soon", "Weekly mail", "Sent"),
        ("Vera Valid", "Weekly mail", "Sent"),
        ("Nils New", "Weekly mail", "Not sent: nothing due"),
        ("Ada Away", "Weekly mail", "Not sent: away"),
        ("Lena Lead", "To the workforce lead", "Sent"),
    }
    text = page(lead_client.get(URL))
    assert "<li>Sent: 4</li>" in text
    assert "The first course, The other course" in text
    assert [line[0] for line in shown(lead_client, became="not_sent", person=world.people["away"].pk)] == [
        "Ada Away"
    ]
    assert len(shown(lead_client, became="sent")) == 5


def test_where_there_is_no_message_it_says_so(lead_client):
    assert "Nobody has been written to yet." in page(lead_client.get(URL))
    assert "There is no such message." in page(lead_client.get(URL, {"became": "sent"}))


def test_a_nudge_is_shown_with_when_and_by_whom(world, lead_client):
    row = {"organisation": world.organisation, "person": world.people["never"], "kind": "nudge"}
    ReminderFactory(**row, by=world.lead, day=ON - DAY)
    text = page(lead_client.get(URL, {"person": world.people["never"].pk}))
    assert "Nudge by Lena Lead" in text
    assert "2 March 2027, 12:00" in text


def test_the_record_of_a_person_leads_to_their_messages_for_a_lead_alone(world, lead_client, manager_client):
    key = world.people["never"].pk
    address = reverse("workforce_person", args=[key])
    assert f"{URL}?person={key}" in page(lead_client.get(address))
    assert URL not in page(manager_client.get(address))


def test_a_lead_sees_no_message_of_others_nor_of_whoever_has_left(world, lead_client):
    canary = User.objects.get(name__contains=CANARY)
    left = world.someone("Lea Left", ends_on=ON - DAY)
    ReminderFactory(organisation=Organisation.objects.get(name__contains=CANARY), person=canary)
    ReminderFactory(organisation=world.organisation, person=left)
    ReminderFactory(organisation=world.organisation, person=left, kind="lead")
    assert shown(lead_client) == []
    assert shown(lead_client, person=canary.pk) == []
    assert CANARY not in page(lead_client.get(URL))


def test_what_is_unknown_shows_nothing(lead_client):
    for query in ({"became": "x"}, {"person": "9" * 30}, {"person": "x"}):
        assert lead_client.get(URL, query).status_code == 200


def test_a_message_that_was_given_up_says_so(world, lead_client):
    row = ReminderFactory(organisation=world.organisation, person=world.people["never"], outcome="waiting")
    assert shown(lead_client) == [("Nora Never", "Weekly mail", "Waiting to be sent")]
    EffectFactory(key=key_of(row), given_up_at=NOW)
    [line] = shown(lead_client)
    assert line[2].startswith("Could not be sent")


def test_the_list_takes_as_many_queries_for_fifty_as_for_one(world, lead_client):
    counts = []
    for number in (1, 49):
        for each in range(number):
            person = world.someone(f"Person {number} {each}")
            ReminderFactory(
                organisation=world.organisation,
                person=person,
                about=[[world.course.pk, "2027-03-01", "soon"]],
            )
        with CaptureQueriesContext(connection) as captured:
            lead_client.get(URL)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def plan_address(world) -> str:
    return reverse("reminder_plan", args=[world.organisation.pk])


GIVEN = dict(zip(FIELDS, ("on", 2, 10, 16, 60, 14, 21, 30, 60), strict=True))


def test_a_lead_says_when_their_organisation_writes_and_that_is_kept(world, lead_client):
    assert "write to people every week" in page(lead_client.get(plan_address(world))).lower()
    assert not ReminderPlan.objects.exists()
    response = lead_client.post(plan_address(world), GIVEN)
    assert response.headers["Location"] == URL
    plan = ReminderPlan.objects.get(organisation=world.organisation)
    assert (plan.is_on, plan.weekday, plan.from_hour, plan.lead_after_days) == (True, 2, 10, 60)
    entry = ModelLogEntry.objects.get(action=PLAN_SET)
    assert (entry.user, entry.data["weekday"]) == (world.lead, 2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"until_hour": 10}, "The last hour must be later than the first."),
        ({"days_before_again": 60}, "The second time must be nearer to the day than the first."),
        ({"lead_after_days": 30}, "Workforce leads are told later than line managers."),
        ({"days_after": 6}, "Days between, once late: enter 7 or more."),
        ({"days_before": 366}, ": enter 365 at most."),
        ({"days_before": ""}, "Days before, first time: enter a whole number."),
        ({"weekday": 6}, "Choose one from the list."),
    ],
)
def test_what_cannot_be_is_refused_in_words(change, words, world, lead_client):
    response = lead_client.post(plan_address(world), GIVEN | change)
    assert words in page(response)
    assert not ReminderPlan.objects.exists()


def test_an_organisation_that_one_does_not_lead_has_no_such_page(world, lead_client, manager_client):
    theirs = Organisation.objects.get(name__contains=CANARY)
    assert lead_client.get(reverse("reminder_plan", args=[theirs.pk])).status_code == 404
    assert lead_client.post(reverse("reminder_plan", args=[theirs.pk]), GIVEN).status_code == 404
    assert manager_client.post(plan_address(world), GIVEN).status_code == 404
    assert not ReminderPlan.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"weekday": 5},
        {"until_hour": 9},
        {"days_before_again": 30},
        {"manager_after_days": 42},
        {"days_after": 6},
    ],
)
def test_the_database_refuses_a_plan_that_cannot_be(change, world):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderPlanFactory(organisation=world.organisation, **change)


def test_the_database_refuses_a_second_message_of_a_week(world):
    row = {"organisation": world.organisation, "person": world.people["never"]}
    ReminderFactory(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderFactory(**row)
    with pytest.raises(ValidationError):
        Reminder(**row, kind="digest", outcome="sent", day=ON, asked_at=NOW).validate_constraints()


def test_someone_stops_their_mail_by_a_form_and_takes_it_back(learner_client, learner):
    assert "Stop this mail" in page(learner_client.get(MINE))
    assert not ReminderStop.objects.exists()
    for _ in range(2):
        learner_client.post(MINE)
    assert ReminderStop.objects.get().person == learner
    assert "You have stopped this mail" in page(learner_client.get(MINE))
    learner_client.post(MINE, {"wanted": "yes"})
    assert not ReminderStop.objects.exists()


def test_a_program_that_opens_every_link_changes_nothing(days, world, lead_client):
    days.work()
    before = [model.objects.count() for model in (Reminder, ReminderPlan, ReminderStop, Effect)]
    for address in (MINE, URL, plan_address(world), f"{reverse('nudge')}?person={world.people['soon'].pk}"):
        lead_client.get(address)
        lead_client.head(address)
    assert [model.objects.count() for model in (Reminder, ReminderPlan, ReminderStop, Effect)] == before


def test_whoever_leads_two_organisations_finds_both(world, lead_client):
    other = WorkforceLeadFactory(person=world.lead).organisation
    assert f"When {other} writes to its people" in page(lead_client.get(URL))
