"""Not a letter of another organisation, or of a team beside one's own, in anything that a role is sent."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from learning.people.models import Organisation, Team, User
from tests.factories import PostFactory, RequirementFactory, SharingFactory
from tests.workforce.factories import DAY, ON, a_course, certify
from tests.workforce.world import CANARY

PAGES = (
    "workforce",
    "workforce_today",
    "workforce_people",
    "workforce_partnership",
    "workforce_how",
    "reminders",
    "nudge",
    *("snapshots", "inspection_pack", "sharing", "looks"),
)
FILES = ("export_table", "export_people", "export_partnership")


@pytest.fixture
def queries() -> list[dict]:
    """Every kind of thing that can be asked for, also with the keys of what is somebody else's."""
    theirs = [
        {"organisation": Organisation.objects.get(name__contains=CANARY).pk},
        {"team": Team.objects.get(name__contains=CANARY).pk},
    ]
    past = [{"on": "2026-12-01"}, {"month": "2026-12-31"}, {"asked": "recommended"}]
    people = [{"person": [*User.objects.values_list("pk", flat=True)]}, {"tick": "all"}]
    wrong = [{"organisation": "x", "team": "x", "course": "x", "on": "x", "status": "x", "month": "x"}]
    return [{}, *theirs, *past, *people, *wrong, {"sort": "name"}, {"sort": "-team", "status": "overdue"}]


def sent_to(client, queries: list[dict]) -> str:
    """Pages, options, errors and files, as one text."""
    parts = [client.get(reverse(page), query).content for page in PAGES for query in queries]
    for file in FILES:
        for kind in ("csv", "xlsx"):
            parts += [_read(client.post(reverse(file), query | {"file": kind})) for query in queries]
    for person in User.objects.all():
        parts.append(client.get(reverse("workforce_person", args=[person.pk])).content)
    return b"\n".join(parts).decode()


def _read(response) -> bytes:
    content = response.getvalue()
    if not content.startswith(b"PK"):
        return content
    book = load_workbook(io.BytesIO(content))
    return repr([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]).encode()


def test_a_lead_is_sent_no_letter_of_another_organisation(lead_client, world, queries):
    sent = sent_to(lead_client, queries)
    assert "Vera Valid" in sent
    assert CANARY not in sent


def test_a_manager_is_sent_no_letter_of_a_team_beside_or_of_another_organisation(
    manager_client, world, queries
):
    sent = sent_to(manager_client, queries)
    assert "Vera Valid" in sent
    unseen = (CANARY, "Hillfoot", "Sana Soon", "Midwife", "aternity leave")
    assert [word for word in unseen if word in without_groups(sent)] == []


def without_groups(text: str) -> str:
    """The filter offers every staff group there is: they are the field's, and nobody's own."""
    return text.replace(">Midwife</option>", "")


def test_a_partnership_lead_is_sent_the_names_of_organisations_and_of_nothing_else(
    partnership_client, world, queries
):
    Organisation.objects.update(partnership=world.organisation.partnership)
    sent = sent_to(partnership_client, queries)
    assert f"{CANARY} Trust" in sent
    people = [person.name for person in User.objects.exclude(name="Pat Partner")]
    teams = [team.name for team in Team.objects.all()]
    assert [name for name in people + teams if name in sent] == []


def test_a_partnership_lead_is_sent_no_number_of_an_organisation_that_shares_nothing(
    partnership_client, world, queries
):
    """Twelve people more there, a course that only it requires, and a look of months ago: not a byte is other."""
    apart = Organisation.objects.get(name__contains=CANARY)
    Organisation.objects.update(partnership=world.organisation.partnership)
    SharingFactory(organisation=apart, starts_on=ON - 300 * DAY, ends_on=ON - DAY)
    asked = [query for query in queries if not {"organisation", "team"} & set(query)]
    before = sent_to(partnership_client, [*asked, {"course": 999_999}])
    theirs = a_course("Kanarienkurs")
    RequirementFactory(organisation=apart, course=theirs)
    for _ in range(12):
        post = PostFactory(organisation=apart, starts_on=ON - 1500 * DAY)
        certify(post.person, world.course, ON - 400 * DAY)
        certify(post.person, theirs, ON - 400 * DAY)
    after = sent_to(partnership_client, [*asked, {"course": theirs.pk}])
    assert f"{CANARY} Trust" in after
    assert "Kanarienkurs" not in after
    assert set(after.splitlines()) == set(before.splitlines())


@pytest.mark.parametrize("role", ["trainer", "administrator", "learner"])
def test_whoever_answers_for_nobody_is_sent_no_name_at_all(role, world, queries, request):
    client = request.getfixturevalue(f"{role}_client")
    sent = sent_to(client, queries)
    own = request.getfixturevalue(role).name
    assert [person.name for person in User.objects.exclude(name=own) if person.name in sent] == []
    assert [team.name for team in Team.objects.all() if team.name in sent] == []
