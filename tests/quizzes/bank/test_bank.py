"""Questions of the bank: what publishing one writes, and what live quizzes do not let go."""

import pytest
from django.db import IntegrityError, transaction

from quizzes.bank.bank import BankRefused
from quizzes.models import BankQuestion, QuestionVersion
from tests.quizzes import factories
from tests.quizzes.factories import bank_question, draws, fill_bank, option


def stems(attempt) -> set[str]:
    return {asked.question_version.stem for asked in attempt.questions.in_order().with_answer()}


def edited(question: BankQuestion, **value) -> BankQuestion:
    """Published again, with other words."""
    for name, words in value.items():
        question.question[0].value[name] = words
    question.save_revision().publish()
    return BankQuestion.objects.get(pk=question.pk)


def test_publishing_writes_a_version_and_a_draft_writes_none(db):
    assert bank_question("Why?", "Asking", published=False).version is None
    assert QuestionVersion.objects.count() == 0
    published = bank_question("Why?", " Asking ", "Who  decides what", level="further", code="Q1")
    assert (published.version.stem, published.level, published.code, published.kind) == (
        "Why?",
        "further",
        "Q1",
        "single",
    )


def test_an_edit_is_another_version_and_what_was_asked_stays(course, enrolled):
    question = bank_question("Why?", "Asking")
    page = factories.plant_drawing(course, draws=draws(asking=1))
    attempt = factories.begin(page, enrolled)
    after = edited(question, stem="Why, really?")
    assert after.version != question.version
    assert stems(attempt) == {"Why?"}
    assert stems(factories.begin(page, factories.enrol(course))) == {"Why, really?"}


def test_a_draft_of_an_edit_is_not_asked(course, enrolled):
    question = bank_question("Why?", "Asking")
    page = factories.plant_drawing(course, draws=draws(asking=1))
    question.question[0].value["stem"] = "Why, really?"
    question.save_revision()
    assert stems(factories.begin(page, enrolled)) == {"Why?"}


@pytest.mark.parametrize("topic", ["Asking", "ASKING", "  asking "])
def test_a_topic_is_found_whatever_its_capitals_and_spaces(db, topic):
    asked = bank_question("Why?", "Asking", "Other")
    bank_question("How?", "Asking well")
    assert list(BankQuestion.objects.of_topic(topic)) == [asked]


def test_a_question_without_a_right_answer_is_kept_as_a_draft_and_not_published(db):
    wrong = [option("Yes"), option("No")]
    draft = bank_question("So?", "Asking", options=wrong, published=False)
    assert not draft.live
    with pytest.raises(BankRefused, match="has no right answer marked"):
        bank_question("Then?", "Asking", options=wrong)
    assert BankQuestion.objects.filter(live=True).count() == 0


def test_a_question_that_a_live_quiz_needs_is_not_taken_down_or_deleted(course):
    fill_bank(asking=3)
    factories.plant_drawing(course, draws=draws(asking=3))
    question = BankQuestion.objects.order_by("pk")[0]
    words = "“Check one” needs it: It asks for 3 of “asking”, and the bank has 2."
    with pytest.raises(BankRefused, match=words):
        question.unpublish()
    with pytest.raises(BankRefused, match=words):
        BankQuestion.objects.get(pk=question.pk).delete()
    assert BankQuestion.objects.live().count() == 3


def test_a_topic_that_a_live_quiz_needs_is_not_taken_away(course):
    fill_bank(asking=2)
    factories.plant_drawing(course, draws=draws(asking=2))
    with pytest.raises(BankRefused, match="the bank has 1"):
        edited(BankQuestion.objects.order_by("pk")[0], topics=["Other"])


def test_a_question_that_is_not_needed_can_be_taken_down_and_deleted(course):
    fill_bank(asking=3)
    factories.plant_drawing(course, draws=draws(asking=1))
    first, second, _ = BankQuestion.objects.order_by("pk")
    first.unpublish()
    second.delete()
    assert BankQuestion.objects.live().count() == 1


def test_a_quiz_that_is_not_live_holds_nothing_back(course):
    fill_bank(asking=1)
    page = factories.plant_drawing(course, draws=draws(asking=1))
    page.unpublish()
    BankQuestion.objects.get().delete()
    assert not BankQuestion.objects.exists()


def test_a_live_question_without_a_version_is_refused_by_the_database(db):
    question = bank_question("Why?", "Asking")
    with pytest.raises(IntegrityError), transaction.atomic():
        BankQuestion.objects.filter(pk=question.pk).update(version=None)


@pytest.mark.parametrize("words", ["‮مرحبا", "🧒🏽" * 20, "<script>alert(1)</script>", "100%_\\"])
def test_a_topic_may_hold_any_words(db, words):
    asked = bank_question("Why?", words)
    bank_question("How?", "1000")
    assert list(BankQuestion.objects.of_topic(words)) == [asked]


@pytest.mark.parametrize("size", [10, 100])
def test_publishing_into_the_bank_takes_the_same_queries_however_large_it_is(
    course, size, django_assert_num_queries
):
    fill_bank(asking=size)
    factories.plant_drawing(course, draws=draws(asking=5))
    question = BankQuestion.objects.order_by("pk")[0]
    with django_assert_num_queries(10):
        question.save()
