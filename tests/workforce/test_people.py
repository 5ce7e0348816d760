"""The people behind a number: as many as it says, and named only where whoever asks may see them."""

import pytest
from django.urls import reverse

from learning.workforce.filters import Which
from tests.factories import JobRoleFactory, PostFactory
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.rollups.live import fold_all
from tests.workforce.world import NOW

URL = reverse("workforce_people")
LEFT = "Someone who has left"


def listed(client, **filters) -> list:
    response = client.get(URL, filters)
    assert response.status_code == 200
    return list(response.context["page"])


def names(client, **filters) -> list[str]:
    return [line.name for line in listed(client, **filters)]


def follow(client, address: str):
    response = client.get(address)
    assert response.status_code == 200
    return response.context["page"].paginator.object_list


def test_every_number_of_the_table_has_as_many_people_behind_it(lead_client, world):
    world.someone("Lea Left", ends_on=ON - DAY)
    for day in ("", "2027-02-01", "2026-06-01"):
        table = lead_client.get(reverse("workforce"), {"on": day}).context["shown"]
        for row in [*table.rows, table.total]:
            assert (
                len({(line.name, line.url) for line in follow(lead_client, row.left_out_url)}) == row.left_out
            )
            for cell in row.cells:
                behind = follow(lead_client, cell.url)
                assert len(behind) == cell.count.due
                assert sum(line.told.kind in ("done", "soon") for line in behind) == cell.count.n


def test_every_tally_has_as_many_people_behind_it(lead_client):
    tallies = lead_client.get(reverse("workforce")).context["shown"].tallies
    assert [len({line.name for line in follow(lead_client, tally.url)}) for tally in tallies] == [
        tally.number for tally in tallies
    ]


@pytest.mark.parametrize("least", [1, 10_000], ids=["kept", "counted"])
def test_a_nudge_is_offered_beside_what_it_would_be_about(least, lead_client, world, settings):
    settings.ROLLUP_LEAST_POSTS = least
    fold_all(at=NOW)
    offered = {(line.told.word, line.nudge is not None) for line in listed(lead_client)}
    assert offered == {
        ("Valid", False),
        ("Away", False),
        ("Lapses soon", True),
        ("Not due yet", True),
        ("Lapsed", True),
        ("Never completed", True),
    }


def test_who_is_overdue_for_what_takes_two_clicks_from_my_learning(lead_client):
    nav = lead_client.get(reverse("my_learning")).context["nav"]
    overdue = lead_client.get(nav[0]["url"]).context["shown"].tallies[0]
    assert overdue.words == "overdue"
    page = lead_client.get(overdue.url).content.decode()
    assert '<h1 class="govuk-heading-xl">Who is overdue</h1>' in page
    assert "3 people, 5 lines: someone may be here for several courses." in page


def test_a_box_to_tick_says_on_a_phone_what_it_is_for(lead_client):
    page = lead_client.get(URL, {"status": "overdue"}).content.decode()
    assert page.count('tf-no-print" data-label="Nudge"><div class="govuk-checkboxes') == 5


def test_a_line_says_status_day_and_reason(lead_client):
    told = {(line.name, line.course): line.told for line in listed(lead_client)}
    lapsed = told["Lars Lapsed", "The first course"]
    never = told["Nora Never", "The first course"]
    away = told["Ada Away", "The first course"]
    new = told["Nils New", "The first course"]
    assert (lapsed.word, lapsed.about_day) == ("Lapsed", "Lapsed 19 November 2026")
    assert (never.word, never.about_day) == ("Never completed", "Was due by 10 July 2023")
    assert (away.word, away.about_day, away.reason) == ("Away", "", "Maternity leave")
    assert (new.word, new.about_day, new.reason) == ("Not due yet", "Due by 12 May 2027", "New in the post")


