"""As many queries for two hundred people as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.workforce.factories import DAY, ON, certify


def counted(send) -> int:
    send()
    with CaptureQueriesContext(connection) as captured:
        assert send().status_code == 200
    return len(captured)


def grow(world) -> None:
    """Two hundred people more, in several teams and ways."""
    for number in range(200):
        person = world.someone(f"Person {number}", team=(world.team, world.below, world.beside)[number % 3])
        if number % 2:
            certify(person, world.course, ON - number * 7 * DAY)


@pytest.fixture
def sends(world, lead_client, partnership_client):
    """What is asked, by name; the first look at the record of a day is kept beforehand."""
    person = reverse("workforce_person", args=[world.people["valid"].pk])
    return {
        "table": lambda: lead_client.get(reverse("workforce")),
        "people": lambda: lead_client.get(reverse("workforce_people")),
        "person": lambda: lead_client.get(person),
        "partnership": lambda: partnership_client.get(reverse("workforce_partnership")),
        "CSV of the table": lambda: lead_client.post(reverse("export_table"), {}),
        "CSV of people": lambda: lead_client.post(reverse("export_people"), {}),
        "XLSX of people": lambda: lead_client.post(reverse("export_people"), {"file": "xlsx"}),
    }


def test_queries_are_the_same_at_six_and_at_two_hundred_people(sends, world):
    few = {name: counted(send) for name, send in sends.items()}
    grow(world)
    many = {name: counted(send) for name, send in sends.items()}
    assert many == few
    assert max(many.values()) <= 35
