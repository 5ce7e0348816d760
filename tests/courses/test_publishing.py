"""Every way of publishing a page refuses what would harm, in words, and loses nothing that was typed."""

import pytest
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from courses.models import CoursePage, LessonPage
from learning.records.findings import PublishRefused
from tests.courses import factories, forms
from tests.courses.flaws import NO_SOURCE, is_live, live_body

WORDS = [("paragraph", {"html": "<p>Ask everybody.</p>", "sources": []})]


@pytest.fixture
def new(module):
    """A lesson that nobody has published, with nothing in it."""
    page = factories.LessonPageFactory(parent=module, title="New", body=[], live=False)
    page.save_revision()
    return page


# In code


def test_a_revision_is_not_published(flawed):
    before = live_body(flawed)
    with pytest.raises(PublishRefused, match="“Asking” cannot be published yet. The key fact “Nearly one"):
        flawed.get_latest_revision().publish()
    assert live_body(flawed) == before


def test_the_action_that_goes_round_publish_is_refused_too(new):
    """Wagtail's editor and its API build the action themselves."""
    with pytest.raises(PublishRefused):
        PublishPageRevisionAction(new.get_latest_revision()).execute(skip_permission_checks=True)
    assert not is_live(new)


def test_a_copy_that_is_to_be_live_is_refused(new):
    Page.objects.filter(pk=new.pk).update(live=True)
    with pytest.raises(PublishRefused):
        LessonPage.objects.get(pk=new.pk).copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True)


def test_what_is_whole_is_published(new):
    new.body = WORDS
    new.save_revision().publish()
    assert is_live(new)


def test_a_draft_with_something_amiss_is_saved(new):
    new.title = "Newer"
    new.save()
    assert LessonPage.objects.get(pk=new.pk).title == "Newer"


def test_a_live_page_is_saved_without_being_judged_again(lesson):
    """It was published before there was a rule, or its source was deleted since: other changes go on."""
    LessonPage.objects.filter(pk=lesson.pk).update(body="[]")
    page = LessonPage.objects.get(pk=lesson.pk)
    page.minutes = 9
    page.save()
    page.unpublish()
    assert not is_live(lesson)


def test_what_was_taken_down_is_judged_when_it_comes_back(flawed):
    flawed.unpublish()
    with pytest.raises(PublishRefused):
        flawed.get_latest_revision().publish()


# In the editor


def test_the_editor_says_what_is_amiss_beside_the_field_and_keeps_what_was_typed(
    lesson, administrator_client
):
    sent = forms.lesson(lesson, forms.key_fact("Typed just now."), **forms.PUBLISH)
    response = administrator_client.post(forms.edit_url(lesson), sent)
    form = response.context["form"]
    assert response.status_code == 200
    assert NO_SOURCE in str(form.errors["body"].as_data()[0].as_json_data())
    assert "Typed just now." in response.content.decode()
    assert "Typed just now." not in live_body(lesson)


def test_the_editor_saves_the_same_as_a_draft(lesson, administrator_client):
    sent = forms.lesson(lesson, forms.key_fact("Typed just now."))
    assert administrator_client.post(forms.edit_url(lesson), sent).status_code == 302
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert "Typed just now." in str(draft.body)


def test_autosave_is_not_paused_by_what_is_amiss(lesson, administrator_client):
    sent = forms.lesson(lesson, forms.key_fact("Typed just now."))
    response = administrator_client.post(forms.edit_url(lesson), sent, headers={"accept": "application/json"})
    assert response.json()["success"] is True


def test_the_editor_publishes_what_is_whole(lesson, administrator_client):
    sent = forms.lesson(lesson, forms.paragraph("Typed just now."), **forms.PUBLISH)
    response = administrator_client.post(forms.edit_url(lesson), sent)
    course = lesson.get_ancestors().type(CoursePage).get()
    assert response["Location"] == f"{reverse('course_builder', args=[course.pk])}#page-{lesson.pk}"
    assert "Typed just now." in live_body(lesson)


def test_whoever_came_to_the_editor_from_elsewhere_goes_back_there(lesson, administrator_client):
    there = reverse("lessons:index")
    sent = forms.lesson(lesson, forms.paragraph("Typed just now."), next=there, **forms.PUBLISH)
    assert administrator_client.post(forms.edit_url(lesson), sent)["Location"] == there


def test_a_new_page_that_is_refused_is_not_made_live(module, administrator_client):
    sent = forms.new_lesson("Fresh", **forms.PUBLISH)
    response = administrator_client.post(forms.add_url("lessonpage", module), sent)
    assert "This lesson has no words yet" in response.content.decode()
    assert not Page.objects.filter(title="Fresh").exists()


