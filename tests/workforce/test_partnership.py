"""What a partnership lead is shown: counts at ends of months, small ones hidden, and no name."""

import csv
import io

import pytest
from django.urls import reverse

from learning.workforce.models import Look
from learning.workforce.months import month_ends
from learning.workforce.snapshots.taking import take
from tests.factories import OrganisationFactory, PostFactory, RequirementFactory, SharingFactory
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.test_page_queries import counted, grow
from tests.workforce.world import NOW

URL, EXPORT = reverse("workforce_partnership"), reverse("export_partnership")


@pytest.fixture
def staff(course):
    """staff(organisation, due, done): so many people in post for long, so many of them certified."""

    def make(organisation, due: int, done: int):
        for number in range(due):
            post = PostFactory(organisation=organisation, starts_on=ON - 1500 * DAY)
            if number < done:
                certify(post.person, course, ON - 400 * DAY)

    return make


@pytest.fixture
def organisations(world, course, staff):
    """Beside ours: a large one, a small one, and one where all but two have done it."""
    partnership = world.organisation.partnership
    made = {
        name: OrganisationFactory(name=name, partnership=partnership) for name in ("Large", "Most", "Small")
    }
    for organisation in made.values():
        RequirementFactory(organisation=organisation, course=course)
        SharingFactory(organisation=organisation)
    staff(made["Large"], 12, 6)
    staff(made["Most"], 9, 7)
    staff(made["Small"], 3, 0)
    return made


def rows(client, **filters) -> dict[str, list[str]]:
    shown = client.get(URL, filters).context["shown"]
    return {
        row.name: [cell.figures or cell.words for cell in row.cells] for row in [*shown.rows, shown.total]
    }


def file(client, **filters) -> str:
    return client.post(EXPORT, filters).getvalue().decode("utf-8-sig")


def test_organisations_are_rows_and_small_numbers_are_hidden(partnership_client, organisations):
    assert rows(partnership_client) == {
        "Large": ["6 of 12", "No one due"],
        "Most": ["Fewer than 5", "No one due"],
        "Northmoor Community Health": ["Fewer than 5", "Fewer than 5"],
        "Small": ["Fewer than 5", "No one due"],
        "Organisations shown": ["6 of 12, 1 of 4 organisations", "Nothing to add up"],
    }


def test_the_page_says_what_is_hidden_and_why(partnership_client, organisations):
    page = partnership_client.get(URL).content.decode()
    assert "50.0%" in page
    assert (
        "“Fewer than 5” means that the people due, those who have completed it, or those who have not" in page
    )


def test_other_small_numbers_change_no_byte(partnership_client, organisations, staff, course):
    before = page(partnership_client), file(partnership_client)
    staff(organisations["Small"], 1, 1)
    certify(
        PostFactory(organisation=organisations["Most"], starts_on=ON - 1500 * DAY).person,
        course,
        ON - 300 * DAY,
    )
    assert (page(partnership_client), file(partnership_client)) == before


def page(client, **filters) -> str:
    text = client.get(URL, filters).content.decode()
    start = text.index('<h1 class="govuk-heading-xl">')
    before, _, after = text[start : text.index("</main>")].partition('name="csrfmiddlewaretoken" value="')
    return before + after.partition('"')[2]


def test_no_name_is_on_the_page_or_in_the_file(partnership_client, organisations, world):
    everything = partnership_client.get(URL).content.decode() + file(partnership_client)
    names = [person.name for person in world.people.values()] + [world.team.name, "Canary"]
    assert [name for name in names if name in everything] == []


def test_what_is_recommended_is_not_counted(partnership_client, organisations, world):
    for asked in world.organisation.requirements.all():
        asked.kind = asked.Kind.RECOMMENDED
        asked.save()
    assert rows(partnership_client)["Northmoor Community Health"] == ["No one due"]


# Months and courses


def test_the_newest_month_that_is_over_comes_first_and_there_are_24(partnership_client, world):
    form = partnership_client.get(URL).context["form"]
    choices = [value for value, _ in form.fields["month"].choices]
    assert choices == [day.isoformat() for day in month_ends(ON)]
    assert (choices[0], choices[-1], len(choices)) == ("2027-02-28", "2025-03-31", 24)
    assert "28 February 2027" in page(partnership_client)


