"""The grid in the browser: what it shows, what it saves, and what is seen before."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.people.models import PracticeGroup
from learning.workforce.models import NeedChange, Requirement
from tests.factories import RequirementFactory, TeamFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.needs.factories import TERMS
from tests.workforce.world import CANARY, health_visitors, midwives


def address(name: str, needs, *args, **query) -> str:
    return reverse(f"organisation_{name}", args=[needs.organisation.pk, *args], query=query)


def said(response) -> str:
    """What a page says, in one line and without its marks; a link as it is read out."""
    labelled = re.sub(r'<a [^>]*aria-label="([^"]+)"[^>]*>[^<]*</a>', r" \1 ", response.content.decode())
    words = re.sub(r"<[^>]+>", " ", labelled)
    return " ".join(html.unescape(words).split())


def seal_of(response) -> str:
    return re.search(r'name="seal" value="(\w+)"', response.content.decode())[1]


def filled(needs, **changes) -> dict:
    """A form as a lead sends it."""
    facts = TERMS | {
        "course": needs.other.pk,
        "groups": [health_visitors().pk],
        "effective_from": "1 May 2027",
        "effective_to": "",
        "why": "The board asked for it",
    }
    del facts["grace_counts"]
    return facts | changes


def accepted(client, url: str, data: dict):
    """Sent, looked at, and sent again with what it would change."""
    shown = client.post(url, data)
    return client.post(url, data | {"seal": seal_of(shown)}, follow=True)


def test_the_grid_shows_what_counts_and_what_is_announced(client, needs):
    RequirementFactory(
        organisation=needs.organisation,
        course=needs.other,
        kind="recommended",
        groups=[midwives()],
        effective_from=datetime.date(2027, 5, 1),
    )
    shown = said(client.get(address("needs", needs)))
    assert "Every staff group Mandatory: Every staff group, Think child" in shown
    assert "Mandatory: Midwife, Think child as everyone" in shown
    assert "Recommended: Midwife, First bond from 1 May 2027" in shown
    assert "not asked: Every staff group, First bond" in shown
    assert CANARY not in shown


def test_the_rows_are_the_staff_groups_that_somebody_is_in_or_a_rule_names_or_every_one(client, needs):
    school_nurses = PracticeGroup.objects.get(code="sn")
    RequirementFactory(organisation=needs.organisation, course=needs.other, groups=[school_nurses])
    here, every = (said(client.get(address("needs", needs, rows=rows))) for rows in ("", "all"))
    assert "Rows: staff groups here , every staff group , teams" in here
    assert "Mandatory: School nurse, First bond" in here
    assert "GP or primary care practitioner" not in here
    assert "not asked: GP or primary care practitioner, First bond" in every


def test_the_rows_may_be_teams(client, needs):
    below = TeamFactory(parent=needs.team, name="Duty desk")
    RequirementFactory(organisation=needs.organisation, course=needs.other, teams=[needs.team])
    shown = said(client.get(address("needs", needs, rows="teams")))
    assert "Every team Mandatory: Every team, Think child" in shown
    assert "Quayside not asked: Quayside, Think child" in shown
    assert f"– {below.name} not asked" in shown
    assert "Mandatory: – Duty desk, First bond" in shown


def test_a_cell_opens_its_numbers(client, needs):
    shown = said(client.get(address("need_cell", needs, course=needs.course.pk, group=health_visitors().pk)))
    for words in (
        "Staff groups Every staff group",
        "Teams Every team",
        "Days to complete it 90 days",
        "Renewed every 36 months",
        "Days after coming back 60 days",
        "keeps its anniversary in the last 90 days",
        "Target 90%",
        "Close to the target 80% or more",
        "People who still have time left out",
        "First day 11 April 2023",
        "Last day none",
    ):
        assert words in shown


def test_every_page_leads_back_by_the_table(client, needs):
    table = {"title": "Workforce", "url": reverse("workforce")}
    grid = {"title": f"Training needs of {needs.organisation}", "url": address("needs", needs)}
    assert client.get(address("needs", needs)).context["trail"] == [table]
    for name in ("need_add", "need_history", "need_upload", "need_proposals"):
        assert client.get(address(name, needs)).context["trail"] == [table, grid]


def test_leaving_what_was_seen_leads_to_the_grid(client, needs):
    page = client.post(address("need_add", needs), filled(needs)).content.decode()
    assert f'href="{address("needs", needs)}">Leave everything as it is</a>' in page


def test_how_strongly_begins_with_nothing_chosen(client, needs):
    page = client.get(address("need_add", needs)).content.decode()
    assert page.count('<option value="" selected>Choose one</option>') == 2
    assert "-----" not in page


def test_a_kind_has_one_name_in_the_grid_and_among_its_numbers(client, needs):
    RequirementFactory(
        organisation=needs.organisation, course=needs.other, kind="role_essential", groups=[midwives()]
    )
    assert "Essential for the role: Midwife, First bond" in said(client.get(address("needs", needs)))
    cell = client.get(address("need_cell", needs, course=needs.other.pk, group=midwives().pk))
    assert "How strongly Essential for the role" in said(cell)


@pytest.mark.parametrize(
    "query", [{}, {"course": "x", "group": "1"}, {"course": "1", "group": "every"}], ids=str
)
def test_a_cell_that_is_none_is_not_found(query, client, needs):
    assert client.get(address("need_cell", needs, **query)).status_code == 404


def test_nothing_is_saved_before_what_it_would_change_was_seen(client, needs):
    shown = client.post(address("need_add", needs), filled(needs))
    assert "What this would change" in said(shown)
    assert Requirement.objects.filter(organisation=needs.organisation).get() == needs.rule

    done = accepted(client, address("need_add", needs), filled(needs))
    assert "Saved." in said(done)
    rule = Requirement.objects.get(organisation=needs.organisation, course=needs.other)
    assert (rule.effective_from, rule.target_pct) == (datetime.date(2027, 5, 1), 90)
    assert [group.code for group in rule.practice_groups.all()] == ["hv"]
    assert "Mandatory: Health visitor (SCPHN), First bond from 1 May 2027" in said(done)


def test_a_change_of_what_was_seen_is_seen_again(client, needs):
    url = address("need_add", needs)
    seal = seal_of(client.post(url, filled(needs)))
    again = client.post(url, filled(needs, target_pct=95) | {"seal": seal})
    assert "What this would change" in said(again)
    assert not Requirement.objects.filter(organisation=needs.organisation, course=needs.other).exists()


def test_what_it_would_change_is_counted_by_staff_group_on_two_days(client, needs):
    shown = said(client.post(address("need_add", needs), filled(needs)))
    assert (
        "On 1 May 2027. People count once for each course. Staff group Become due No longer due Status "
        "Health visitor (SCPHN) 0 0 3 from Not asked to Not due yet All staff groups 0 0"
    ) in shown
    assert (
        "On 31 July 2027, once the days to complete it have run out. People count once for each course. Staff group "
        "Become due No longer due Status Health visitor (SCPHN) 3 0 3 from Not asked to Never completed"
    ) in shown


def test_shorter_months_make_somebody_lapse_from_that_day(client, needs):
    url = address("need_change", needs, needs.rule.pk)
    change = filled(needs, refresh_months=24, groups=[], from_day="1 April 2027")
    assert "1 from Valid to Lapsed" in said(client.post(url, change))

    accepted(client, url, change)
    old, new = Requirement.objects.filter(organisation=needs.organisation).order_by("pk")
    assert (old.refresh_months, old.effective_to) == (36, datetime.date(2027, 3, 31))
    assert (new.refresh_months, new.effective_from) == (24, datetime.date(2027, 4, 1))
    assert new.asked_since == old.effective_from


def test_a_rule_is_ended_and_the_history_says_who_when_and_why(client, needs):
    url = address("need_change", needs, needs.rule.pk)
    shown = client.post(url, filled(needs, groups=[], effective_to="2027-04-30"))
    assert "Health visitor (SCPHN) 0 2 1 from" in said(shown)
    assert "Midwife 0 1 1 from Never completed to Not asked" in said(shown)

    accepted(client, url, filled(needs, groups=[], effective_to="2027-04-30"))
    needs.rule.refresh_from_db()
    assert needs.rule.effective_to == datetime.date(2027, 4, 30)
    history = said(client.get(address("need_history", needs)))
    assert "3 March 2027, 10:00, Lena Lead Why: The board asked for it" in history
    assert "Think child, Every staff group. Last day: 30 April 2027, before none." in history


def test_what_has_not_begun_is_taken_back(client, needs):
    rule = RequirementFactory(organisation=needs.organisation, course=needs.other, effective_from=ON + DAY)
    url = address("need_change", needs, rule.pk)
    assert "Take it back before it counts" in said(client.get(url))
    done = accepted(client, url, filled(needs, groups=[], effective_from="4 March 2027", do="take_back"))
    assert "Saved." in said(done)
    assert not Requirement.objects.filter(pk=rule.pk).exists()
    assert NeedChange.objects.get().what == "taken_back"


def test_what_is_as_it_was_is_not_saved(client, needs):
    url = address("need_change", needs, needs.rule.pk)
    done = client.post(url, filled(needs, groups=[]), follow=True)
    assert "Nothing was changed: it is as it was." in said(done)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"effective_from": "3 March 2027"}, "Choose 4 March 2027 or a later day"),
        ({"why": ""}, "Enter why."),
        ({"target_pct": 101}, "The target is a percentage from 1 to 100."),
        ({"amber_margin": 91}, "The margin cannot be larger than the target."),
        ({"effective_to": "1 April 2027"}, "The last day cannot be before the first day"),
        ({"course": ""}, "Choose a course."),
        ({"groups": ["99999"]}, "Choose staff groups from the list."),
        ({"kind": "optional"}, "Choose how strongly from the list."),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_what_was_typed_stays(changes, words, client, needs):
    shown = client.post(address("need_add", needs), filled(needs, first_due_days=77, **changes))
    assert words in said(shown)
    assert 'value="77"' in shown.content.decode()
    assert not NeedChange.objects.exists()


def test_the_same_twice_is_refused(client, needs):
    again = filled(needs, course=needs.course.pk, groups=[])
    assert "already in these days" in said(client.post(address("need_add", needs), again))


def test_a_rule_of_somebody_else_is_not_found(client, needs):
    other = Requirement.objects.exclude(organisation=needs.organisation).get()
    assert client.get(address("need_change", needs, other.pk)).status_code == 404
    assert client.get(reverse("organisation_needs", args=[other.organisation_id])).status_code == 404


@pytest.mark.parametrize("who", ["trainer", "manager", "partnership_lead", "learner"])
def test_nobody_else_finds_the_grid(who, needs, request, sign_in):
    client = sign_in(request.getfixturevalue(who))
    assert client.get(address("needs", needs)).status_code == 404
    assert client.post(address("need_add", needs), filled(needs)).status_code == 404


def test_an_administrator_keeps_every_grid_and_sees_no_small_numbers(needs, administrator_client):
    places = said(administrator_client.get(reverse("needs")))
    assert "Northmoor Community Health" in places
    assert f"{CANARY} Trust" in places
    shown = said(administrator_client.post(address("need_add", needs), filled(needs)))
    assert "All staff groups fewer than 5 0" in shown
    assert "Health visitor (SCPHN) 3" not in shown


def test_one_place_alone_is_led_to(client, needs):
    assert client.get(reverse("needs")).headers["Location"] == address("needs", needs)


def counted(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert (client.post if url.endswith("/file/") else client.get)(url).getvalue()
    return len(asked)


def test_the_grid_asks_as_much_for_thirty_rules_as_for_one(client, needs):
    pages = [
        address("needs", needs),
        address("needs", needs, rows="teams"),
        address("need_history", needs),
        address("need_file", needs),
    ]
    accepted(client, address("need_add", needs), filled(needs))
    few = [counted(client, url) for url in pages]
    groups = PracticeGroup.objects.exclude(code="ebe")
    for number in range(30):
        team = TeamFactory(organisation=needs.organisation, name=f"Team {number}")
        RequirementFactory(
            organisation=needs.organisation, course=needs.other, groups=[groups[number % 10]], teams=[team]
        )
    for group in groups[:5]:
        accepted(client, address("need_add", needs), filled(needs, groups=[group.pk], teams=[team.pk]))
    assert [counted(client, url) for url in pages] == few


@pytest.mark.parametrize("field", ["groups", "teams"])
@pytest.mark.parametrize("value", ["9" * 30, "-1", "x"])
def test_a_forged_key_among_the_ticks_is_refused_in_words(field, value, client, needs):
    response = client.post(address("need_add", needs), filled(needs, **{field: [value]}))
    assert list(response.context["form"].errors) == [field]
