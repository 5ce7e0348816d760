"""My organisation today: five numbers, each with as many people behind it, from what is counted and from what is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.records.models import Enrolment
from learning.workforce.models import Requirement
from learning.workforce.rollups.rebuilding import rebuild
from tests.factories import AbsenceFactory, LineManagerFactory, PostFactory, TeamFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON, certify, noon
from tests.workforce.world import CANARY, midwives

URL, PEOPLE = reverse("workforce_today"), reverse("workforce_people")


@pytest.fixture(params=["counted", "kept"])
def source(request, settings):
    """Numbers counted at the view, and numbers that the worker keeps."""
    settings.ROLLUP_LEAST_POSTS = 1
    return request.param


@pytest.fixture
def show(source, lead_client, world):
    def show(**filters):
        if source == "kept":
            rebuild([world.organisation], today=ON)
        response = lead_client.get(URL, filters)
        assert response.status_code == 200
        shown = response.context["shown"]
        assert bool(shown.counted) == (source == "kept")
        return shown

    return show


@pytest.fixture
def busy(world):
    """Lapsing in several weeks, late by several spans, and someone with two posts of which one is left out."""
    for number in range(1, 14):
        certify(world.someone(f"Soon {number}"), world.course, ON - 1095 * DAY + 7 * number * DAY)
    for number, days in enumerate((3, 20, 60, 150, 300, 500)):
        certify(world.someone(f"Late {number}"), world.course, ON - 1095 * DAY - days * DAY)
    for number, between in enumerate((2, 5, 8)):
        both = world.someone(f"Both {number}")
        certify(both, world.course, ON - 1095 * DAY + 15 * DAY)
        certify(both, world.other_course, ON - 1095 * DAY + (15 + between) * DAY)
    twice = world.someone("Tove Twice")
    other = PostFactory(
        person=twice,
        organisation=world.organisation,
        team=world.beside,
        practice_group=midwives(),
        is_primary=False,
        starts_on=ON - 10 * DAY,
    )
    AbsenceFactory(post=twice.posts.exclude(pk=other.pk).get(), starts_on=ON - 40 * DAY)
    AbsenceFactory(
        post=world.someone("Bo Brieflyaway").posts.get(),
        starts_on=ON - 5 * DAY,
        expected_until=ON - DAY,
    )
    AbsenceFactory(post=world.someone("Tia Today").posts.get(), starts_on=ON - 9 * DAY, expected_until=ON)
    notes = {"post": world.someone("Nan Twonotes").posts.get(), "kind": "long_term_sick"}
    AbsenceFactory(**notes, starts_on=ON - 40 * DAY, ended_on=ON - 21 * DAY)
    AbsenceFactory(**notes, starts_on=ON - 20 * DAY)
    join(world.people["never"], world.course)
    join(world.someone("Tom Tomorrow"), world.other_course)
    join(twice, world.course)
    return world


def join(person, course) -> None:
    Enrolment.objects.create(learner=person, course=course, enrolled_at=noon(ON - 40 * DAY))


def people_behind(client, address: str) -> int:
    response = client.get(address)
    assert "page" in response.context, response.context["form"].errors
    lines = response.context["page"].paginator.object_list
    assert response.context["page"].paginator.count == len(list(lines))
    return len({line.url for line in lines})


def test_the_five_numbers(show):
    shown = show()
    assert (shown.share.n, shown.share.due, str(shown.share.percentage)) == (2, 7, "28.6")
    assert [(each.number, each.words) for each in shown.tallies] == [
        (3, "overdue"),
        (3, "never completed"),
        (1, "lapse within 30 days"),
        (2, "left out, and why"),
    ]
    assert shown.left_out_words == "1 maternity leave, 1 new in the post"


def test_the_share_of_people_is_that_of_the_table(show, lead_client):
    """What is required and people are two shares: the page says which is which."""
    counted = show().up_to_date
    table = lead_client.get(reverse("workforce")).context["shown"]
    assert (counted.n, counted.due) == (1, 4)
    assert counted.words == table.total.all_courses.count.words
    page = " ".join(lead_client.get(URL).content.decode().split())
    assert "Of 4 people due for anything, 1 is late with nothing: 25.0%." in page


def test_of_one_course_the_two_shares_are_one(lead_client, world):
    page = lead_client.get(URL, {"course": world.course.pk}).content.decode()
    assert "due for anything" not in page


def test_every_number_has_as_many_people_behind_it(show, lead_client, busy):
    shown = show()
    numbers = [(each.number, each.url) for each in [*shown.tallies, *shown.horizons, *shown.forecast.bars]]
    numbers += [(each.people, each.url) for each in [*shown.late, *shown.starters, shown.long_away]]
    numbers += [(each.never, each.never_url) for each in shown.late]
    numbers += [(each.people, each.url) for each in shown.never]
    numbers.append((shown.long_away.not_back, shown.long_away.not_back_url))
    assert [(people_behind(lead_client, url), url) for _, url in numbers] == numbers
    assert people_behind(lead_client, shown.share.url) > 20
    assert [each.number for each in shown.forecast.bars if each.number] != []
    assert sum(each.people for each in shown.late) > 6


def test_the_weeks_add_up_to_those_who_lapse_within_ninety_days(show, busy):
    shown = show(course=busy.course.pk)
    assert sum(bar.number for bar in shown.forecast.bars) == shown.horizons[-1].number > 10


def test_who_is_late_stands_by_how_long(show, lead_client, busy):
    shown = show(course=busy.course.pk)
    assert [(band.people, band.never) for band in shown.late] == [(2, 0), (1, 0), (2, 0), (1, 0), (3, 2)]


def test_who_has_never_completed_it_has_begun_it_or_not(show, lead_client, busy):
    whole, one = show().never, show(course=busy.course.pk).never
    assert [band.words for band in whole] == ["Never begun", "Begun, and never completed"]
    begun = {line.name for line in lead_client.get(whole[1].url).context["page"].paginator.object_list}
    assert begun == {"Nora Never", "Tom Tomorrow"}
    assert [band.people for band in one] == [1, 1]
    assert {line.name for line in lead_client.get(one[0].url).context["page"].paginator.object_list} == {
        "Tom Tomorrow"
    }


def test_whoever_joined_later_had_not_begun_on_a_day_before(lead_client, busy):
    chosen = {"status": "part_way", "course": busy.course.pk, "on": (ON - 300 * DAY).isoformat()}
    assert list(lead_client.get(PEOPLE, chosen).context["page"]) == []


def test_whoever_should_be_back_is_told_to_leads(show, busy, lead_client):
    away = show().long_away
    assert away.not_back == 1
    [name] = {line.name for line in lead_client.get(away.not_back_url).context["page"]}
    assert name == "Bo Brieflyaway"
    assert "Past the day they were expected back" in page_of(lead_client)


def test_that_attendance_is_not_recorded_is_said(lead_client):
    assert "Attendance at sessions is not recorded here yet." in page_of(lead_client)


def test_new_starters_stand_by_when_their_time_ends(show, busy):
    assert [band.people for band in show().starters] == [0, 0, 2, 0]


def test_whoever_is_away_for_28_days_is_told_to_leads_with_why(show, busy, lead_client):
    away = show().long_away
    assert (away.people, away.words) == (3, "1 long-term sick leave, 2 maternity leave")
    lines = lead_client.get(away.url).context["page"].paginator.object_list
    assert {line.name for line in lines} == {"Ada Away", "Tove Twice", "Nan Twonotes"}


def test_a_manager_is_told_neither_who_is_away_long_nor_why(manager_client, busy):
    response = manager_client.get(URL)
    page = response.content.decode()
    assert response.context["shown"].long_away is None
    assert response.context["title"] == "My teams today"
    assert "aternity" not in page
    assert "expected back" not in page
    assert CANARY not in page
    assert "begun" not in page
    for status in ("away", "not_back", "not_begun", "part_way"):
        refused = manager_client.get(PEOPLE, {"status": status})
        assert list(refused.context["form"].errors) == ["status"]


def test_a_manager_who_leads_elsewhere_learns_no_absences_of_the_teams_nor_who_has_begun(
    source, world, sign_in
):
    elsewhere = WorkforceLeadFactory(organisation__name="Elsewhere").person
    LineManagerFactory(team=world.team, person=elsewhere)
    absence = world.people["away"].posts.get().absences.get()
    type(absence).objects.update(expected_until=ON - DAY)
    join(world.people["never"], world.course)
    client = sign_in(elsewhere)
    for status in ("away", "not_back", "not_begun", "part_way"):
        assert list(client.get(PEOPLE, {"status": status}).context["page"]) == []
    if source == "kept":
        rebuild([world.organisation], today=ON)
    shown = client.get(URL, {"team": world.team.pk}).context["shown"]
    assert [band.people for band in shown.never] == [0, 0]
    assert (shown.tallies[1].number, bool(shown.counted)) == (3, source == "kept")


@pytest.mark.parametrize("days", [("since", "x"), ("till", "31/02/2027")])
def test_days_that_are_none_are_refused_in_words(days, lead_client):
    assert list(lead_client.get(PEOPLE, [days]).context["form"].errors) == [days[0]]


# States


def page_of(client, **filters) -> str:
    return client.get(URL, filters).content.decode()


def test_where_nobody_is_it_says_how_people_come(sign_in, world):
    team = TeamFactory(organisation=world.organisation, name="Empty")
    page = page_of(sign_in(world.lead), team=team.pk)
    assert "Nobody is here yet" in page
    assert "Add someone" in page
    assert "tf-forecast" not in page
    manager = LineManagerFactory(team=team).person
    assert "Add someone" not in page_of(sign_in(manager))


def test_where_nothing_is_required_it_says_what_to_do_first(lead_client, world):
    Requirement.objects.all().delete()
    assert "Nothing is required yet" in page_of(lead_client)


def test_where_nobody_is_due_there_is_no_percentage(lead_client, world):
    page = page_of(lead_client, team=world.below.pk)
    assert "No one due" in page
    assert "0.0%" not in page


def test_the_drawing_has_a_title_words_and_the_same_numbers_in_a_table(lead_client, world):
    page = page_of(lead_client)
    assert '<title id="forecast-title">People who lapse, week by week</title>' in page
    assert "Someone lapses in 1 of 13 weeks." in page
    assert page.count('class="tf-forecast__bar"') == 1
    assert "3 March to 9 March 2027" in page


def test_where_nobody_lapses_it_says_so_in_place_of_a_drawing_and_a_table_of_noughts(lead_client, world):
    world.people["soon"].posts.all().delete()
    page = page_of(lead_client)
    assert "Nobody lapses in the next 90 days." in page
    assert "tf-forecast" not in page
    assert "week by week" not in page


def test_queries_are_the_same_for_one_and_for_many(show, lead_client, world):
    def counted() -> int:
        with CaptureQueriesContext(connection) as captured:
            lead_client.get(URL)
        return len(captured)

    show()
    few = counted()
    for number in range(40):
        person = world.someone(f"Person {number}", team=(world.team, world.below, world.beside)[number % 3])
        if number % 2:
            certify(person, world.course, ON - number * 30 * DAY)
    show()
    assert counted() == few <= 40
