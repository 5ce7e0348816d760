"""Whatever someone is to be told in a week, by whichever organisation, is one mail of named parts."""

import datetime
import re
from contextlib import nullcontext

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from learning.people.models import Organisation
from learning.records import effects
from learning.records.models import Effect
from learning.records.worker import work_once
from learning.workforce.models import Reminder
from learning.workforce.reminders.tasks import ESCALATE, ask_for_the_week, send
from learning.workforce.reminders.weekly import ask_for_mail
from tests.factories import LineManagerFactory, PostFactory, UserFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON, ReminderFactory, ReminderPlanFactory
from tests.workforce.reminders.days import names
from tests.workforce.world import CANARY

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone(world):
    """Who learns, manages a team and leads the organisation."""
    someone = world.someone("Thea Three", starts_on=ON - 900 * DAY)
    LineManagerFactory(team=world.team, person=someone)
    WorkforceLeadFactory(organisation=world.organisation, person=someone)
    return someone


@pytest.fixture
def theirs(someone):
    """Another organisation, which they lead too."""
    theirs = Organisation.objects.get(name__contains=CANARY)
    WorkforceLeadFactory(organisation=theirs, person=someone)
    return theirs


def to(person, sent) -> list:
    return [message for message in sent if message.to == [person.email]]


def became(person) -> set[tuple]:
    return set(person.reminders.values_list("organisation__name", "kind", "outcome"))


def test_a_learner_who_manages_and_leads_has_one_mail_and_a_row_for_each_part(days, world, someone):
    [mail] = to(someone, days.work("2027-03-01T09:00", subject=""))
    own, managed, led = mail.body.partition("These people of your team at Northmoor")[::2] + (mail.body,)
    assert mail.subject == "Your training: 2 courses to do or to renew; and people who are late"
    assert ("Overdue:\n- The " in own, "Nora Never" in own, "Thea Three" in managed) == (True, False, False)
    assert led.count("- Nora Never: The other course.") == 1
    kinds = someone.reminders.values_list("kind", "outcome", "sent_at")
    assert sorted(kind for kind, *_ in kinds) == ["digest", "lead", "manager"]
    assert {tuple(rest) for _, *rest in kinds} == {("sent", timezone.now())}
    assert to(someone, days.work("2027-03-04T09:00", subject="")) == []


def test_two_organisations_are_parts_of_one_mail_and_each_is_named_above_its_own(
    days, world, someone, theirs
):
    ReminderPlanFactory(organisation=theirs)
    PostFactory(
        person=someone,
        organisation=theirs,
        is_primary=False,
        starts_on=ON - 900 * DAY,
        practice_group=world.people["soon"].posts.get().practice_group,
    )
    [mail] = to(someone, days.work("2027-03-01T09:00", subject=""))
    parts = re.split(r"\n(?=What |These |We write)", mail.body)
    found = [("Northmoor" in part, "Nora Never" in part, CANARY in part) for part in parts[1:-1]]
    assert sorted(found) == [
        (False, False, True),
        (False, False, True),
        (True, False, False),
        (True, True, False),
    ]
    assert [part.split(" asks")[0] for part in parts[1:3]] == [
        f"What {CANARY} Trust",
        f"What {world.organisation}",
    ]


def test_who_writes_later_in_the_week_is_told_with_the_next_mail(days, world, someone, theirs):
    ReminderPlanFactory(organisation=theirs, weekday=3)
    told = []
    for moment in ("2027-03-01T09:00", "2027-03-04T09:00", "2027-03-05T09:00", "2027-03-08T09:00"):
        mails = to(someone, days.work(moment, subject=""))
        told.append([CANARY in mail.body for mail in mails])
    assert told == [[False], [], [], [True]]
    assert (f"{CANARY} Trust", "lead", "sent") in became(someone)


def test_whoever_has_nothing_else_that_week_hears_a_week_later_at_most(days, world, someone, theirs):
    ReminderPlanFactory(organisation=theirs, weekday=3)
    days.work("2027-03-01T09:00")
    days.work("2027-03-04T09:00")
    world.organisation.reminder_plan.delete()
    assert to(someone, days.work("2027-03-10T09:00", subject="")) == []
    assert len(to(someone, days.work("2027-03-11T09:00", subject=""))) == 1
    rows = someone.reminders.filter(organisation=theirs, kind="lead").order_by("day")
    assert [row.outcome for row in rows] == ["sent", "no_news"]


def test_a_mail_that_went_a_day_late_moves_none_of_the_next_week(days):
    days.move("2027-03-01T09:00")
    days.choose()
    assert len(days.work("2027-03-02T09:00")) == 3
    assert names(days.work("2027-03-08T09:00")) == ["Sana"]


def test_a_mail_waits_for_the_list_of_others_and_a_day_at_most(days, world, someone):
    days.move("2027-03-01T09:00")
    ask_for_the_week(at=timezone.now())
    while work_once(worker="test"):
        pass
    assert set(Reminder.objects.filter(person=someone).values_list("outcome", flat=True)) == {"waiting"}
    Effect.objects.filter(task=ESCALATE).update(given_up_at=timezone.now())
    assert to(someone, days.work("2027-03-02T08:59", subject="")) == []
    [mail] = to(someone, days.work("2027-03-02T09:00", subject=""))
    assert "have been late" not in mail.body


