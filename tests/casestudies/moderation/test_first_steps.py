"""Trainers are shown how many of a staff group took which step first: five people or more, and nothing else."""

import pytest
from django.urls import reverse

from casestudies.moderation.first_steps import Line, lines_of
from learning.site.groups import let_trainers_write_below
from tests.casestudies import factories


@pytest.mark.parametrize(("others", "shown"), [(0, 1), (4, 0), (5, 2)])
def test_five_are_shown_and_what_would_tell_of_four_is_not(others, shown, case, django_assert_num_queries):
    for _ in range(5):
        factories.answered(case)
    for _ in range(others):
        factories.answered(case, factories.PostFactory().person)
    groups = ["Children’s social worker", "Health visitor (SCPHN)"]
    with django_assert_num_queries(1):
        assert lines_of(case) == [Line(group, [5, None]) for group in groups[:shown]]


@pytest.fixture
def url(case) -> str:
    return reverse("case_answered", args=[case.pk])


def test_the_editor_of_a_case_leads_to_it(case, course, url, trainer_client):
    let_trainers_write_below(course)
    assert "Too few have answered." in trainer_client.get(url).content.decode()
    editor = trainer_client.get(reverse("wagtailadmin_pages:edit", args=[case.pk]))
    assert url in editor.content.decode()


def test_whoever_may_not_edit_the_case_finds_no_such_page(url, trainer_client, client):
    assert trainer_client.get(url).status_code == 404
    assert client.get(url).status_code in (302, 404)
