"""A lead nudges chosen people: tick, see what each gets and who is left out, send."""

import html
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.records.models import Effect
from learning.workforce.models import Reminder
from tests.factories import LineManagerFactory, OrganisationFactory, PostFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON, ReminderFactory, ReminderPlanFactory
from tests.workforce.reminders.days import Days
from tests.workforce.world import CANARY

pytestmark = pytest.mark.django_db

URL = reverse("nudge")


def keys(world, *names: str) -> dict[str, list[int]]:
    return {"person": [world.people[name].pk for name in names]}


def page(response) -> str:
    return html.unescape(response.content.decode())


def test_three_clicks_from_the_list_and_each_gets_what_the_preview_said(lead_client, world, time_machine):
    listed = page(lead_client.get(reverse("workforce_people"), {"status": "overdue", "tick": "all"}))
    ticked = re.findall(r'name="person" value="(\d+)" checked', listed)
    assert {int(key) for key in ticked} == {world.people[name].pk for name in ("valid", "lapsed", "never")}
    seen = lead_client.get(URL, {"person": ticked}).context["seen"]
    assert Reminder.objects.count() == 0
    response = lead_client.post(URL, {"person": [each.person.pk for each in seen.nudges]}, follow=True)
    assert "3 people nudged." in page(response)
    Days(time_machine).work()
    sent = {message.to[0]: (message.subject, message.body) for message in mail.outbox}
    assert sent == {each.person.email: (each.subject, each.body) for each in seen.nudges}
    assert "Lena Lead asks you to look at this:" in mail.outbox[0].body
    assert set(Reminder.objects.values_list("kind", "outcome", "by")) == {("nudge", "sent", world.lead.pk)}


def test_looking_at_a_preview_changes_nothing_and_writes_no_mail(lead_client, world):
    for _ in range(2):
        assert "Nothing has been sent yet" in page(lead_client.get(URL, keys(world, "never")))
    assert (Reminder.objects.count(), Effect.objects.count(), len(mail.outbox)) == (0, 0, 0)


def test_who_is_left_out_is_said_with_why(lead_client, world):
    closed = world.people["lapsed"]
    closed.is_active = False
    closed.save()
    done = world.someone("Dana Done", practice_group=world.people["soon"].posts.get().practice_group)
    world.organisation.requirements.filter(course=world.course).update(first_due_days=3650)
    ReminderFactory(
        organisation=world.organisation,
        person=world.people["never"],
        kind="nudge",
        by=world.lead,
        day=ON - 6 * DAY,
    )
    chosen = keys(world, "lapsed", "never", "away", "valid")
    seen = lead_client.get(URL, chosen).context["seen"]
    assert {each.person.name: each.why for each in seen.left_out} == {
        "Lars Lapsed": "Their account is closed.",
        "Nora Never": "Nudged on 25 February 2027 by Lena Lead. Once in seven days is enough.",
        "Ada Away": "Away.",
    }
    assert [each.person.name for each in seen.nudges] == ["Vera Valid"]
    world.organisation.requirements.all().delete()
    [left_out] = lead_client.get(URL, {"person": done.pk}).context["seen"].left_out
    assert left_out.why == "Nothing is late, due or about to lapse."


def test_where_everybody_is_left_out_it_says_that_nothing_is_sent_and_leads_on(lead_client, world):
    shown = page(lead_client.get(URL, keys(world, "away")))
    assert "Nobody who is ticked can be nudged now, so nothing is sent." in shown
    assert f'href="{reverse("workforce_people")}">Choose other people</a>' in shown
    some = page(lead_client.get(URL, keys(world, "away", "never")))
    assert "nothing is sent" not in some
    assert "Choose other people" not in some


def test_sent_twice_the_second_leaves_everybody_out(lead_client, world, mailoutbox):
    for _ in range(2):
        response = lead_client.post(URL, keys(world, "never"))
    assert "Nobody was written to" in page(response)
    assert Reminder.objects.count() == Effect.objects.count() == 1


def test_a_week_later_they_may_be_nudged_again(lead_client, world):
    ReminderFactory(
        organisation=world.organisation,
        person=world.people["never"],
        kind="nudge",
        by=world.lead,
        day=ON - 7 * DAY,
    )
    assert len(lead_client.get(URL, keys(world, "never")).context["seen"].nudges) == 1


def test_whose_nudge_came_to_nothing_is_nudged_again_the_next_day_and_not_the_same(lead_client, world):
    lead_client.post(URL, keys(world, "never"))
    Reminder.objects.update(outcome="left")
    [left_out] = lead_client.post(URL, keys(world, "never")).context["seen"].left_out
    assert left_out.why == (
        "Nudged on 3 March 2027 by Lena Lead. Not sent: no longer in the post. You can nudge them again tomorrow."
    )
    ReminderFactory(
        organisation=world.organisation,
        person=world.people["lapsed"],
        kind="nudge",
        by=world.lead,
        day=ON - DAY,
        outcome="left",
    )
    assert len(lead_client.post(URL, keys(world, "lapsed"), follow=True).context["page"].object_list) == 3


