"""How far joint courses reach: of each side's people who must take one, who holds a valid one; the lower side leads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.people.sides import Side
from learning.workforce.counting import Count
from learning.workforce.joint.reach import Reach, SideReach
from learning.workforce.models import Requirement
from learning.workforce.rollups.rebuilding import rebuild
from tests.factories import AbsenceFactory, PostFactory
from tests.workforce.factories import DAY, ON, certify

URL = reverse("workforce_today")
ADULT, CHILDREN, WHOLE = Side.ADULT, Side.CHILDREN, Side.WHOLE_FAMILY


@pytest.fixture(params=["counted", "kept"])
def source(request, settings):
    settings.ROLLUP_LEAST_POSTS = 1
    return request.param


@pytest.fixture
def show(source, lead_client, world):
    def show(**filters):
        if source == "kept":
            rebuild([world.organisation], today=ON)
        shown = lead_client.get(URL, filters).context["shown"]
        assert bool(shown.counted) == (source == "kept")
        return shown.reach

    return show


@pytest.fixture
def staff(world, joint):
    """Four in adult services, of whom one holds both courses and one a lapsed one; three in children's, two of whom hold one;
    someone on both sides; someone away. In the world there are six of whole families.
    """
    first, second, alone = joint
    adults = [world.someone(f"Adult {number}", service_side=ADULT) for number in range(4)]
    certify(adults[0], first, ON - 100 * DAY)
    certify(adults[0], second, ON - 90 * DAY)
    certify(adults[1], second, ON - 1200 * DAY)
    certify(adults[2], alone, ON - 10 * DAY)
    for number in range(3):
        person = world.someone(f"Child {number}", service_side=CHILDREN)
        if number:
            certify(person, joint[number - 1], ON - 100 * DAY)
    both = world.someone("Bea Both", service_side=ADULT)
    PostFactory(
        person=both,
        organisation=world.organisation,
        is_primary=False,
        service_side=CHILDREN,
        starts_on=ON - 900 * DAY,
    )
    certify(both, second, ON - 50 * DAY)
    away = world.someone("Abe Away", service_side=ADULT)
    AbsenceFactory(post=away.posts.get(), starts_on=ON - 60 * DAY)
    return world


def said(reach) -> dict[str, str]:
    return {each.side: each.count.words for each in reach.sides}


def test_people_are_counted_once_a_side_and_the_lower_side_leads(show, staff):
    reach = show()
    assert said(reach) == {ADULT: "2 of 5", CHILDREN: "3 of 4", WHOLE: "0 of 4"}
    assert (reach.headline.side, str(reach.headline.count.percentage)) == (ADULT, "40.0")


def test_each_number_opens_its_people(show, staff, lead_client):
    for each in show().sides:
        for number, url in ((each.count.n, each.n_url), (each.count.due, each.url)):
            lines = lead_client.get(url).context["page"].paginator.object_list
            assert len({line.url for line in lines}) == number
            assert {line.course for line in lines} <= {"Joint 1", "Joint 2"}


def test_what_has_become_joint_since_it_was_counted_is_waited_for(show, source, staff, joint, lead_client):
    """Kept figures say nothing rather than what was joint before."""
    assert show()
    type(joint[2]).objects.filter(pk=joint[2].pk).update(is_joint=True)
    reach = lead_client.get(URL).context["shown"].reach
    assert (reach is None) == (source == "kept")


def test_what_is_only_recommended_makes_nobody_due(show, staff, joint):
    Requirement.objects.filter(course__in=joint[:2]).update(kind=Requirement.Kind.RECOMMENDED)
    reach = show()
    assert said(reach) == {ADULT: "0 of 0", CHILDREN: "0 of 0", WHOLE: "0 of 0"}
    assert reach.headline is None


def test_it_keeps_to_the_team_and_the_course_that_were_chosen(show, staff, joint):
    assert said(show(course=joint[0].pk))[ADULT] == "1 of 5"
    assert said(show(team=staff.beside.pk)) == {ADULT: "0 of 0", CHILDREN: "0 of 0", WHOLE: "0 of 1"}
    assert show(course=joint[2].pk) is None
    assert show(side=ADULT) is None


def reach_of(adult: Count, children: Count) -> Reach:
    return Reach([SideReach(ADULT, adult), SideReach(CHILDREN, children), SideReach(WHOLE, Count(0, 9))])


@pytest.mark.parametrize(
    ("adult", "children", "lower"),
    [
        (Count(9, 10), Count(8, 9), CHILDREN),
        (Count(1, 2), Count(2, 4), ADULT),
        (Count(3, 3), Count(0, 0), None),
        (Count(0, 0), Count(1, 3), None),
    ],
)
def test_the_headline_is_the_lower_of_two_sides_on_which_somebody_is_due(adult, children, lower):
    headline = reach_of(adult, children).headline
    assert (headline and headline.side) == lower


def test_the_page_says_it_to_leads_and_not_to_managers(lead_client, manager_client, staff):
    assert (
        "<b>40.0%</b> of the side that is reached less: Adult services"
        in lead_client.get(URL).content.decode()
    )
    assert manager_client.get(URL).context["shown"].reach is None
    assert "joint courses" not in manager_client.get(URL).content.decode()


def test_queries_are_the_same_for_one_and_for_many(show, staff, lead_client, joint):
    def counted() -> int:
        with CaptureQueriesContext(connection) as captured:
            lead_client.get(URL)
        return len(captured)

    show()
    few = counted()
    for number in range(30):
        certify(staff.someone(f"More {number}", service_side=CHILDREN), joint[number % 2], ON - 30 * DAY)
    show()
    assert counted() == few
