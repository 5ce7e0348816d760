"""Copies: drafts of everything, records of nothing."""

import pytest
from wagtail.models import Page

from courses.builder import copies
from courses.builder.places import Refused
from courses.models import CoursePage, LessonPage
from learning.records import records
from learning.records.models import Enrolment, Version
from quizzes.models import Quiz, QuizPage
from tests.courses.builder.conftest import plant
from tests.quizzes.factories import question


def test_a_part_is_copied_just_after_itself_as_a_draft(built, writer):
    copy = copies.duplicate(course=built.course, key=built["A"].pk, by=writer)
    assert built.titles() == ["One", "  A", "  A (copy)", "  B", "Two", "  C"]
    assert (copy.live, copy.owner, copy.has_unpublished_changes) == (False, writer, True)


def test_a_module_is_copied_with_its_parts(built, writer):
    copies.duplicate(course=built.course, key=built["One"].pk, by=writer)
    assert built.titles() == ["One", "  A", "  B", "One (copy)", "  A", "  B", "Two", "  C"]
    assert not Page.objects.get(title="One (copy)").get_descendants(inclusive=True).live().exists()


def test_a_course_is_copied_with_everything_in_it(built, writer):
    copy = copies.duplicate_course(course=built.course, title="Afresh", by=writer)
    twin = type(built)(copy)
    assert twin.titles() == built.titles()
    assert (copy.title, copy.slug, copy.live, copy.owner) == ("Afresh", "afresh", False, writer)
    assert not copy.get_descendants().live().exists()
    assert copy.get_parent().pk == built.course.get_parent().pk


def test_a_copy_takes_the_draft_and_not_what_is_live(built, writer):
    built["A"].introduction = "Not published yet"
    built["A"].save_revision()
    copy = copies.duplicate(course=built.course, key=built["A"].pk, by=writer)
    assert copy.get_latest_revision_as_object().introduction == "Not published yet"


def test_a_copy_has_no_records_versions_or_quiz_of_the_original(built, writer, learner, now):
    built["C"].get_latest_revision().publish()
    records.enrol(learner=learner, course=built.course, by=learner, at=now)
    versions, quizzes = Version.objects.count(), Quiz.objects.count()
    copy = copies.duplicate_course(course=built.course, title="Afresh", by=writer)
    quiz = QuizPage.objects.descendant_of(copy).get()
    assert quiz.quiz is None
    assert quiz.get_latest_revision_as_object().quiz is None
    assert not Enrolment.objects.filter(course=copy).exists()
    assert (Version.objects.count(), Quiz.objects.count()) == (versions, quizzes)


def test_a_quiz_that_is_copied_asks_questions_of_its_own_once_published(built, writer):
    built["C"].get_latest_revision().publish()
    copy = copies.duplicate(course=built.course, key=built["C"].pk, by=writer)
    copy.get_latest_revision().publish()
    original, twin = QuizPage.objects.get(pk=built["C"].pk), QuizPage.objects.get(pk=copy.pk)
    assert twin.quiz_id
    assert twin.quiz_id != original.quiz_id


def test_a_question_of_a_copied_course_leads_to_the_copied_lesson(built, writer):
    built["C"].questions = [question("So?", lesson=Page.objects.get(pk=built["A"].pk))]
    built["C"].save_revision()
    copy = copies.duplicate_course(course=built.course, title="Afresh", by=writer)
    quiz = QuizPage.objects.descendant_of(copy).get().get_latest_revision_as_object()
    assert quiz.questions[0].value["lesson"].specific == LessonPage.objects.descendant_of(copy).get()


def test_links_in_words_and_lists_lead_to_the_copies_and_others_stay(built, make_other, writer):
    inside, outside = built["A"].pk, make_other("case D")["D"].pk
    html = '<p><a linktype="page" id="{}">one</a> and <a id="{}" linktype="page">two</a> or <a href="/x/">x</a></p>'
    built["A"].body = [("paragraph", {"html": html.format(inside, outside)})]
    built["A"].save_revision()
    built["B"].text_version = html.format(inside, outside)
    built["B"].related = [
        ("page", Page.objects.get(pk=built["B"].pk)),
        ("page", Page.objects.get(pk=outside)),
    ]
    built["B"].save_revision(clean=False)
    copies.duplicate(course=built.course, key=built["One"].pk, by=writer)
    lesson, case = [
        page.get_latest_revision_as_object()
        for page in Page.objects.get(title="One (copy)").get_children().order_by("path")
    ]
    assert lesson.body[0].value["html"].source == html.format(lesson.pk, outside)
    assert case.text_version == html.format(lesson.pk, outside)
    assert [child.value.pk for child in case.related] == [case.pk, outside]


def test_a_copy_without_links_has_the_revisions_of_the_original_and_its_own(built, writer):
    copy = copies.duplicate(course=built.course, key=built["A"].pk, by=writer)
    assert copy.revisions.count() == built["A"].revisions.count() + 1


def test_a_title_that_is_as_long_as_can_be_is_cut_to_fit(course, writer):
    built = plant(course, {"One": ["lesson " + "x" * 255]})
    copy = copies.duplicate(course=course, key=built["x" * 255].pk, by=writer)
    assert len(copy.title) == 255
    assert copy.title.endswith("x (copy)")


def test_copies_of_one_page_have_addresses_of_their_own(built, writer):
    slugs = {copies.duplicate(course=built.course, key=built["A"].pk, by=writer).slug for _ in range(2)}
    assert slugs == {"a-copy", "a-copy-2"}


@pytest.mark.parametrize("which", ["course", "other", "gone"])
def test_only_what_is_in_the_course_is_copied(which, built, make_other, writer):
    key = {"course": built.course.pk, "other": make_other()["D"].pk, "gone": 10**6}[which]
    before = Page.objects.count()
    with pytest.raises(Refused, match="no longer in this course"):
        copies.duplicate(course=built.course, key=key, by=writer)
    assert Page.objects.count() == before
    assert CoursePage.objects.count() == 2
