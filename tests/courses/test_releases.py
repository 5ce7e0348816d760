"""A whole course is published at once, as one version, or not at all."""

import pytest
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from courses import releases
from courses.models import CoursePage, LessonPage, ModulePage
from learning.people.sides import Side
from learning.records.findings import PublishRefused
from learning.records.models import Version
from tests.courses import factories, joint

MATERIAL = Version.Change.MATERIAL


@pytest.fixture
def draft(catalogue):
    """A course for one side with two parts, none of it published."""
    return joint.plant(catalogue, is_joint=False)


@pytest.fixture
def live(draft, administrator, now):
    releases.publish(course=draft, by=administrator, at=now)
    return CoursePage.objects.get(pk=draft.pk)


def live_titles() -> set[str]:
    return set(Page.objects.live().filter(depth__gte=4).values_list("title", flat=True))


def edit(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def test_a_course_with_all_its_drafts_becomes_one_version(draft, administrator, now):
    version = releases.publish(course=draft, by=administrator, at=now)
    assert live_titles() == {"Joint", "Asking", "Who decides", "Dee"}
    assert list(Version.objects.all()) == [version]
    assert (version.number, version.published_by, version.published_at) == (1, administrator, now)
    assert set(version.manifest) == {
        str(pk) for pk in Page.objects.live().filter(depth__gte=4).values_list("pk", flat=True)
    }


def test_only_what_has_changed_is_published_again(live, administrator, now):
    edit(LessonPage.objects.get(), introduction="New words")
    before = Version.objects.get().manifest
    after = releases.publish(course=live, by=administrator, at=now).manifest
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {str(LessonPage.objects.get().pk)}
    assert LessonPage.objects.get().introduction == "New words"


def test_everything_amiss_on_every_page_is_named_and_nothing_is_published(draft, administrator, now):
    edit(LessonPage.objects.get(), body=[])
    edit(CaseStudyPage.objects.get(), text_version="")
    factories.ModulePageFactory(parent=draft, title="To come", live=False)
    with pytest.raises(PublishRefused) as refusal:
        releases.publish(course=draft, by=administrator, at=now)
    assert [page.title for page, _ in refusal.value.amiss] == ["Who decides", "Dee", "To come"]
    assert live_titles() == set()
    assert not Version.objects.exists()


def test_a_course_without_a_module_is_refused(catalogue, administrator, now):
    course = factories.CoursePageFactory(parent=catalogue, is_joint=False, live=False)
    with pytest.raises(PublishRefused, match="This course has no module yet"):
        releases.publish(course=course, by=administrator, at=now)


def test_what_was_taken_down_stays_down(live, administrator, now):
    CaseStudyPage.objects.get().unpublish()
    edit(LessonPage.objects.get(), introduction="New words")
    releases.publish(course=live, by=administrator, at=now)
    assert live_titles() == {"Joint", "Asking", "Who decides"}


def test_what_is_in_a_module_that_was_taken_down_stays_a_draft(live, administrator, now):
    ModulePage.objects.get().unpublish()
    factories.LessonPageFactory(parent=ModulePage.objects.get(), title="Later", live=False)
    releases.publish(course=live, by=administrator, at=now)
    assert "Later" not in live_titles()


def test_a_release_without_a_change_is_the_version_that_stands(live, administrator, now):
    assert releases.publish(course=live, by=administrator, at=now) == Version.objects.get()


def test_the_release_says_what_changed_whatever_its_pages_say(live, administrator, now):
    edit(LessonPage.objects.get(), introduction="New", change=MATERIAL, what_changed="")
    version = releases.publish(
        course=live, by=administrator, at=now, change=MATERIAL, what_changed="Whom to ring."
    )
    assert (version.change, version.what_changed) == ("material", "Whom to ring.")
    assert (LessonPage.objects.get().change, LessonPage.objects.get().what_changed) == ("minor", "")


@pytest.mark.parametrize("words", ["", "   "])
def test_a_material_release_says_what_changed(live, administrator, now, words):
    with pytest.raises(PublishRefused, match="Say in a sentence what has changed"):
        releases.publish(course=live, by=administrator, at=now, change=MATERIAL, what_changed=words)


def test_a_joint_course_is_released_only_when_both_sides_have_reviewed_it(catalogue, administrator, now):
    course = joint.plant(catalogue)
    with pytest.raises(PublishRefused, match="a review by someone from adult services"):
        releases.publish(course=course, by=administrator, at=now)
    joint.approve(course, joint.trainer_of(Side.CHILDREN))
    assert releases.publish(course=course, by=administrator, at=now).number == 1


def test_a_minor_release_of_a_live_joint_course_needs_no_new_review(catalogue, administrator, now):
    course = joint.plant(catalogue)
    joint.approve(course, joint.trainer_of(Side.CHILDREN))
    releases.publish(course=course, by=administrator, at=now)
    edit(LessonPage.objects.get(), introduction="New words")
    assert releases.publish(course=course, by=administrator, at=now).number == 2
    edit(LessonPage.objects.get(), introduction="Newer words")
    with pytest.raises(PublishRefused, match="a review by"):
        releases.publish(course=course, by=administrator, at=now, change=MATERIAL, what_changed="Much.")


def test_a_release_that_fails_half_way_leaves_nothing_behind(draft, administrator, now, monkeypatch):
    """Someone without the right to publish is stopped at the first page."""
    trainer = joint.trainer_of(Side.ADULT)
    with pytest.raises(Exception, match="permission to publish"):
        releases.publish(course=draft, by=trainer, at=now)
    assert live_titles() == set()
    assert not Version.objects.exists()
    lesson = LessonPage.objects.get()
    lesson.save_revision().publish()
    assert live_titles() == {"Who decides"}
