"""Groups, and what the admin refuses, in words."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from learning.records import records
from learning.site.groups import let_trainers_write_below
from learning.site.keeping import enrolments_touched_by, has_records
from learning.site.models import SiteSettings, Source, StandardPage
from tests.courses.factories import LessonPageFactory
from tests.factories import UserFactory


@pytest.fixture
def enrolment(learner, course, now):
    return records.enrol(learner=learner, course=course, by=learner, at=now)


@pytest.fixture
def trainer_below_courses(catalogue, trainer_client):
    let_trainers_write_below(catalogue)
    return trainer_client


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def delete_together(client, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{ids}", follow=True)


# Deleting


@pytest.mark.parametrize("what", ["course", "module", "lesson"])
def test_what_people_have_records_on_cannot_be_deleted_and_the_page_says_why(
    what, enrolment, course, lessons, learner, administrator_client, now
):
    records.complete(learner=learner, activity=lessons[0], by=learner, at=now)
    page = {"course": course, "module": lessons[0].get_parent(), "lesson": lessons[0]}[what]
    response = delete(administrator_client, page)
    words = response.content.decode()
    assert f"“{page.title}” cannot be deleted" in words
    assert "Unpublish it instead" in words
    assert Page.objects.filter(pk=page.pk).exists()


def test_the_page_above_is_kept_for_what_is_below(enrolment, catalogue, administrator_client):
    assert "cannot be deleted" in delete(administrator_client, catalogue).content.decode()
    assert Page.objects.filter(pk=catalogue.pk).exists()


def test_several_pages_are_deleted_all_or_none(enrolment, course, make_course, administrator_client):
    other = make_course("Nobody is on this")
    words = delete_together(administrator_client, other, course).content.decode()
    assert f"“{course.title}” cannot be deleted" in words
    assert Page.objects.filter(pk__in=[course.pk, other.pk]).count() == 2


def test_a_page_without_records_can_be_deleted(enrolment, lessons, administrator_client):
    delete(administrator_client, lessons[2])
    assert not Page.objects.filter(pk=lessons[2].pk).exists()


def test_several_pages_without_records_can_be_deleted(lessons, administrator_client):
    delete_together(administrator_client, *lessons)
    assert not Page.objects.filter(pk__in=[page.pk for page in lessons]).exists()


def test_a_place_or_a_note_is_a_record_too(enrolment, lessons, learner, now):
    assert not has_records(lessons[0])
    records.keep_place(learner=learner, activity=lessons[0], position="p-1", at=now)
    records.keep_note(learner=learner, activity=lessons[1], field="note", text="Mine", at=now)
    assert has_records(lessons[0])
    assert has_records(lessons[1])
    assert not has_records(lessons[2])


# Unpublishing


def unpublish(client, page) -> str:
    url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    return client.post(url, follow=True).content.decode()


def test_the_page_that_asks_says_what_unpublishing_means(course, administrator_client):
    page = administrator_client.get(reverse("wagtailadmin_pages:unpublish", args=[course.pk]))
    assert "People who are part-way through keep what they have done" in page.content.decode()


def test_unpublishing_a_course_says_how_many_are_part_way(enrolment, course, administrator_client, now):
    other = UserFactory()
    records.enrol(learner=other, course=course, by=other, at=now)
    assert "2 people are part-way through." in unpublish(administrator_client, course)


def test_unpublishing_a_part_says_how_many_are_part_way(enrolment, lessons, administrator_client):
    assert "1 person is part-way through." in unpublish(administrator_client, lessons[0])


def test_unpublishing_several_says_so_too(enrolment, course, administrator_client):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    home = reverse("wagtailadmin_home")
    response = administrator_client.post(f"{url}?id={course.pk}&next={home}", follow=True)
    assert "1 person is part-way through." in response.content.decode()
    course.refresh_from_db()
    assert not course.live


def test_unpublishing_what_nobody_is_on_says_nothing(course, administrator_client):
    assert "part-way through. They" not in unpublish(administrator_client, course)


def test_people_who_have_completed_are_not_part_way(enrolment, course, lessons, learner, now):
    for lesson in lessons:
        records.complete(learner=learner, activity=lesson, by=learner, at=now)
    assert not enrolments_touched_by(course).exists()


def test_people_on_another_course_are_not_counted(enrolment, make_course):
    other = make_course("Another")
    assert not enrolments_touched_by(other).exists()
    assert list(enrolments_touched_by(other.get_parent())) == [enrolment]


# Groups


def test_the_migrations_make_three_groups_and_no_other(db):
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {"Trainers", "Administrators", "Experts by experience"}


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_home",
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailmedia:index",
        "wagtailsnippets_site_source:list",
        "wagtailsnippets_site_source:add",
    ],
)
def test_a_trainer_opens(name, trainer_below_courses):
    assert trainer_below_courses.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index"]
)
def test_a_trainer_does_not_open(name, trainer_below_courses):
    assert trainer_below_courses.get(reverse(name)).status_code == 302


def test_a_trainer_does_not_change_the_sites_settings(trainer_below_courses):
    url = reverse("wagtailsettings:edit", args=["site", "sitesettings", SiteSettings.objects.get().pk])
    assert trainer_below_courses.get(url).status_code == 302


def test_a_trainer_adds_edits_and_publishes_below_the_catalogue(
    trainer_below_courses, course, lessons, trainer
):
    for page in (course, lessons[0]):
        permissions = page.permissions_for_user(trainer)
        assert permissions.can_edit()
        assert permissions.can_publish()
        assert permissions.can_add_subpage() or page == lessons[0]


def test_a_trainer_writes_no_standing_page(trainer_below_courses, home, trainer):
    page = home.add_child(instance=StandardPage(title="Privacy", slug="privacy"))
    assert not page.permissions_for_user(trainer).can_edit()
    assert not home.permissions_for_user(trainer).can_add_subpage()


def test_a_trainer_may_edit_what_another_wrote(trainer_below_courses, course, trainer):
    lesson = LessonPageFactory(parent=course.get_children().get(), owner=UserFactory())
    assert lesson.permissions_for_user(trainer).can_edit()


def test_letting_trainers_write_may_be_repeated(catalogue):
    for _ in range(2):
        let_trainers_write_below(catalogue)
    assert GroupPagePermission.objects.filter(page=catalogue).count() == 5


@pytest.fixture
def administrator_by_group(db):
    person = UserFactory()
    person.groups.add(Group.objects.get(name="Administrators"))
    return person


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_home",
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "wagtailsites:index",
        "wagtailsnippets_site_source:list",
        "wagtailimages:index",
        "wagtailmedia:index",
    ],
)
def test_an_administrator_by_group_alone_opens(name, administrator_by_group, sign_in, home):
    assert sign_in(administrator_by_group).get(reverse(name)).status_code == 200


def test_an_administrator_by_group_alone_writes_every_page(administrator_by_group, home, course):
    for page in (home, course):
        assert page.permissions_for_user(administrator_by_group).can_publish()


@pytest.mark.parametrize("fixture", ["learner_client", "lead_client"])
def test_a_learner_and_a_lead_do_not_enter_the_admin(fixture, request, home):
    response = request.getfixturevalue(fixture).get(reverse("wagtailadmin_home"))
    assert response.status_code == 302


def test_a_source_is_found_by_its_code(administrator_client, home):
    Source.objects.create(code="S58", title="A review", strength=Source.Strength.REVIEW)
    page = administrator_client.get(reverse("wagtailsnippets_site_source:list")).content.decode()
    assert "S58: A review" in page
