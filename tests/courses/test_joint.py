"""What makes a course joint, and when that is asked for."""

import pytest
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from courses import joint
from courses.models import CoursePage, LessonPage
from learning.people.sides import Side
from learning.records.findings import PublishRefused
from learning.records.models import Version
from tests.courses import factories, forms
from tests.courses import joint as plants

READY = [
    joint.ADULT_REVIEW,
    joint.CHILDREN_REVIEW,
    joint.OUTCOMES,
    joint.PERSPECTIVES,
    joint.DECISIONS,
]


@pytest.fixture
def course(catalogue):
    return plants.plant(catalogue)


@pytest.fixture
def author(db):
    return plants.trainer_of(Side.CHILDREN)


@pytest.fixture
def live(catalogue, author):
    """A joint course that people are taking."""
    course = plants.plant(catalogue, live=True)
    plants.approve(course, author)
    course.get_latest_revision().publish()
    return CoursePage.objects.get(pk=course.pk)


def met(course) -> set[str]:
    return {check.text for check in joint.checklist(CoursePage.objects.get(pk=course.pk)) if check.is_met}


def publish_parts() -> None:
    """What is in the course goes live before it, as drafts that nobody has looked at since."""
    Page.objects.filter(title__in=["Asking", "Who decides", "Dee"]).update(live=True)


def material(page, words: str = "Whom to ring first."):
    page = page.specific_class.objects.get(pk=page.pk)
    page.change, page.what_changed = Version.Change.MATERIAL, words
    return page


# The list


def test_the_list_names_all_that_a_joint_course_needs_in_order(course):
    assert [check.text for check in joint.checklist(course)] == READY


def test_a_course_for_one_side_needs_none_of_it(course):
    course.is_joint = False
    assert joint.checklist(course) == []


def test_reviews_are_ticked_one_by_one(course, author):
    assert met(course) == set(READY[2:])
    state = plants.act(plants.submit(course, author), plants.trainer_of(Side.ADULT))
    assert met(course) == set(READY) - {joint.CHILDREN_REVIEW}
    plants.act(state, plants.trainer_of(Side.CHILDREN))
    assert met(course) == set(READY)


@pytest.mark.parametrize("name", ["outcomes_adult", "outcomes_children", "outcomes_both"])
def test_each_side_and_both_have_outcomes(course, name):
    setattr(course, name, [])
    course.save()
    assert joint.OUTCOMES not in met(course)


@pytest.mark.parametrize(
    "groups",
    [
        {Side.ADULT: ("mhn", "psych"), Side.CHILDREN: ("csw",)},
        {Side.ADULT: ("mhn", "mhn"), Side.CHILDREN: ("csw", "ed")},
        {Side.ADULT: ("mhn", "psych"), Side.WHOLE_FAMILY: ("hv", "pit")},
        {},
    ],
)
def test_two_staff_groups_on_each_side_have_answered(course, groups):
    case = CaseStudyPage.objects.get()
    case.seed_perspectives = plants.perspectives(groups)
    case.save()
    assert joint.PERSPECTIVES not in met(course)


def test_answers_without_a_question_are_not_enough(course):
    CaseStudyPage.objects.update(prompts="[]")
    assert joint.PERSPECTIVES not in met(course)


def test_answers_from_each_side_in_two_cases_are_not_one_case_heard_from_both(course):
    case = CaseStudyPage.objects.get()
    case.seed_perspectives = plants.perspectives({Side.ADULT: plants.GROUPS[Side.ADULT]})
    case.save()
    other = {"seed_perspectives": plants.perspectives({Side.CHILDREN: plants.GROUPS[Side.CHILDREN]})}
    case.get_parent().add_child(
        instance=CaseStudyPage(title="Other", live=False, prompts=case.prompts, **other)
    )
    assert joint.PERSPECTIVES not in met(course)


def test_the_latest_drafts_are_looked_at(course):
    lesson = LessonPage.objects.get()
    lesson.body = [("paragraph", {"html": "<p>Ask.</p>", "sources": []})]
    lesson.save_revision()
    assert joint.DECISIONS not in met(course)
    lesson.body = [plants.who_decides()]
    lesson.save_revision()
    assert joint.DECISIONS in met(course)