def test_nobody_is_late_for_what_is_recommended(lead_client, world):
    asked = world.organisation.requirements.get(course=world.other_course)
    asked.kind = asked.Kind.RECOMMENDED
    asked.save()
    line = next(line for line in listed(lead_client, asked="recommended") if line.name == "Nora Never")
    assert (line.told.kind, line.told.about_day) == ("plain", "")


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Which.DONE, ["Sana Soon", "Vera Valid"]),
        (Which.LAPSED, ["Lars Lapsed"]),
        (Which.LATE, ["Lars Lapsed", "Nora Never"]),
        (Which.NEVER, ["Nora Never"]),
        (Which.LEFT_OUT, ["Ada Away", "Nils New"]),
        (Which.DUE, ["Lars Lapsed", "Nora Never", "Sana Soon", "Vera Valid"]),
    ],
)
def test_a_status_leaves_those_who_stand_so(which, expected, lead_client, world):
    assert names(lead_client, course=world.course.pk, status=which) == expected


def test_who_lapses_is_cumulative_to_the_day(lead_client, world):
    for name, left in (("In 30", 30), ("In 31", 31), ("In 60", 60), ("In 90", 90), ("In 91", 91)):
        awarded = (ON + left * DAY).replace(year=ON.year - 3 if (ON + left * DAY).year == ON.year else 2024)
        certificate = certify(world.someone(name), world.course, awarded)
        assert certificate.expires_on == ON + left * DAY
    within = {days: names(lead_client, course=world.course.pk, status=days) for days in (30, 60, 90)}
    assert within == {
        30: ["In 30", "Sana Soon"],
        60: ["In 30", "In 31", "In 60", "Sana Soon"],
        90: ["In 30", "In 31", "In 60", "In 90", "Sana Soon"],
    }


def test_whoever_has_left_is_counted_without_name_team_days_or_a_link(lead_client, world):
    gone = world.someone("Lea Left", ends_on=ON - DAY)
    lines = listed(lead_client, on="2027-03-01", course=world.course.pk, status="never")
    line = lines[-1]
    assert (line.name, line.url, line.team, line.told.about_day, line.told.day) == (LEFT, None, "", "", None)
    page = lead_client.get(URL, {"on": "2027-03-01"}).content.decode()
    assert "Lea Left" not in page
    assert reverse("workforce_person", args=[gone.pk]) not in page
    assert LEFT not in names(lead_client)


def test_whoever_only_changed_team_keeps_their_name(lead_client, world):
    moved = world.someone("Mo Moved", ends_on=ON - DAY)
    PostFactory(person=moved, organisation=world.organisation, team=world.beside, starts_on=ON)
    assert "Mo Moved" in names(lead_client, on="2027-03-01")


def test_a_manager_lists_the_team_and_nobody_beside_it(manager_client):
    assert set(names(manager_client)) == {"Vera Valid", "Lars Lapsed", "Nora Never", "Nils New", "Ada Away"}


def test_a_manager_sees_that_someone_is_away_and_not_why(manager_client, lead_client):
    chosen = {"status": "left_out"}
    assert "Maternity leave" in lead_client.get(reverse("workforce_people"), chosen).content.decode()
    assert "aternity" not in manager_client.get(reverse("workforce_people"), chosen).content.decode()
    assert "aternity" not in b"".join(manager_client.post(reverse("export_people"), {})).decode()
    assert "1 away" in b"".join(manager_client.post(reverse("export_table"), {})).decode()


def test_a_manager_does_not_name_who_has_moved_to_a_team_beside(manager_client, world):
    moved = world.someone("Mo Moved", ends_on=ON - DAY)
    PostFactory(person=moved, organisation=world.organisation, team=world.beside, starts_on=ON)
    seen = names(manager_client, on="2027-03-01")
    assert "Mo Moved" not in seen
    assert LEFT in seen


# Sorting and pages