@pytest.mark.parametrize("is_in_hand", [True, False])
def test_a_row_that_comes_while_the_mail_goes_is_told_with_the_next_one(days, world, is_in_hand):
    days.choose()
    person, theirs = world.people["never"], Organisation.objects.get(name__contains=CANARY)
    mail, at = Effect.objects.get(key__contains=f":{person.pk}:"), timezone.now()
    mail.leased_until = at + DAY if is_in_hand else None
    mail.save()
    row = ReminderFactory(organisation=theirs, person=person, kind="lead", outcome="waiting", asked_at=at)
    with transaction.atomic():
        ask_for_mail([row], [person.pk], week=row.day, at=at)
    found = Effect.objects.filter(key__startswith=f"reminder:digest:{person.pk}:").order_by("key")
    assert [each.key[-10:] for each in found] == ["2027-03-01", "2027-03-08"][: 1 + is_in_hand]


def test_whose_mail_of_last_week_waits_still_is_asked_for_no_second_one(days, world):
    days.choose()
    person, week = world.people["never"], datetime.date(2027, 3, 8)
    days.move("2027-03-08T09:00")
    row = ReminderFactory(
        organisation=Organisation.objects.get(name__contains=CANARY),
        person=person,
        kind="lead",
        day=week,
        outcome="waiting",
        asked_at=timezone.now(),
    )
    Effect.objects.update(run_after=timezone.now() + DAY)
    with transaction.atomic():
        ask_for_mail([row], [person.pk], week=week, at=timezone.now())
    [mail] = Effect.objects.filter(key__startswith=f"reminder:digest:{person.pk}:")
    assert (mail.key[-10:], mail.run_after) == ("2027-03-01", timezone.now())


@pytest.mark.parametrize("is_main", [True, False])
def test_the_hours_of_the_main_post_hold_else_those_of_the_first(days, plan, world, someone, theirs, is_main):
    ReminderPlanFactory(organisation=theirs, from_hour=9, until_hour=12)
    plan.from_hour, plan.until_hour = 14, 16
    plan.save()
    someone.posts.update(is_primary=is_main)
    given = {"person": someone, "outcome": "waiting", "asked_at": timezone.now()}
    first = ReminderFactory(organisation=theirs, kind="lead", **given)
    ReminderFactory(organisation=world.organisation, kind="lead", **given)
    for hour, goes in (("10", not is_main), ("14", is_main)):
        days.move(f"2027-03-04T{hour}:00")
        with nullcontext() if goes else pytest.raises(effects.NotYet):
            send.func(reminders=[first.pk])
        if goes:
            break
    assert {outcome for *_, outcome in became(someone)} == {"nothing"}


@pytest.mark.parametrize(
    ("elsewhere", "listed", "others"),
    [
        (0, 0, "others may have been late for long too: the list has them all."),
        (20, 40, "- and others: the list"),
    ],
)
def test_what_the_manager_was_told_is_not_told_again_to_the_same_person_as_lead(
    elsewhere, listed, others, days, world, someone
):
    for number in range(60):
        world.someone(f"Person {number}")
    for number in range(elsewhere):
        world.someone(f"Another {number}", team=world.beside)
    [mail] = to(someone, days.work(subject=""))
    managed, _, led = mail.body.partition("These people of your team")[2].partition("\n\n")
    assert (managed.count("\n- "), "\n- and 75 more lines like these" in managed) == (51, True)
    assert led.count("\n- Another ") == listed
    assert (others in led, "more line" in led) == (True, False)


def test_a_namesake_is_told_of_too(days, world, someone):
    """As manager of one of two with one name who are late for the same since the same day, and as lead of both."""
    world.someone("Nora Never", team=world.beside)
    [mail] = to(someone, days.work(subject=""))
    assert mail.body.count("- Nora Never: The first course.") == 2


LEARNING, LATE = reverse("my_learning"), reverse("workforce_people")


@pytest.mark.parametrize("manages", [False, True])
@pytest.mark.parametrize("leads", [False, True])
@pytest.mark.parametrize("leads_theirs", [False, True])
@pytest.mark.parametrize("learns", [False, True])
def test_every_weekly_mail_has_exactly_one_link(days, world, learns, manages, leads, leads_theirs):
    theirs = Organisation.objects.get(name__contains=CANARY)
    ReminderPlanFactory(organisation=theirs)
    someone = world.someone("Thea Three", starts_on=ON - 900 * DAY) if learns else UserFactory()
    if manages:
        LineManagerFactory(team=world.team, person=someone)
    for organisation in [world.organisation] * leads + [theirs] * leads_theirs:
        WorkforceLeadFactory(organisation=organisation, person=someone)
    links = [re.findall(r"http\S+", mail.body) for mail in to(someone, days.work(subject=""))]
    place = "" if leads_theirs else f"organisation={world.organisation.pk}&"
    if leads_theirs and not (leads or manages):
        place = f"organisation={theirs.pk}&"
    way = LEARNING if learns else f"{LATE}?{place}status=overdue"
    assert links == [[settings.SITE_URL + way]] * any([learns, manages, leads, leads_theirs])


def test_a_mail_of_both_leads_to_my_learning_and_that_to_the_list(days, world, someone, sign_in):
    [mail] = to(someone, days.work(subject=""))
    words = "People you answer for: who is late"
    assert mail.body.count(words) == 1
    client = sign_in(someone)
    [way] = re.findall(rf'href="([^"]*)">{words}<', client.get(LEARNING).content.decode())
    assert way == f"{LATE}?status=overdue"
    assert "Nora Never" in client.get(way).content.decode()
    assert words not in sign_in(world.people["never"]).get(LEARNING).content.decode()
