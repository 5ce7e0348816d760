"""What a trainer does with courses in Wagtail's admin."""

import pytest
from django.forms import SelectMultiple
from django.urls import reverse

from casestudies.models import CaseStudyPage, TwoSidedCasePage
from courses.models import CoursePage, LessonPage
from learning.records.models import Completion, Enrolment, Event, Note, Place, Version
from quizzes.models import QuizPage
from tests.courses import factories

RECORDS = (Completion, Enrolment, Event, Note, Place, Version)


@pytest.fixture
def every_page(catalogue, course, module, full_lesson) -> dict:
    return {"catalogue": catalogue, "course": course, "module": module, "lesson": full_lesson}


@pytest.mark.parametrize("name", ["catalogue", "course", "module", "lesson"])
def test_every_page_can_be_opened_for_editing(name, every_page, administrator_client):
    url = reverse("wagtailadmin_pages:edit", args=[every_page[name].pk])
    assert administrator_client.get(url).status_code == 200


@pytest.mark.parametrize("name", ["catalogue", "course", "lesson"])
def test_every_draft_can_be_seen_as_a_learner_sees_it_and_records_nothing(
    name, every_page, administrator_client
):
    draft = every_page[name]
    draft.title = "A title in draft"
    draft.save_revision()
    before = [model.objects.count() for model in RECORDS]
    response = administrator_client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))
    assert "A title in draft" in response.content.decode()
    assert [model.objects.count() for model in RECORDS] == before


def test_a_second_course_of_the_same_title_gets_an_address_of_its_own(catalogue, course):
    second = factories.CoursePageFactory(parent=catalogue, title=course.title, slug="")
    assert second.slug != course.slug


def test_catalogue_has_room_for_courses_alone_and_a_course_for_modules_and_surveys(catalogue, course):
    assert [model.__name__ for model in type(catalogue).allowed_subpage_models()] == ["CoursePage"]
    assert [model.__name__ for model in type(course).allowed_subpage_models()] == ["ModulePage", "SurveyPage"]


def test_module_has_room_for_every_kind_of_part(module):
    kinds = [model.__name__ for model in type(module).allowed_subpage_models()]
    assert kinds == ["LessonPage", "CaseStudyPage", "TwoSidedCasePage", "QuizPage"]


def test_private_pages_of_wagtails_own_are_not_offered(course):
    assert CoursePage.private_page_options == []
    assert list(course.get_view_restrictions()) == []


@pytest.mark.parametrize("model", [CoursePage, LessonPage, CaseStudyPage, TwoSidedCasePage, QuizPage])
def test_several_things_are_ticked_and_not_held_in_a_list_that_one_click_empties(model):
    form = model.get_edit_handler().get_form_class()
    lists = [name for name, field in form.base_fields.items() if isinstance(field.widget, SelectMultiple)]
    assert lists == []