def test_what_was_taken_down_does_not_count(course):
    lesson = LessonPage.objects.get()
    lesson.save_revision().publish()
    assert joint.DECISIONS in met(course)
    LessonPage.objects.get().unpublish()
    assert joint.DECISIONS not in met(course)


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_takes_as_many_queries_for_one_lesson_as_for_many(course, count, django_assert_num_queries):
    module = course.get_children().get()
    for number in range(count):
        page = factories.LessonPageFactory(parent=module, title=f"More {number}", live=False)
        page.save_revision()
    course = CoursePage.objects.get(pk=course.pk)
    joint.checklist(course)
    with django_assert_num_queries(4):
        joint.checklist(course)


# When it is asked for


def test_the_first_publishing_is_refused_without_reviews_and_says_so(course):
    publish_parts()
    with pytest.raises(PublishRefused) as refusal:
        course.save_revision().publish()
    missing = f"{joint.ADULT_REVIEW}; {joint.CHILDREN_REVIEW}."
    assert f"A course for both sides needs this first: {missing}" in str(refusal.value)
    assert joint.OUTCOMES not in str(refusal.value)


def test_the_first_publishing_goes_ahead_with_all_of_it(course, author):
    publish_parts()
    plants.approve(course, author)
    course.get_latest_revision().publish()
    assert CoursePage.objects.get(pk=course.pk).live


def test_a_course_is_not_published_before_anything_in_it(course, author):
    plants.approve(course, author)
    with pytest.raises(PublishRefused, match="None of its parts is published yet"):
        course.get_latest_revision().publish()


def test_a_course_for_one_side_is_published_without_reviews(catalogue):
    course = plants.plant(catalogue, is_joint=False)
    publish_parts()
    course.save_revision().publish()
    assert CoursePage.objects.get().live


def test_the_editor_says_it_beside_the_box_that_makes_a_course_joint(course, administrator_client):
    publish_parts()
    response = administrator_client.post(forms.edit_url(course), forms.course(course, **forms.PUBLISH))
    assert joint.ADULT_REVIEW in str(response.context["form"].errors["is_joint"])
    assert not CoursePage.objects.get(pk=course.pk).live


def test_the_editor_saves_a_joint_course_that_nobody_has_reviewed_as_a_draft(course, administrator_client):
    response = administrator_client.post(forms.edit_url(course), forms.course(course, title="Renamed"))
    assert response.status_code == 302
    assert CoursePage.objects.get(pk=course.pk).draft_title == "Renamed"


def test_a_minor_change_to_a_live_course_needs_no_new_review(live):
    for page in (live, LessonPage.objects.get()):
        page.save_revision().publish()
    assert Version.objects.latest_of(live.pk).number == 3


@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_a_material_change_is_refused_until_both_sides_have_reviewed_it(live, kind, author):
    page = {"course": live, "lesson": LessonPage.objects.get()}[kind]
    with pytest.raises(PublishRefused, match="a review by someone from adult services"):
        material(page).save_revision().publish()
    plants.approve(material(page), author)
    Page.objects.get(pk=page.pk).get_latest_revision().publish()
    version = Version.objects.latest_of(live.pk)
    assert (version.change, version.what_changed) == ("material", "Whom to ring first.")


def test_a_review_of_the_course_serves_a_material_change_in_it(live, author):
    plants.approve(live, author)
    material(LessonPage.objects.get()).save_revision().publish()
    assert Version.objects.latest_of(live.pk).change == "material"


def test_a_review_serves_one_material_change(live, author):
    plants.approve(live, author)
    lesson = LessonPage.objects.get()
    material(lesson).save_revision().publish()
    with pytest.raises(PublishRefused):
        material(lesson, "Once more.").save_revision().publish()


def test_what_is_taken_down_and_brought_back_needs_no_new_review(live):
    live.unpublish()
    CoursePage.objects.get(pk=live.pk).save_revision().publish()
    assert CoursePage.objects.get(pk=live.pk).live
