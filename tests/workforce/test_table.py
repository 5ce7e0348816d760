"""The table: what it says, what it may be narrowed to, and what it refuses."""

import html

import pytest
from django.urls import reverse

from learning.people.models import Responsibility
from learning.workforce import fields
from tests.factories import OrganisationFactory, PostFactory, TeamFactory, UserFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.world import CANARY, health_visitors, midwives

URL = reverse("workforce")


def shown(client, **filters):
    response = client.get(URL, filters)
    assert response.status_code == 200
    return response.context["shown"]


def figures(row) -> list[str]:
    return [cell.count.words for cell in row.cells]


def errors(client, **filters) -> dict:
    response = client.get(URL, filters)
    assert response.status_code == 200
    assert "shown" not in response.context
    return dict(response.context["form"].errors.items())


def test_staff_groups_are_rows_and_courses_are_columns(lead_client):
    table = shown(lead_client)
    assert [course.title for course in table.courses] == ["The first course", "The other course"]
    assert {row.name: figures(row) for row in table.rows} == {
        "Health visitor (SCPHN)": ["1 of 3", "0 of 3"],
        "Midwife": ["1 of 1", "0 of 0"],
    }
    assert figures(table.total) == ["2 of 4", "0 of 3"]


def test_a_cell_says_percentage_figures_and_word(lead_client):
    page = lead_client.get(URL).content.decode()
    for words in ("33.3%", "1 of 3", "Below target", "100.0%", "1 of 1", "On target", "No one due"):
        assert words in page


def test_the_caption_says_the_day_the_target_and_that_people_count_once(lead_client):
    assert shown(lead_client).caption == (
        "Northmoor Community Health, 3 March 2027. Target 90%; “close” means 80% or more. "
        "People in two posts count once."
    )


def test_who_is_left_out_and_why_is_said_beside_the_group(lead_client):
    row = shown(lead_client).rows[0]
    assert (row.left_out, row.left_out_words) == (2, "1 maternity leave, 1 new in the post")


def test_the_tallies_count_people(lead_client):
    assert [(tally.number, tally.words) for tally in shown(lead_client).tallies] == [
        (3, "overdue"),
        (3, "of them never completed"),
        (1, "to lapse within 30 days"),
        (1, "to lapse within 60 days"),
        (1, "to lapse within 90 days"),
        (2, "left out, and why"),
    ]


def test_what_is_recommended_is_counted_apart(lead_client, world):
    asked = world.organisation.requirements.get(course=world.other_course)
    asked.kind = asked.Kind.RECOMMENDED
    asked.save()
    assert [course.title for course in shown(lead_client).courses] == ["The first course"]
    recommended = shown(lead_client, asked="recommended")
    assert [course.title for course in recommended.courses] == ["The other course"]
    assert "overdue" not in [tally.words for tally in recommended.tallies]


# Narrowing


def test_a_team_is_itself_and_the_teams_below_it(lead_client, world):
    assert figures(shown(lead_client, team=world.team.pk).total) == ["1 of 3", "0 of 3"]
    assert shown(lead_client, team=world.below.pk).total.left_out == 1
    assert figures(shown(lead_client, team=world.beside.pk).total) == ["1 of 1"]


def test_a_side_is_that_of_the_post(lead_client, world):
    world.someone("Ali Adult", service_side="adult")
    assert figures(shown(lead_client, side="adult").total) == ["0 of 1", "0 of 1"]


def test_one_course_is_one_column(lead_client, world):
    table = shown(lead_client, course=world.other_course.pk)
    assert [course.title for course in table.courses] == ["The other course"]
    assert table.all_courses_url == URL


@pytest.mark.parametrize("written", ["2026-12-01", "01/12/2026", "1 December 2026", "1 Dec 2026", "1/12/26"])
def test_a_past_day_is_counted_as_it_was(written, lead_client, world):
    certify(world.people["never"], world.course, ON - 10 * DAY)
    table = shown(lead_client, on=written)
    assert figures(table.total)[0] == "2 of 5"
    assert "1 December 2026" in table.caption
    assert figures(shown(lead_client).total)[0] == "3 of 4"


def test_filters_are_kept_in_every_address(lead_client, world):
    table = shown(lead_client, team=world.team.pk, side="whole_family", on="2026-12-01")
    kept = f"team={world.team.pk}&side=whole_family&on=2026-12-01"
    addresses = [cell.url for row in table.rows for cell in row.cells]
    addresses += [tally.url for tally in table.tallies] + [row.left_out_url for row in table.rows]
    assert [address for address in addresses if kept.split("&on")[0] not in address] == []
    assert [address for address in addresses if "on=2026-12-01" not in address] == []


def test_organisation_is_offered_only_where_there_are_several(lead_client, world, sign_in):
    assert b"All organisations" not in lead_client.get(URL).content
    second = WorkforceLeadFactory(person=world.lead, organisation__name="Second").organisation
    PostFactory(organisation=second)
    page = sign_in(world.lead).get(URL).content.decode()
    assert "All organisations" in page
    assert "Second" in page


# Refusing


def test_a_day_to_come_is_refused_in_words(lead_client):
    said = {"on": ["Choose today or an earlier day."]}
    assert errors(lead_client, on="2099-01-01") == said
    assert errors(lead_client, on=(ON + DAY).isoformat()) == said


@pytest.mark.parametrize(
    "nonsense", ["yesterday", "31/02/2026", "2026-02-31", "'; drop table", "0", "9" * 400]
)
def test_a_day_that_is_none_is_refused_in_words(nonsense, lead_client):
    assert errors(lead_client, on=nonsense) == {
        "on": ["Enter a day as a date, such as 3 March 2027 or 03/03/2027."]
    }