def test_a_new_course_is_not_published_before_it_has_anything_in_it(catalogue, administrator_client):
    sent = forms.course(CoursePage(title="Fresh", slug="fresh"), **forms.PUBLISH)
    response = administrator_client.post(forms.add_url("coursepage", catalogue), sent)
    assert "This course has no module yet" in str(response.context["form"].non_field_errors())
    assert "This course has no module yet" in response.content.decode()
    assert not Page.objects.filter(title="Fresh").exists()


def test_a_new_module_is_not_published_before_it_has_anything_in_it(course, administrator_client):
    sent = {"title": "Fresh", "slug": "fresh", "summary": ""} | forms.PUBLISH
    response = administrator_client.post(forms.add_url("modulepage", course), sent)
    assert "This module has no parts" in response.content.decode()
    assert not Page.objects.filter(title="Fresh").exists()


def test_a_new_page_that_is_whole_is_published(module, administrator_client):
    sent = forms.new_lesson("Fresh", forms.paragraph("Ask."), **forms.PUBLISH)
    assert administrator_client.post(forms.add_url("lessonpage", module), sent).status_code == 302
    assert Page.objects.live().filter(title="Fresh").exists()


def test_a_new_page_refused_only_once_it_stands_in_its_course_stays_as_a_draft(module, administrator_client):
    """That a material change needs words is known only when the page has a place."""
    sent = forms.new_lesson("Fresh", forms.paragraph("Ask."), change="material", **forms.PUBLISH)
    response = administrator_client.post(forms.add_url("lessonpage", module), sent, follow=True)
    fresh = Page.objects.get(title="Fresh")
    assert not fresh.live
    assert "Say in a sentence what has changed" in response.content.decode()
    assert response.request["PATH_INFO"] == forms.edit_url(fresh)


def test_warnings_are_said_after_publishing_and_do_not_stop_it(lesson, administrator_client):
    sent = forms.lesson(lesson, forms.paragraph("Ask."), **forms.PUBLISH) | {"minutes": 40}
    response = administrator_client.post(forms.edit_url(lesson), sent, follow=True)
    assert "This lesson takes 40 minutes" in response.content.decode()
    assert LessonPage.objects.get(pk=lesson.pk).minutes == 40


def test_autosave_says_nothing_of_warnings(lesson, administrator_client):
    sent = forms.lesson(lesson, forms.paragraph("Ask.")) | {"minutes": 40}
    saved = administrator_client.post(forms.edit_url(lesson), sent, headers={"accept": "application/json"})
    assert saved.json()["success"]
    page = administrator_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "40 minutes" not in page


# Several at once, and elsewhere in the admin


def publish_together(client, *pages, descendants: str = ""):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    sent = {"include_descendants": descendants} if descendants else {}
    return client.post(f"{url}?{ids}", sent, follow=True)


def test_several_pages_are_published_all_or_none_and_each_is_named(
    flawed, new, lesson, module, administrator_client
):
    whole = factories.LessonPageFactory(parent=module, title="Whole", live=False)
    words = publish_together(administrator_client, whole, flawed, new).content.decode()
    assert "“Asking” cannot be published yet" in words
    assert "“New” cannot be published yet" in words
    assert not is_live(whole)


def test_several_pages_that_are_whole_are_published(module, administrator_client):
    pages = [factories.LessonPageFactory(parent=module, title=f"Whole {n}", live=False) for n in (1, 2)]
    publish_together(administrator_client, *pages)
    assert all(map(is_live, pages))


def test_a_draft_below_that_is_refused_stops_them_all(module, new, administrator_client):
    module.unpublish()
    words = publish_together(administrator_client, module, descendants="on").content.decode()
    assert "“New” cannot be published yet" in words
    assert not is_live(module)


def test_the_admins_api_does_not_publish(new, administrator_client):
    for action in ("publish", "copy"):
        address = f"/admin/api/main/pages/{new.pk}/action/{action}/"
        assert administrator_client.post(address).status_code == 404
    assert not is_live(new)
    assert Page.objects.filter(title="New").count() == 1


def test_a_copy_is_offered_as_a_draft_alone(lesson, module, administrator_client):
    url = reverse("wagtailadmin_pages:copy", args=[lesson.pk])
    assert not {"publish_copies", "alias"} & set(administrator_client.get(url).context["form"].fields)
    sent = {"new_title": "Twin", "new_slug": "twin", "new_parent_page": module.pk, "publish_copies": "on"}
    administrator_client.post(url, sent | {"alias": "on"})
    twin = Page.objects.get(title="Twin")
    assert (twin.live, twin.alias_of) == (False, None)


def test_a_background_request_that_is_refused_gets_the_words_and_no_page(flawed, administrator_client):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = administrator_client.post(f"{url}?id={flawed.pk}", headers={"accept": "application/json"})
    assert response.status_code == 409
    assert NO_SOURCE in response.json()["detail"]
