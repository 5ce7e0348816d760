"""An editor sees a draft as a learner of each side would, at a phone's width; and no row of any table changes."""

import html

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import Page, get_page_models

from courses.models import CoursePage, LessonPage
from learning.people.sides import Side
from learning.records.pages import Activity, Programme
from learning.site.models import StandardPage
from tests import editor
from tests.casestudies import factories as cases
from tests.casestudies.two_sides import factories as two_sides
from tests.courses import content
from tests.courses.factories import SourceFactory
from tests.quizzes import factories as quizzes
from tests.quizzes.surveys import factories as surveys

MAIN = ("<main", "</main>")


@pytest.fixture
def pages(home) -> dict[type[Page], Page]:
    """A live page of every kind that can be previewed, the parts with much in them."""
    course = cases.plant_course(home)
    lesson = LessonPage.objects.get()
    lesson.body = lesson.body.stream_block.to_python(content.every_block(SourceFactory()))
    lesson.save_revision().publish()
    cases.case(course)
    two_sides.two_sided(course)
    quizzes.plant_quiz(course)
    surveys.plant_survey(course)
    cases.family_film(cases.for_families(home))
    home.add_child(instance=StandardPage(title="Help", slug="help"))
    models = [model for model in get_page_models() if model is not Page and model().preview_modes]
    return {model: model.objects.get() for model in models}


def every_row() -> dict[str, list[str]]:
    """All tables, each with its rows as the database holds them."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  names of our own tables
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def seen(client, page, mode: str) -> str:
    """The main part of a preview."""
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    response = client.get(url, {"mode": mode})
    assert response.status_code == 200
    words = html.unescape(response.content.decode())
    return words[words.index(MAIN[0]) : words.index(MAIN[1])]


def test_previewing_every_kind_of_page_as_every_side_changes_no_row(pages, administrator_client):
    before = every_row()
    assert len(pages) == 11
    for page in pages.values():
        for mode, _ in page.preview_modes:
            seen(administrator_client, page, mode)
    assert every_row() == before


@pytest.mark.parametrize("kind", [CoursePage, LessonPage])
def test_sending_something_to_a_preview_changes_nothing_that_is_kept(
    kind, pages, administrator, administrator_client
):
    """Wagtail keeps what the editor sent, to show it; that is its own, and nobody's record."""
    page = pages[kind]
    before = every_row()
    draft = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    administrator_client.post(draft, {"own": "I will ring"})
    assert every_row() == before
    panel = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    administrator_client.post(panel, editor.sent(page, administrator) | {"own": "I will ring"})
    assert administrator_client.get(panel).status_code == 200
    after = every_row()
    assert {table for table in after if after[table] != before[table]} == {"wagtailadmin_formstate"}


@pytest.mark.parametrize("kind", [CoursePage, LessonPage])
def test_what_the_editor_checks_the_words_with_is_in_its_panel_and_nowhere_else(
    kind, pages, administrator, administrator_client
):
    page = pages[kind]
    panel = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    administrator_client.post(panel, editor.sent(page, administrator))
    beside = administrator_client.get(panel, {"in_preview_panel": "true"}).content.decode()
    assert "data-wagtail-userbar" in beside
    draft = administrator_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "data-wagtail-userbar" not in draft.content.decode()
    assert "data-wagtail-userbar" not in administrator_client.get(page.url).content.decode()


def test_courses_and_their_parts_can_be_seen_as_each_side(pages):
    sides = [Side.ADULT, Side.CHILDREN, Side.WHOLE_FAMILY]
    met = {model.__name__: [mode for mode, _ in page.preview_modes] for model, page in pages.items()}
    expected = {model.__name__: sides if issubclass(model, Activity | Programme) else [""] for model in pages}
    assert met == expected


@pytest.mark.parametrize(
    ("side", "words"),
    [
        (Side.ADULT, "Preview, as adult services staff see it."),
        (Side.CHILDREN, "Preview, as children’s services staff see it."),
        (Side.WHOLE_FAMILY, "Preview, as whole-family staff see it."),
        ("no such side", "Preview, as adult services staff see it."),
    ],
)
def test_a_preview_says_whose_it_is_and_that_nothing_is_kept(side, words, pages, administrator_client):
    for model, page in pages.items():
        if issubclass(model, Activity | Programme):
            assert f"{words} Nothing is kept or completed here." in seen(administrator_client, page, side)


def test_a_learner_s_own_page_says_nothing_of_a_preview(pages, learner, learner_client):
    cases.join(learner, pages[CoursePage])
    for page in pages.values():
        assert "Nothing is kept or completed here" not in learner_client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("side", "first", "last"),
    [
        (Side.ADULT, "Seed of a social worker.", "Seed of a nurse."),
        (Side.CHILDREN, "Seed of a nurse.", "Seed of a social worker."),
        (Side.WHOLE_FAMILY, "Seed of a nurse.", "Seed of a social worker."),
    ],
)
def test_a_case_study_shows_the_other_side_first(side, first, last, pages, administrator_client):
    case = next(page for model, page in pages.items() if model.__name__ == "CaseStudyPage")
    words = seen(administrator_client, case, side)
    assert words.index(first) < words.index(last)


def test_a_quiz_shows_what_it_asks_and_nothing_that_can_be_sent(pages, administrator_client):
    quiz = next(page for model, page in pages.items() if model.__name__ == "QuizPage")
    words = seen(administrator_client, quiz, Side.ADULT)
    assert "Question one wrong" in words
    assert "<form" not in words


def test_the_preview_opens_at_the_width_of_a_phone(pages, administrator_client):
    for page in pages.values():
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        shown = " ".join(administrator_client.get(url).content.decode().split())
        assert 'aria-label="Preview in mobile size" data-device-width="375" checked' in shown