@pytest.mark.parametrize("column", ["name", "group", "team", "course", "status", "date"])
def test_a_list_is_sorted_by_a_column_and_turned_round(column, lead_client, world):
    keys = {
        "name": lambda line: line.name,
        "group": lambda line: line.group,
        "team": lambda line: line.team,
        "course": lambda line: line.course,
        "status": lambda line: line.told.word,
        "date": lambda line: line.told.day or ON.max,
    }
    up = [keys[column](line) for line in listed(lead_client, sort=column)]
    assert up == sorted(up)
    assert len(set(up)) > 1
    assert [keys[column](line) for line in listed(lead_client, sort=f"-{column}")] == up[::-1]


@pytest.mark.parametrize("sort", ["person__email", "-password", "x", "'"])
def test_a_list_is_not_sorted_by_what_is_no_column(sort, lead_client):
    assert names(lead_client, sort=sort) == names(lead_client)


def test_headings_sort_and_keep_the_filters(lead_client, world):
    response = lead_client.get(URL, {"team": world.team.pk, "status": "overdue", "sort": "course"})
    headings = {heading.words: heading for heading in response.context["headings"]}
    assert headings["Course"].sorted == "ascending"
    assert headings["Course"].url == f"?team={world.team.pk}&status=overdue&sort=-course"
    assert headings["Name"].sorted == "none"


def test_twenty_five_lines_are_a_page_and_the_filters_are_kept(lead_client, world):
    for number in range(30):
        world.someone(f"Person {number:02}", team=world.beside)
    filters = {"team": world.beside.pk, "course": world.course.pk}
    assert len(listed(lead_client, **filters)) == 25
    assert len(listed(lead_client, **filters, page=2)) == 6
    assert f"team={world.beside.pk}" in lead_client.get(URL, filters).content.decode().split('rel="next"')[0]


@pytest.mark.parametrize(
    "filters", [{"status": "x"}, {"group": "999999"}, {"on": "2099-01-01"}, {"team": "0"}]
)
def test_what_is_unknown_is_refused_in_words_and_nobody_is_listed(filters, lead_client):
    response = lead_client.get(URL, filters)
    assert list(response.context["form"].errors) == list(filters)
    assert "page" not in response.context


def test_nobody_behind_a_number_is_said_and_the_way_back_keeps_the_filters(lead_client, world):
    response = lead_client.get(URL, {"team": world.beside.pk, "status": "overdue"})
    assert "Nobody is behind this number" in response.content.decode()
    assert response.context["table_url"] == f"{reverse('workforce')}?team={world.beside.pk}"


@pytest.mark.parametrize("least_posts", [1000, 1], ids=["counted", "kept"])
def test_job_roles_stand_below_staff_groups_or_as_a_column_where_it_is_sorted_by(
    least_posts, lead_client, world, settings
):
    settings.ROLLUP_LEAST_POSTS = least_posts
    fold_all(at=NOW)
    assert "Job role" not in lead_client.get(URL).content.decode()
    role = JobRoleFactory(organisation=world.organisation, name="Duty worker")
    world.people["never"].posts.update(job_role=role)
    fold_all(at=NOW)
    page = lead_client.get(URL).content.decode()
    assert ('data-label="Job role"' in page, '<span class="tf-below">Duty worker</span>' in page) == (
        False,
        True,
    )
    assert 'href="?sort=role">Job role</a>' in page
    page = lead_client.get(URL, {"sort": "-role"}).content.decode()
    assert 'data-label="Job role">Duty worker</td>' in page
    assert {line.name for line in listed(lead_client, sort="-role")[:2]} == {"Nora Never"}
    assert set(names(lead_client, role=role.pk)) == {"Nora Never"}
    text = lead_client.post(reverse("export_people"), {"file": "csv"}).getvalue().decode()
    rows = [line.split(",") for line in text.splitlines() if line.startswith(("Name,", "Nora Never,"))]
    assert {row[2] for row in rows} == {"Job role", "Duty worker"}