@pytest.mark.parametrize("last", ["sent", "away"])
def test_of_a_nudge_by_two_organisations_that_went_for_one_it_is_said_that_it_went(last, lead_client, world):
    theirs = OrganisationFactory()
    WorkforceLeadFactory(organisation=theirs, person=world.lead)
    person = world.people["never"]
    for organisation, outcome in ((world.organisation, "sent"), (theirs, "away"))[
        :: 1 if last == "away" else -1
    ]:
        ReminderFactory(
            organisation=organisation, person=person, kind="nudge", by=world.lead, day=ON, outcome=outcome
        )
    [left_out] = lead_client.get(URL, keys(world, "never")).context["seen"].left_out
    assert left_out.why == "Nudged on 3 March 2027 by Lena Lead. Once in seven days is enough."


def test_a_nudge_keeps_to_the_hours_and_the_preview_says_so(sign_in, world, time_machine):
    ReminderPlanFactory(organisation=world.organisation, is_on=False)
    days = Days(time_machine)
    assert days.work("2027-03-05T20:00") == []
    lead_client = sign_in(world.lead)
    assert "It goes on Monday 8 March at 09:00" in page(lead_client.get(URL, keys(world, "never")))
    said = page(lead_client.post(URL, keys(world, "never"), follow=True))
    assert "The mail goes on Monday at 09:00." in said
    assert days.work() == days.work("2027-03-06T12:00") == []
    assert len(days.work("2027-03-08T09:00")) == 1


def test_people_of_others_are_in_no_preview_and_get_no_nudge(lead_client, world):
    stranger = world.people["never"]._meta.model.objects.get(name__contains=CANARY)
    left = world.someone("Lea Left", ends_on=ON - DAY)
    sent = {"person": [stranger.pk, left.pk, 2**63, "9" * 5000, "x", "-1"]}
    assert "Nobody is ticked" in page(lead_client.get(URL, sent))
    lead_client.post(URL, sent)
    assert not Reminder.objects.exists()


def test_a_manager_has_no_boxes_to_tick_and_cannot_nudge(manager_client, world):
    assert 'name="person"' not in page(manager_client.get(reverse("workforce_people")))
    assert manager_client.post(URL, keys(world, "never")).status_code == 404
    assert not Reminder.objects.exists()


def test_a_lead_who_is_a_manager_elsewhere_nudges_their_own_people_alone(sign_in, world):
    someone = WorkforceLeadFactory(organisation=OrganisationFactory()).person
    LineManagerFactory(person=someone, team=world.team)
    client = sign_in(someone)
    listed = page(client.get(reverse("workforce_people")))
    assert ("Nora Never" in listed, 'name="person"' in listed) == (True, False)
    assert client.get(URL, keys(world, "never")).context["seen"].nudges == []


def test_two_organisations_of_one_lead_are_one_nudge(lead_client, world, time_machine):
    other = WorkforceLeadFactory(person=world.lead).organisation
    rule = world.organisation.requirements.get(course=world.other_course)
    PostFactory(person=world.people["soon"], organisation=other, is_primary=False, starts_on=ON - 900 * DAY)
    rule.pk, rule.organisation = None, other
    rule.save()
    lead_client.post(URL, keys(world, "soon"))
    [sent] = Days(time_machine).work()
    assert ("The first course" in sent.body, "The other course" in sent.body) == (True, True)
    assert set(Reminder.objects.values_list("outcome", "number")) == {("sent", 1)}
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize(("leads", "asks"), [(True, True), (True, False), (False, False)])
def test_the_preview_names_organisations_as_the_mail_does(lead_client, world, time_machine, leads, asks):
    other = WorkforceLeadFactory(**{"person": world.lead} if leads else {}).organisation
    PostFactory(person=world.people["lapsed"], organisation=other, is_primary=False, starts_on=ON - 900 * DAY)
    if asks:
        world.organisation.requirements.exclude(course=world.course).delete()
        rule = world.organisation.requirements.get(course=world.course)
        rule.pk, rule.organisation = None, other
        rule.save()
    [nudge] = lead_client.get(URL, keys(world, "lapsed")).context["seen"].nudges
    lead_client.post(URL, keys(world, "lapsed"))
    [sent] = Days(time_machine).work()
    assert sent.body == nudge.body
    assert [body for body in (world.organisation, other) if f"What {body} asks" in sent.body] == (
        [world.organisation, other] if asks else []
    )


def counted(send) -> int:
    with CaptureQueriesContext(connection) as captured:
        send()
    return len(captured)


def test_sixty_people_take_as_many_queries_as_one(lead_client, world):
    few, many = (
        [world.someone(f"{word} {n}").pk for n in range(number)] for word, number in (("A", 1), ("B", 60))
    )
    lead_client.get(URL, {"person": [world.people["never"].pk]})
    assert counted(lambda: lead_client.get(URL, {"person": few})) == counted(
        lambda: lead_client.get(URL, {"person": many})
    )
    assert counted(lambda: lead_client.post(URL, {"person": few})) == counted(
        lambda: lead_client.post(URL, {"person": many})
    )
    assert Reminder.objects.count() == 61
    assert mail.outbox == []
