"""The admin's menu: each role's own."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from learning.people.roles import ADMINISTRATORS
from learning.site.groups import let_trainers_write_below
from tests.factories import UserFactory

WRITING = ["Courses", "Lessons", "Case studies", "Two-sided cases", "Quizzes", "Films"]


@pytest.fixture
def menu(catalogue, sign_in):
    """menu(person): the labels of the entries, and those of what opens below them, by entry."""
    let_trainers_write_below(catalogue)

    def labels(person) -> dict[str, list[str]]:
        html = sign_in(person).get(reverse("wagtailadmin_home")).content.decode()
        props = json.loads(
            html.split('id="wagtail-sidebar-props" type="application/json">')[1].split("</script>")[0]
        )
        items = next(
            module for module in props["modules"] if module["_type"] == "wagtail.sidebar.MainMenuModule"
        )
        return {item["_args"][0]["label"]: below(item) for item in items["_args"][0]}

    def below(item) -> list[str]:
        children = item["_args"][1] if len(item["_args"]) > 1 and isinstance(item["_args"][1], list) else []
        return [child["_args"][0]["label"] for child in children]

    return labels


def test_a_trainer_finds_what_they_write_and_nothing_else(menu, trainer):
    found = menu(trainer)
    assert [label for label in found if label in WRITING] == WRITING
    assert found["Library"] == ["Pictures", "Documents", "Topics"]
    for label in ("Pages", "Reports", "Settings", "People", "Images", "Media", "Snippets"):
        assert label not in found


@pytest.mark.parametrize("by", ["group", "rank"])
def test_an_administrator_finds_people_pages_reports_and_settings_too(by, menu):
    person = UserFactory(is_superuser=by == "rank")
    person.groups.add(Group.objects.get(name=ADMINISTRATORS))
    assert {*WRITING, "Pages", "People", "Organisations", "Reports", "Settings", "Library"} <= set(
        menu(person)
    )


def test_help_leads_nowhere_outside(menu, trainer):
    assert menu(trainer)["Help"] == ["Shortcuts"]


@pytest.mark.parametrize(
    "name", ["site_history", "workflow", "workflow_tasks", "locked_pages", "aging_pages"]
)
def test_reports_are_for_administrators_alone(name, trainer_client, administrator_client, home):
    url = reverse(f"wagtailadmin_reports:{name}")
    assert trainer_client.get(url).status_code == 404
    assert administrator_client.get(url).status_code == 200
