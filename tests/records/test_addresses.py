"""Addresses: made of titles, always free, and the author's no concern."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from courses.models import LessonPage
from learning.people.roles import ADMINISTRATORS
from learning.records.addresses import free_slug
from learning.site.groups import let_trainers_write_below
from tests.courses import factories
from tests.factories import UserFactory


@pytest.fixture
def module(home):
    catalogue = factories.CourseIndexPageFactory(parent=home)
    let_trainers_write_below(catalogue)
    course = factories.CoursePageFactory(parent=catalogue)
    return factories.ModulePageFactory(parent=course)


def lesson(module, title="Asking", **facts) -> LessonPage:
    return factories.LessonPageFactory(parent=module, title=title, **facts)


def form_of(title: str, **facts) -> dict:
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    data = {"title": title, "introduction": "", "minutes": 5, "imhcf_domains": "", "change": "minor"}
    return nested_form_data(
        data | {"what_changed": "", "body": streamfield([]), "comments": comments} | facts
    )


@pytest.fixture
def write(module):
    """write(client, "Asking"): begin a lesson in the editor, or write on in one."""

    def send(client, title, page=None, **facts) -> LessonPage:
        if page:
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        else:
            url = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", module.pk])
        assert client.post(url, form_of(title, **facts)).status_code == 302
        return LessonPage.objects.get(pk=page.pk) if page else LessonPage.objects.order_by("-pk")[0]

    return send


# What is free


@pytest.mark.parametrize(
    ("words", "slug"), [("Asking", "asking-2"), ("Ask", "ask"), ("¿?", "page"), ("Zoë asks", "zoe-asks")]
)
def test_a_slug_is_made_of_words_and_numbered_when_it_is_taken(words, slug, module):
    lesson(module)
    assert free_slug(words, below=module) == slug


def test_a_slug_is_free_for_the_page_that_has_it_and_below_another_page(module):
    page = lesson(module)
    assert free_slug("Asking", below=module, page=page) == "asking"
    assert free_slug("Asking", below=module.get_parent()) == "asking"


def test_the_first_free_number_is_taken(module):
    for _ in range(3):
        lesson(module, slug="")
    Page.objects.get(slug="asking-2").delete()
    module.refresh_from_db()
    assert free_slug("Asking", below=module) == "asking-2"


# In the editor


def test_a_title_that_is_there_already_saves_all_the_same(module, write, trainer_client):
    lesson(module)
    assert write(trainer_client, "Asking").slug == "asking-2"


def test_until_it_is_published_an_address_follows_the_title(module, write, trainer_client):
    page = write(trainer_client, "Ask")
    page = write(trainer_client, "Asking everybody", page)
    assert (page.slug, page.url_path) == ("asking-everybody", f"{module.url_path}asking-everybody/")


def test_once_published_an_address_stays(module, write, trainer_client):
    page = lesson(module, body=[("paragraph", {"html": "<p>Ask.</p>"})])
    page.save_revision().publish()
    write(trainer_client, "Another title", LessonPage.objects.get(pk=page.pk))
    draft = LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.title, draft.slug) == ("Another title", "asking")


@pytest.fixture
def administrator_by_group_client(sign_in, db):
    person = UserFactory()
    person.groups.add(Group.objects.get(name=ADMINISTRATORS))
    return sign_in(person)


def test_an_administrator_writes_an_address_and_one_that_is_taken_gets_a_number(
    module, write, administrator_by_group_client
):
    lesson(module)
    assert (
        write(administrator_by_group_client, "Anything", slug="asking", search_description="").slug
        == "asking-2"
    )


def test_a_trainer_cannot_slip_an_address_in(module, write, trainer_client):
    assert write(trainer_client, "Anything", slug="admin").slug == "anything"


def test_only_an_administrator_sees_the_tab_of_addresses(module, trainer_client, administrator_client):
    url = reverse("wagtailadmin_pages:edit", args=[lesson(module).pk])
    for client, is_shown in ((trainer_client, False), (administrator_client, True)):
        html = client.get(url).content.decode()
        assert ('name="slug"' in html) is is_shown
        assert ("data-w-sync-target-value" in html) is is_shown
        assert 'name="seo_title"' not in html