def test_an_unknown_choice_is_refused_and_the_others_are_kept(lead_client, world):
    response = lead_client.get(
        URL, {"team": world.team.pk, "course": "999999", "side": "sideways", "on": "x"}
    )
    form = response.context["form"]
    assert set(form.errors) == {"course", "side", "on"}
    assert form["team"].value() == str(world.team.pk)
    page = response.content.decode()
    assert "<title>Error: Workforce" in page
    assert f'<option value="{world.team.pk}" selected>' in page


def test_a_day_before_which_none_can_be_counted_is_refused_in_words(lead_client):
    """Of the first day there is, 28 days ago was none: the list of who is long away was an error."""
    assert errors(lead_client, on="0001-01-01") == {"on": ["Choose a day from 1950 on."]}
    people = lead_client.get(reverse("workforce_people"), {"on": "0001-01-01", "status": "away"})
    assert set(people.context["form"].errors) == {"on"}


@pytest.mark.parametrize("name", ["team", "organisation", "course"])
@pytest.mark.parametrize("value", ["0", "-1", "x", "\x00", "1" * 30, "9" * 5000])
def test_a_forged_key_is_refused_in_words(name, value, lead_client):
    assert set(errors(lead_client, **{name: value})) == {name}


def test_a_team_of_another_organisation_looks_exactly_like_one_that_does_not_exist(lead_client, world):
    theirs = TeamFactory(name=f"{CANARY} secret", pk=765432).pk
    assert page_without_secrets(lead_client, team=theirs) == page_without_secrets(
        lead_client, team=theirs + 999
    )


def test_an_organisation_out_of_scope_looks_exactly_like_one_that_does_not_exist(lead_client, world):
    theirs = OrganisationFactory(name=f"{CANARY} secret", pk=765432).pk
    first = page_without_secrets(lead_client, organisation=theirs)
    assert first == page_without_secrets(lead_client, organisation=theirs + 999)
    assert "Choose an organisation from the list." in html.unescape(first)


def page_without_secrets(client, **filters) -> str:
    """But for the tokens against forged forms, which differ each time, and the key that was sent."""
    response = client.get(URL, filters)
    text = response.content.decode()
    for value in filters.values():
        text = text.replace(f'value="{value}"', "")
    for token in {part.split('"')[0] for part in text.split('name="csrfmiddlewaretoken" value="')[1:]}:
        text = text.replace(token, "")
    return text.replace(text.split('name="csrf-token" content="')[1].split('"')[0], "")


def test_a_team_and_another_of_ones_organisations_are_refused_together(lead_client, world):
    second = WorkforceLeadFactory(person=world.lead, organisation__name="Second").organisation
    assert errors(lead_client, team=world.team.pk, organisation=second.pk) == {
        "team": ["Choose a team of Second. Quayside belongs to another organisation."]
    }


# Nobody


def test_where_nobody_is_due_it_says_so_and_what_to_do(lead_client, world):
    page = lead_client.get(URL, {"on": "1990-01-01"}).content.decode()
    assert "Nothing is counted here" in page
    assert "<table" not in page


# Roles


def test_a_manager_sees_the_team_and_those_below_it(manager_client):
    table = shown(manager_client)
    assert figures(table.total) == ["1 of 3", "0 of 3"]
    assert table.total.left_out == 2


def test_a_partnership_lead_is_led_to_the_partnership(partnership_client):
    assert partnership_client.get(URL).headers["Location"] == reverse("workforce_partnership")


def test_workforce_stands_first_in_the_navigation_of_whoever_answers_for_others(world, sign_in):
    nav = sign_in(world.lead).get(reverse("my_learning")).context["nav"]
    assert [entry["title"] for entry in nav] == ["Workforce", "My learning", "Courses", "Help"]
    assert nav[0]["url"] == URL
    current = sign_in(world.lead).get(reverse("workforce_people")).context["nav"]
    assert [entry["current"] for entry in current] == [True, False, False, False]


def test_whoever_answers_for_nobody_has_no_such_entry_and_no_such_page(world, sign_in):
    client = sign_in(world.people["valid"])
    assert "Workforce" not in [entry["title"] for entry in client.get(reverse("my_learning")).context["nav"]]
    assert client.get(URL).status_code == 404


def test_when_the_role_ends_the_page_ends(lead_client, world):
    Responsibility.objects.all().delete()
    assert lead_client.get(URL).status_code == 404


@pytest.mark.parametrize("name", ["Nobody", "Midwife"])
def test_a_new_person_is_in_the_numbers_at_once(name, lead_client, world):
    before = shown(lead_client).total.cells[0].count.due
    PostFactory(
        person=UserFactory(name=name),
        organisation=world.organisation,
        practice_group=midwives() if name == "Midwife" else health_visitors(),
        starts_on=ON - 400 * DAY,
    )
    assert shown(lead_client).total.cells[0].count.due == before + 1


def test_of_very_many_teams_those_above_are_offered_and_those_below_the_chosen_one(
    lead_client, world, monkeypatch
):
    monkeypatch.setattr(fields, "MOST_OFFERED", 3)
    lowest = TeamFactory(parent=world.below, name="Night desk")

    def offered(**filters) -> list:
        choices = lead_client.get(URL, filters).context["form"].fields["team"].widget.choices
        return [key for key, _ in choices if key]

    assert offered() == [world.team.pk, world.below.pk, world.beside.pk]
    assert offered(team=world.below.pk) == [world.team.pk, world.below.pk, lowest.pk, world.beside.pk]
    assert offered(team="many") == offered()
    assert shown(lead_client, team=lowest.pk).filters.team == lowest
