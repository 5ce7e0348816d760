"""Autosave is never paused by a half-written block: every block of every page, and what its preview then shows."""

import html

import pytest
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from casestudies.models import CaseStudyPage, FamilyFilmPage, FamilyIndexPage, TwoSidedCasePage
from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from learning.site.models import HomePage, StandardPage
from quizzes.models import QuizPage, SurveyPage
from tests import editor
from tests.casestudies import factories as cases
from tests.casestudies.two_sides import factories as two_sides
from tests.quizzes import factories as quizzes
from tests.quizzes.surveys import factories as surveys

HALF = "Ha"


def streams() -> list[tuple[type[Page], str]]:
    """Every stream of every kind of page."""
    return [
        (model, field.name)
        for model in get_page_models()
        if model is not Page
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]


@pytest.fixture
def a_page(home):
    """a_page(model): a live page of that kind."""

    def plant(model) -> Page:
        if model is HomePage:
            return home
        if model is StandardPage:
            return home.add_child(instance=StandardPage(title="Help", slug="help"))
        if model in (FamilyIndexPage, FamilyFilmPage):
            families = cases.for_families(home)
            return families if model is FamilyIndexPage else cases.family_film(families)
        course = cases.plant_course(home)
        kinds = {CourseIndexPage, CoursePage, ModulePage, LessonPage}
        if model in kinds:
            return model.objects.get()
        if model is TwoSidedCasePage:
            return two_sides.two_sided(course)
        if model is SurveyPage:
            return surveys.plant_survey(course)
        return quizzes.plant_quiz(course) if model is QuizPage else cases.case(course)

    return plant


@pytest.mark.parametrize(("model", "field"), streams(), ids=lambda part: getattr(part, "__name__", part))
def test_no_half_written_block_pauses_autosave_or_breaks_the_preview(
    model, field, a_page, administrator, administrator_client
):
    """Each block of the stream twice: empty, and with a few letters in every box."""
    page = a_page(model)
    blocks = list(model._meta.get_field(field).stream_block.child_blocks.items())
    data = editor.sent(page, administrator) | editor.rows(field, blocks, "")
    for number, (kind, block) in enumerate(blocks, start=len(blocks)):
        data |= editor.row(f"{field}-{number}", number, kind, block, HALF)
    data[f"{field}-count"] = str(2 * len(blocks))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = administrator_client.post(url, data, headers={"Accept": "application/json"})
    assert response.json().get("success"), response.json()
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [child.block_type for child in getattr(draft, field)] == 2 * [kind for kind, _ in blocks]
    seen = administrator_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert seen.status_code == 200


BAD = [
    ("quiz", "questions", "single", "This field is required."),
    ("case", "watch_for", "moment", "Write minutes and seconds, such as 0:51."),
    ("case", "first_step_options", "option", "Use small letters, numbers and _ only"),
    ("standard", "body", "link", "Start with / for a page of this site"),
]
MODELS = {"quiz": QuizPage, "case": CaseStudyPage, "standard": StandardPage}


@pytest.mark.parametrize(("kind", "field", "name", "said"), BAD, ids=[name for _, _, name, _ in BAD])
def test_what_a_draft_may_hold_is_refused_in_words_when_it_is_published(
    kind, field, name, said, a_page, administrator, administrator_client
):
    page = a_page(MODELS[kind])
    block = page._meta.get_field(field).stream_block.child_blocks[name]
    data = editor.sent(page, administrator) | editor.rows(field, [(name, block)], HALF)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    before = page.latest_revision_id
    response = administrator_client.post(url, data | {"action-publish": "Publish"})
    assert response.status_code == 200
    assert said in html.unescape(response.content.decode())
    assert Page.objects.get(pk=page.pk).latest_revision_id == before
