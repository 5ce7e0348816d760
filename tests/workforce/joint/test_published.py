"""The reach of joint courses across organisations: nothing small is told of it, nor follows from it beside the table."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.people.sides import Side
from learning.workforce.suppression import Figures, publish_together
from tests.courses.factories import CoursePageFactory
from tests.factories import OrganisationFactory, PostFactory, RequirementFactory, SharingFactory
from tests.workforce.factories import DAY, ON, certify

URL, EXPORT = reverse("workforce_partnership"), reverse("export_partnership")
ADULT, CHILDREN, WHOLE = Side.ADULT, Side.CHILDREN, Side.WHOLE_FAMILY


@pytest.fixture
def courses(home):
    return [CoursePageFactory(parent=home, title=f"Joint {number}") for number in (1, 2)]


@pytest.fixture
def organisation(world, courses):
    """organisation("Large"): one that shares, and requires the first course of everyone."""

    def make(name: str):
        made = OrganisationFactory(name=name, partnership=world.organisation.partnership)
        RequirementFactory(organisation=made, course=courses[0])
        SharingFactory(organisation=made)
        return made

    return make


@pytest.fixture
def staff(courses):
    def staff(organisation, side: Side, due: int, done: int, **post):
        for number in range(due):
            held = PostFactory(
                organisation=organisation, service_side=side, starts_on=ON - 1500 * DAY, **post
            )
            if number < done:
                certify(held.person, courses[0], ON - 400 * DAY)

    return staff


@pytest.fixture
def large(organisation, staff):
    made = organisation("Large")
    staff(made, ADULT, 15, 5)
    staff(made, CHILDREN, 12, 6)
    return made


def rows(client, **filters) -> dict[str, list[str]]:
    reach = client.get(URL, filters).context["shown"].reach
    return {
        row.name: [cell.figures or cell.words for cell in row.cells] for row in [*reach.rows, reach.total]
    }


HIDDEN = ["Hidden"] * 3


def test_the_headline_is_the_lower_side_of_the_organisations_shown(
    partnership_client, large, organisation, staff
):
    small = organisation("Small")
    staff(small, ADULT, 3, 3)
    found = rows(partnership_client)
    assert found["Large"] == ["5 of 15", "6 of 12", "No one due"]
    assert found["Small"] == HIDDEN
    assert found["Organisations shown"] == [
        "5 of 15, 2 of 3 organisations",
        "6 of 12, 2 of 3 organisations",
        "Nothing to add up",
    ]
    page = partnership_client.get(URL).content.decode()
    assert "<b>33.3%</b> of the side that is reached less: Adult services, 5 of 15 people" in page
    assert "Then none of them is shown." in page


def test_a_small_side_hides_all_since_the_table_tells_the_sum(partnership_client, large, staff):
    """29 people in the table, 15 and 12 here: two would be of whole families."""
    staff(large, WHOLE, 2, 0)
    assert rows(partnership_client)["Large"] == HIDDEN
    staff(large, WHOLE, 3, 0)
    assert rows(partnership_client)["Large"] == ["5 of 15", "6 of 12", "0 of 5"]


def test_people_on_both_sides_are_not_to_be_worked_out(partnership_client, large):
    person = large.posts.filter(service_side=ADULT).first().person
    PostFactory(
        person=person,
        organisation=large,
        is_primary=False,
        service_side=CHILDREN,
        starts_on=ON - 900 * DAY,
    )
    assert rows(partnership_client)["Large"] == HIDDEN


def test_nor_are_those_of_whom_one_course_is_asked_and_another_is_not(
    partnership_client, large, courses, staff
):
    group = large.posts.first().practice_group
    few = large.posts.exclude(practice_group=group)
    assert not few.exists()
    RequirementFactory(organisation=large, course=courses[1], groups=[group])
    assert rows(partnership_client)["Large"] == ["5 of 15", "6 of 12", "No one due"]
    other = type(group).objects.exclude(pk=group.pk).exclude(code="ebe").order_by("pk").first()
    staff(large, ADULT, 2, 0, practice_group=other)
    assert rows(partnership_client)["Large"] == HIDDEN


def test_a_course_that_was_chosen_has_no_reach_beside_it(partnership_client, large, courses):
    assert partnership_client.get(URL, {"course": courses[0].pk}).context["shown"].reach is None


def test_whoever_shares_nothing_has_no_row(partnership_client, large, courses, staff, world):
    apart = OrganisationFactory(name="Apart", partnership=world.organisation.partnership)
    RequirementFactory(organisation=apart, course=courses[0])
    staff(apart, ADULT, 10, 5)
    assert set(rows(partnership_client)) == {"Large", "Northmoor Community Health", "Organisations shown"}
    assert rows(partnership_client)["Organisations shown"][0] == "5 of 15, 2 of 3 organisations"


def test_the_file_says_what_the_page_says(partnership_client, large):
    text = partnership_client.post(EXPORT, {}).getvalue().decode("utf-8-sig")
    about = dict(line for line in csv.reader(io.StringIO(text, newline="")) if len(line) == 2)
    assert about["Reach: Large"] == (
        "Adult services 5 of 15, Children’s services 6 of 12, Whole family no one due"
    )


def test_other_small_numbers_change_no_byte(partnership_client, large, organisation, staff):
    small = organisation("Small")
    staff(small, ADULT, 2, 0)
    before = rows(partnership_client)
    staff(small, CHILDREN, 1, 1)
    assert rows(partnership_client) == before


def test_queries_are_the_same_for_few_and_for_many(partnership_client, large, staff):
    def counted() -> int:
        with CaptureQueriesContext(connection) as captured:
            partnership_client.get(URL)
        return len(captured)

    counted()
    few = counted()
    staff(large, ADULT, 20, 10)
    assert counted() == few


def test_one_number_that_follows_hides_a_row():
    cells = [Figures(10, 20), Figures(10, 20)]
    seen = publish_together([("A", cells, [Figures(0, 3)]), ("B", cells, [Figures(0, 0)])])
    assert [row.cells for row in seen.rows] == [[None, None], cells]
    assert seen.totals[0].figures == Figures(10, 20)
