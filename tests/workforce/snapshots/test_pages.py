"""The pages of months: for leads of the organisation alone, and the same for ever."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from learning.people.models import Absence, Post, PracticeGroup, Team, User
from learning.records.models import Effect
from learning.records.worker import work_once
from learning.workforce.models import Requirement
from learning.workforce.snapshots import taking, views
from learning.workforce.snapshots.rows import Snapshot, SnapshotName
from learning.workforce.snapshots.trends import trends
from tests.factories import WorkforceLeadFactory
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.snapshots.conftest import FEBRUARY
from tests.workforce.world import CANARY, NOW

MONTHS = [datetime.date(2026, 11, 30), datetime.date(2026, 12, 31), datetime.date(2027, 1, 31)]


def words(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_month_says_its_numbers_its_rules_and_how_it_was_counted(lead_client, kept, world):
    text = words(lead_client.get(reverse("snapshot", args=[kept.pk])))
    for expected in (
        "Northmoor Community Health, February 2027",
        '<b class="tf-cell__pct">50.0%</b>',
        "2 of 4",
        "1 maternity leave, 1 new in the post",
        "Mandatory, for every staff group. 90 days to complete it, 60 days after a long absence.",
        kept.rules_hash[:16],
        "Duty desk",
        "What is required, by side",
        "Whole family",
        "What is required, by ESR staff group",
        "Nursing and midwifery registered",
    ):
        assert expected in text, expected
    assert [person.name for person in world.people.values() if person.name in text] == []


def change_everything(world) -> None:
    """Names, also of people, rules, posts, certificates, teams."""
    certify(world.people["never"], world.course, FEBRUARY - DAY)
    Requirement.objects.update(target_pct=10, first_due_days=1, refresh_months=1)
    Post.objects.filter(starts_on__lt=ON - 500 * DAY).update(ends_on=ON - 400 * DAY)
    Team.objects.update(name="Another team")
    PracticeGroup.objects.update(name="Another group")
    Page.objects.filter(pk=world.course.pk).update(title="Another course")
    type(world.organisation).objects.update(name="Another organisation")
    User.objects.exclude(pk=world.lead.pk).update(name="Another person")


def test_a_month_stays_the_same_to_the_byte_whatever_changes_after_it(lead_client, world):
    other = WorkforceLeadFactory(organisation=world.organisation).person
    kept = taking.take(organisation=world.organisation, month_end=FEBRUARY, at=NOW, by=other)
    before = lead_client.get(reverse("snapshot", args=[kept.pk])).content
    change_everything(world)
    assert lead_client.get(reverse("snapshot", args=[kept.pk])).content == before


def test_what_is_put_right_later_is_a_note_beside(lead_client, kept, world):
    address = reverse("snapshot", args=[kept.pk])
    again = reverse("count_snapshot_again", args=[kept.pk])
    assert "Say why the month" in words(lead_client.post(again, {"why": " "}))
    assert "nothing to note" in words(lead_client.post(again, {"why": "A look"}, follow=True))
    certify(world.people["never"], world.course, FEBRUARY - DAY)
    text = words(lead_client.post(again, {"why": "Entered <late>."}, follow=True))
    assert "Counted again on 3 March 2027, by Lena Lead" in text
    assert (
        "The first course: 2 of 4 would be 3 of 4; never completed: 1 would be 0; "
        "more than 365 days late: 1 would be 0." in text
    )
    assert "4 numbers of staff groups, sides and teams would differ." in text
    assert "Entered &lt;late&gt;." in text
    assert text.count("2 of 4") == 7
    assert "3 of 4" in words(lead_client.get(address))
    months = words(lead_client.get(reverse("snapshots")))
    assert "February 2027</a>. Counted again on 3 March 2027: a note says what differs" in months


def test_a_rule_that_is_changed_for_that_day_is_noted_too(lead_client, kept, world):
    Requirement.objects.filter(course=world.course.pk).update(grace_counts=True)
    again = reverse("count_snapshot_again", args=[kept.pk])
    text = words(lead_client.post(again, {"why": "The rule was wrong."}, follow=True))
    assert "2 of 4 would be 2 of 5; left out: 1 maternity leave, 1 new in the post" in text
    assert "The rules for that day have been changed since." in text


def test_that_a_rule_ends_later_changes_nothing_of_that_day(lead_client, kept, world):
    Requirement.objects.update(effective_to=FEBRUARY + 30 * DAY)
    again = reverse("count_snapshot_again", args=[kept.pk])
    assert "nothing to note" in words(lead_client.post(again, {"why": "A look."}, follow=True))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda world: _ask(returner_days=30),
            'Every number is the same.</p><p class="govuk-body">The rules for that day have',
        ),
        (lambda world: _ask(target_pct=80), "The first course: target: 90% would be 80%."),
        (
            lambda world: _posts(world, "never").update(starts_on=FEBRUARY - 200 * DAY),
            "91 to 365 days late: 1 would be 2; more than 365 days late: 1 would be 0.",
        ),
        (
            lambda world: Absence.objects.update(kind="career_break"),
            "left out: 1 maternity leave, 1 new in the post would be 1 career break, 1 new in the post.",
        ),
    ],
    ids=["rules alone", "target", "how late", "why left out"],
)
def test_whatever_differs_is_noted(change, expected, lead_client, kept, world):
    change(world)
    again = reverse("count_snapshot_again", args=[kept.pk])
    assert expected in words(lead_client.post(again, {"why": "Put right."}, follow=True))


def _ask(**terms) -> None:
    Requirement.objects.update(**terms)


def _posts(world, name: str):
    return Post.objects.filter(person=world.people[name])


def test_a_lead_keeps_the_last_month_if_the_worker_has_not(lead_client, world):
    text = words(lead_client.get(reverse("snapshots")))
    assert "No month is kept yet" in text
    assert "Keep February 2027" in text
    for _ in range(2):
        text = words(lead_client.post(reverse("take_snapshot"), follow=True))
        assert "by a workforce lead; it does not change." in text
    assert Snapshot.objects.count() == 1
    text = words(lead_client.get(reverse("snapshots")))
    assert "Keep February 2027" not in text
    assert "February 2027: 50.0%." in text


def test_a_large_organisation_is_counted_by_the_worker(lead_client, world, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 3)
    assert "is being counted" in words(lead_client.post(reverse("take_snapshot"), follow=True))
    assert not Snapshot.objects.exists()
    assert work_once(worker="test", is_long=True)
    kept = Snapshot.objects.get()
    assert kept.made_by == world.lead
    certify(world.people["never"], world.course, FEBRUARY - DAY)
    again = reverse("count_snapshot_again", args=[kept.pk])
    assert "being counted again" in words(lead_client.post(again, {"why": "Entered late."}, follow=True))
    assert work_once(worker="test", is_long=True)
    assert "Entered late." in words(lead_client.get(reverse("snapshot", args=[kept.pk])))
    assert Effect.objects.exclude(done_at=None).count() == 2


def test_months_are_drawn_and_told_in_a_table_for_everyone_a_group_or_a_team(lead_client, kept, world):
    for month in MONTHS:
        taking.take(organisation=world.organisation, month_end=month, at=NOW)
    text = words(lead_client.get(reverse("snapshots")))
    assert "in November 2026 to 50.0% in February 2027." in text
    assert text.count("<polyline") == 2
    assert text.count("<circle") == 8
    team = f"team-{world.beside.pk}"
    assert "1 of 1" in words(lead_client.get(reverse("snapshots"), {"of": team}))
    of_side = words(lead_client.get(reverse("snapshots"), {"of": "side-3"}))
    assert '<option value="side-3" selected>Whole family</option>' in of_side
    assert "in November 2026 to 50.0% in February 2027." in of_side
    assert of_side.count("<polyline") == 2
    wrong = words(lead_client.get(reverse("snapshots"), {"of": "team-1000000000", "organisation": "x"}))
    assert "Choose everyone, a staff group, a side or a team" in wrong


def test_a_month_without_anybody_due_breaks_the_line(world, kept):
    months = [taking.take(organisation=world.organisation, month_end=month, at=NOW) for month in MONTHS]
    key = world.below.pk
    [first, _] = trends([*months, kept], dimension="team", key=key)
    assert [point.y is None for point in first.points] == [False, False, True, True]
    assert [point.word for point in first.points] == ["Below target"] * 2 + ["No one due"] * 2
    assert len(first.lines) == 1
    assert first.words == "From 0.0% in November 2026 to 0.0% in December 2026."


def test_an_erased_name_is_said_to_be_removed(lead_client, kept):
    SnapshotName.objects.filter(what="course").update(name="")
    assert "Name removed" in words(lead_client.get(reverse("snapshot", args=[kept.pk])))


@pytest.mark.parametrize("name", ["snapshot", "count_snapshot_again"])
def test_a_month_of_another_organisation_is_not_found(name, lead_client, manager_client, kept, theirs):
    assert lead_client.get(reverse(name, args=[theirs.pk])).status_code == 404
    assert lead_client.post(reverse(name, args=[theirs.pk]), {"why": "x"}).status_code in (404, 405)
    assert manager_client.get(reverse(name, args=[kept.pk])).status_code == 404


def test_an_organisation_that_one_does_not_lead_is_neither_shown_nor_counted(lead_client, world, theirs):
    forged = {"organisation": theirs.organisation_id}
    assert CANARY not in words(lead_client.get(reverse("snapshots"), forged))
    lead_client.post(reverse("take_snapshot"), forged)
    assert set(Snapshot.objects.exclude(pk=theirs.pk).values_list("organisation", flat=True)) == {
        world.organisation.pk
    }


def test_queries_do_not_grow_with_months_or_groups(lead_client, kept, world):
    def queries(address) -> int:
        lead_client.get(address)
        with CaptureQueriesContext(connection) as captured:
            lead_client.get(address)
        return len(captured)

    few = queries(reverse("snapshots")), queries(reverse("snapshot", args=[kept.pk]))
    for number, group in enumerate(PracticeGroup.objects.exclude(code="ebe")[:8]):
        world.someone(f"Person {number}", practice_group=group)
    for month in MONTHS:
        newest = taking.take(organisation=world.organisation, month_end=month, at=NOW)
    assert (queries(reverse("snapshots")), queries(reverse("snapshot", args=[newest.pk]))) == few
    assert max(few) <= 16
