"""Publishing anything in a live course raises the course's version."""

from wagtail.log_actions import LogContext
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, ModulePage
from learning.records.models import Version


def publish(page: Page, **changes) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_publishing_a_course_makes_its_first_version(course, lesson):
    publish(course)
    version = Version.objects.get()
    assert (version.course_id, version.number) == (course.pk, 1)


def test_publishing_a_course_a_module_or_a_part_raises_the_version(course, module, lesson):
    publish(course)
    publish(LessonPage.objects.get(pk=lesson.pk), introduction="New words")
    publish(ModulePage.objects.get(pk=module.pk), summary="New words")
    publish(CoursePage.objects.get(pk=course.pk), strapline="New words")
    assert Version.objects.latest_of(course.pk).number == 4


def test_version_holds_the_revision_of_every_live_page(course, module, lesson):
    for page in (course, module, lesson):
        publish(page)
    pages = Page.objects.filter(pk__in=[course.pk, module.pk, lesson.pk])
    expected = {str(page.pk): page.live_revision_id for page in pages}
    assert Version.objects.latest_of(course.pk).manifest == expected


def test_version_names_who_published(course, lesson, trainer):
    course.save_revision(user=trainer).publish()
    assert Version.objects.get().published_by == trainer


def test_publishing_in_a_course_that_is_not_live_makes_no_version(course, lesson):
    course.unpublish()
    publish(LessonPage.objects.get(pk=lesson.pk))
    assert not Version.objects.exists()


def test_saving_a_draft_makes_no_version(course, lesson):
    lesson.save_revision()
    assert not Version.objects.exists()


def test_publishing_elsewhere_makes_no_version(home, course, catalogue):
    publish(catalogue, introduction="New words")
    publish(home)
    assert not Version.objects.exists()


def test_version_names_who_pressed_the_button_rather_than_who_wrote_the_draft(
    course, lesson, trainer, administrator
):
    course.save_revision(user=trainer)
    with LogContext(user=administrator):
        course.get_latest_revision().publish()
    assert Version.objects.get().published_by == administrator