@pytest.mark.parametrize("day", ["2027-03-31", "2027-02-27", "2025-02-28", "2099-01-31", "x", "2027-02-30"])
def test_no_other_day_can_be_chosen(day, partnership_client, world):
    response = partnership_client.get(URL, {"month": day})
    assert "shown" not in response.context
    assert response.context["form"].errors == {
        "month": ["Choose a month from the list. The one sent is not, or is no longer, in it."]
    }


def test_a_past_month_is_counted_as_it_was(partnership_client, organisations, world):
    assert rows(partnership_client, month="2025-12-31")["Large"][0] == "0 of 12"
    assert rows(partnership_client, month="2026-02-28")["Large"][0] == "6 of 12"


def test_months_that_are_kept_are_read_and_say_the_same(
    partnership_client, organisations, world, course, staff
):
    def both() -> list:
        return [
            page(partnership_client),
            file(partnership_client),
            file(partnership_client, course=course.pk),
        ]

    live = both()
    for organisation in [world.organisation, organisations["Large"], organisations["Small"]]:
        take(organisation=organisation, month_end=month_ends(ON)[0], at=NOW)
    assert both() == live
    few = counted(lambda: partnership_client.get(URL))
    staff(organisations["Large"], 5, 0)
    grow(world)
    assert both() == live
    assert counted(lambda: partnership_client.get(URL)) == few <= 20


def test_more_than_a_page_can_count_is_not_counted(partnership_client, organisations, settings):
    settings.LIVE_MOST_POSTS = 5
    take(organisation=organisations["Large"], month_end=month_ends(ON)[0], at=NOW)
    assert rows(partnership_client) == {
        "Large": ["6 of 12"],
        **dict.fromkeys(["Most", "Northmoor Community Health", "Small"], ["Not kept"]),
        "Organisations shown": ["6 of 12, 1 of 4 organisations"],
    }
    words = partnership_client.get(URL).content.decode()
    assert "Not kept: Most, Northmoor Community Health, Small." in words
    assert "not kept when it was over" in file(partnership_client)


def test_one_course_is_one_column_of_the_same_numbers(partnership_client, organisations, world):
    whole = rows(partnership_client)
    assert rows(partnership_client, course=world.other_course.pk) == {
        name: cells[1:] for name, cells in whole.items()
    }


@pytest.mark.parametrize("extra", [{"team": 1}, {"side": "adult"}, {"organisation": 1}, {"on": "2026-12-03"}])
def test_nothing_else_narrows_it(extra, partnership_client, organisations):
    assert rows(partnership_client, **extra) == rows(partnership_client)


def test_a_course_of_another_partnership_is_not_offered(partnership_client, world):
    foreign = RequirementFactory(
        course=world.other_course.add_sibling(instance=type(world.course)(title="Foreign"))
    )
    response = partnership_client.get(URL, {"course": foreign.course_id})
    assert "course" in response.context["form"].errors
    assert "Foreign" not in response.content.decode()


def test_another_partnerships_organisations_are_not_in_it(partnership_client, world):
    OrganisationFactory(name="Somewhere else")
    assert "Somewhere else" not in page(partnership_client)


# The file


def test_the_file_has_the_rows_of_the_page_and_is_kept_on_record(partnership_client, organisations, world):
    lines = list(csv.reader(io.StringIO(file(partnership_client, month="2026-12-31"), newline="")))
    table = lines[lines.index([]) + 1 :]
    assert table[0] == [
        *["Organisation", "The first course: per cent", "The first course: completed"],
        *["The other course: per cent", "The other course: completed"],
    ]
    assert table[1] == ["Large", "50.0", "6 of 12", "", "No one due"]
    assert table[2] == ["Most", "", "Fewer than 5", "", "No one due"]
    assert ["As at", "31 December 2026"] in lines
    look = Look.objects.get()
    assert (look.what, look.filters, look.rows) == ("partnership", {"month": "2026-12-31"}, 5)
