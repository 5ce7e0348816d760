"""Not a letter of another organisation, or of a team beside one's own, in anything that a role is sent."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from learning.people.models import Organisation, Team, User
from tests.workforce.world import CANARY

PAGES = (
    "workforce",
    "workforce_today",
    "workforce_people",
    "workforce_partnership",
    "workforce_how",
    "reminders",
    "nudge",
    *("snapshots", "inspection_pack"),
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
    assert [
        word for word in (CANARY, "Hillfoot", "Sana Soon", "Midwife") if word in without_groups(sent)
    ] == []


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


@pytest.mark.parametrize("role", ["trainer", "administrator", "learner"])
def test_whoever_answers_for_nobody_is_sent_no_name_at_all(role, world, queries, request):
    client = request.getfixturevalue(f"{role}_client")
    sent = sent_to(client, queries)
    own = request.getfixturevalue(role).name
    assert [person.name for person in User.objects.exclude(name=own) if person.name in sent] == []
    assert [team.name for team in Team.objects.all() if team.name in sent] == []
