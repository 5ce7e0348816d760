"""What publishing a quiz writes, and what it leaves alone."""

import uuid

import pytest

from learning.records.findings import PublishRefused
from quizzes import publishing
from quizzes.models import QuestionVersion, QuizPage, QuizQuestion, QuizVersion
from tests.quizzes import factories
from tests.quizzes.factories import AT, both, option, question


def asked(page: QuizPage) -> list[QuestionVersion]:
    version = QuizVersion.objects.latest_of(page.quiz_id)
    rows = version.quiz_questions.select_related("question_version").order_by("position")
    return [row.question_version for row in rows]


def test_publishing_writes_what_the_quiz_asks(course):
    source = factories.add_source()
    lesson = course.activities()[0]
    page = factories.plant_quiz(
        course,
        questions=[question("Why?", code="Q01", situation="At clinic.", lesson=lesson, sources=[source])],
    )
    [version] = asked(page)
    assert (version.kind, version.stem, version.situation, version.code) == (
        "single",
        "Why?",
        "At clinic.",
        "Q01",
    )
    assert [one["text"] for one in version.options] == ["Why? right", "Why? wrong", "Why? worse"]
    assert [one["feedback"] for one in version.options][0] == "Why? well-chosen"
    assert len(version.key.right) == 1
    assert version.sources == [{"code": "S1", "title": "Source S1", "url": "https://example.org/S1"}]
    assert version.lesson_id == lesson.pk


def test_publishing_again_without_a_change_writes_nothing(quiz_page):
    factories.publish(quiz_page)
    assert (QuizVersion.objects.count(), QuestionVersion.objects.count()) == (1, 4)


def test_an_edited_question_is_a_new_version_and_the_others_are_the_same_rows(course):
    page = factories.plant_quiz(course, questions=[question("One?"), question("Two?")])
    before = asked(page)
    page.questions[0].value["stem"] = "One, really?"
    after = asked(factories.publish(page))
    assert after[0] != before[0]
    assert after[1] == before[1]
    assert QuizVersion.objects.latest_of(page.quiz_id).number == 2


def test_the_same_content_in_two_quizzes_is_the_same_row(course):
    one = factories.plant_quiz(course, questions=[question("One?")])
    two = factories.plant_quiz(course, title="Check two", questions=[question("One?")])
    assert asked(one) == asked(two)
    assert one.quiz != two.quiz


def test_going_back_to_old_words_goes_back_to_the_old_row(course):
    page = factories.plant_quiz(course, questions=[question("One?")])
    [before] = asked(page)
    page.questions[0].value["stem"] = "Another?"
    page = factories.publish(page)
    page.questions[0].value["stem"] = "One?"
    assert asked(factories.publish(page)) == [before]


def test_a_new_pass_mark_is_a_new_version_of_the_quiz(quiz_page):
    quiz_page.pass_mark_pct = 50
    factories.publish(quiz_page)
    marks = QuizVersion.objects.order_by("number").values_list("pass_mark_pct", flat=True)
    assert list(marks) == [75, 50]


def test_a_draft_changes_nothing_that_is_asked(quiz_page):
    quiz_page.pass_mark_pct = 50
    quiz_page.save_revision()
    assert QuizVersion.objects.count() == 1


def test_publishing_a_revision_made_before_the_first_publishing_keeps_the_quiz(course):
    page = factories.plant_quiz(course)
    early = page.revisions.order_by("pk")[0]
    page.pass_mark_pct = 50
    page = factories.publish(page)
    early.publish()
    assert QuizPage.objects.get(pk=page.pk).quiz == page.quiz


def test_a_copy_of_a_page_is_a_quiz_of_its_own(quiz_page):
    copy = quiz_page.copy(update_attrs={"title": "Copy", "slug": "copy"}, keep_live=True)
    copy = QuizPage.objects.get(pk=copy.pk)
    assert copy.quiz is not None
    assert copy.quiz != quiz_page.quiz
    assert asked(copy) == asked(quiz_page)


def test_empty_answers_are_left_out(course):
    options = [option("Yes", right=True), option(""), option("No"), option("")]
    [version] = asked(factories.plant_quiz(course, questions=[question("So?", options=options)]))
    assert [one["text"] for one in version.options] == ["Yes", "No"]


def test_a_question_without_a_right_answer_is_not_asked(course):
    nobody_is_right = [option("Yes"), option("No")]
    page = factories.plant_unpublished(
        course, questions=[question("So?", options=nobody_is_right), both("Then?")]
    )
    page = QuizPage.objects.get(pk=page.pk)
    publishing.publish(page=page, at=AT)
    assert [version.stem for version in asked(page)] == ["Then?"]


def test_the_same_question_twice_is_asked_once(course):
    page = factories.plant_quiz(course, questions=[question("So?"), question("So?")])
    assert [version.stem for version in asked(page)] == ["So?"]


def test_a_source_that_was_deleted_is_taken_out_before_a_quiz_is_published_again(course):
    source = factories.add_source()
    page = factories.plant_quiz(course, questions=[question("So?", sources=[source])])
    source.delete()
    with pytest.raises(PublishRefused, match="Something is missing under “questions”: “Choose one”"):
        factories.publish(page)
    page.questions[0].value["sources"] = []
    assert asked(factories.publish(page))[0].sources == []


def test_a_quiz_without_questions_has_no_version(course):
    page = factories.plant_unpublished(course, questions=[])
    assert page.quiz is None
    assert publishing.publish(page=page, at=AT) is None


@pytest.mark.parametrize("count", [1, 12])
def test_publishing_reads_the_sources_of_each_question_at_once(course, count, django_assert_max_num_queries):
    sources = [factories.add_source(f"S{n}") for n in range(4)]
    page = factories.plant_quiz(course, questions=[question(f"Q{n}", sources=sources) for n in range(count)])
    page = QuizPage.objects.get(pk=page.pk)
    with django_assert_max_num_queries(9 + 2 * count):
        publishing.publish(page=page, at=AT)


@pytest.mark.parametrize("forged", ["bank-7", "a/b", "x" * 300, "", "bank-x"])
def test_a_question_is_counted_under_a_name_that_nobody_chose(course, forged):
    """Wagtail keeps the ids of blocks as the browser sends them: the same twice, or those of the bank, would mix answers."""
    page = factories.plant_quiz(course, questions=[factories.question("One?"), factories.question("Two?")])
    for child in page.questions:
        child.id = forged
    factories.publish(page)
    names = list(QuizQuestion.objects.filter(quiz_version__number=2).values_list("block", flat=True))
    assert len(set(names)) == 2
    assert all(str(uuid.UUID(name)) == name for name in names)
