"""What is said of how questions are answered: from first attempts, and nothing of a handful of people."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.people.sides import Side
from learning.site.groups import let_trainers_write_below
from quizzes.attempts import attempts
from quizzes.figures import statistics
from quizzes.models import Attempt, QuizPage
from tests.factories import PostFactory, UserFactory
from tests.quizzes import factories
from tests.quizzes.factories import AT, question


@pytest.fixture
def quiz(course) -> QuizPage:
    """A quiz of two questions."""
    asks = [question("One"), question("Two")]
    return factories.plant_quiz(course, title="Check two", questions=asks, shuffle_questions=False)


@pytest.fixture
def answered(quiz, course):
    """answered(3, right=1, side=Side.ADULT): three more people answer, one of them all of it rightly."""

    def take(
        count: int, *, right: int, side: Side | None = Side.ADULT, wrong: str = "wrong", on=quiz
    ) -> list:
        people = [UserFactory() for _ in range(count)]
        for number, person in enumerate(people):
            if side:
                PostFactory(person=person, service_side=side)
            answer(on, factories.enrol(course, person), "right" if number < right else wrong)
        return people

    return take


def answer(page: QuizPage, person, ending: str) -> Attempt:
    """A whole attempt in which the answer that ends so is chosen each time."""
    attempt = factories.begin(page, person)
    for asked in attempt.questions.in_order().with_answer():
        [chosen] = [option_id for option_id, words in asked.choices if words.endswith(ending)]
        attempts.save_answer(question=asked, sent=[chosen], seen_revision=0, at=AT)
    return attempts.submit(attempt=attempt, at=AT)


def figures(page: QuizPage) -> list[tuple]:
    return [(one.stem, one.right, one.answered) for one in statistics.of_quiz(page.quiz_id)]


def hard(**kwargs) -> list[tuple]:
    return [(one.stem, one.right, one.answered, one.share_pct) for one in statistics.hard_questions(**kwargs)]


def test_each_question_counts_those_who_answered_it(quiz, answered):
    answered(3, right=1)
    assert figures(quiz) == [("One", 1, 3), ("Two", 1, 3)]


def test_only_a_first_attempt_counts_and_only_once_it_is_submitted(quiz, answered, course):
    [person] = answered(1, right=0)
    answer(quiz, person, "right")
    begun = factories.begin(quiz, factories.enrol(course))
    factories.answer(begun, right=2)
    assert figures(quiz) == [("One", 0, 1), ("Two", 0, 1)]


def test_a_question_that_was_left_is_not_counted(quiz, course):
    factories.take(quiz, factories.enrol(course), right=1)
    assert figures(quiz) == [("One", 1, 1), ("Two", 0, 0)]


def test_another_quiz_with_the_same_question_is_counted_apart(quiz, answered, course):
    other = factories.plant_quiz(course, title="Another", questions=[question("One")])
    answered(2, right=2)
    answered(1, right=0, on=other)
    assert figures(quiz) == [("One", 2, 2), ("Two", 2, 2)]
    assert figures(other) == [("One", 0, 1)]


def reword(page: QuizPage, stem: str) -> QuizPage:
    raw = page.questions.get_prep_value()
    raw[0]["value"]["stem"] = stem
    page.questions = page.questions.stream_block.to_python(raw)
    return factories.publish(page)


def test_a_question_keeps_its_answers_when_it_is_reworded_or_moved_and_says_so(quiz, answered):
    answered(2, right=1)
    quiz = reword(quiz, "One, put better")
    raw = quiz.questions.get_prep_value()
    quiz.questions = quiz.questions.stream_block.to_python(raw[::-1])
    quiz = factories.publish(quiz)
    answered(1, right=1, on=quiz)
    assert figures(quiz) == [("Two", 2, 3), ("One, put better", 2, 3)]
    assert [one.was_reworded for one in statistics.of_quiz(quiz.quiz_id)] == [False, True]


def test_a_copy_of_a_question_has_answers_of_its_own(quiz, answered):
    answered(2, right=1)
    raw = quiz.questions.get_prep_value()
    copied = raw[0] | {"id": "", "value": raw[0]["value"] | {"stem": "One, copied"}}
    quiz.questions = quiz.questions.stream_block.to_python([*raw, copied])
    quiz = factories.publish(quiz)
    assert figures(quiz) == [("One", 1, 2), ("Two", 1, 2), ("One, copied", 0, 0)]


def test_the_wrong_answer_that_most_chose_is_named(quiz, answered):
    answered(5, right=0, wrong="worse")
    answered(4, right=0, wrong="wrong")
    assert [one.most_chosen_wrong for one in statistics.of_quiz(quiz.quiz_id)] == ["One worse", "Two worse"]


def test_no_wrong_answer_is_named_when_nobody_chose_one(quiz, answered):
    answered(2, right=2)
    assert statistics.of_quiz(quiz.quiz_id)[0].most_chosen_wrong == ""


@pytest.mark.django_db
def test_a_quiz_that_was_never_published_has_no_figures():
    assert statistics.of_quiz(None) == []


# By side


def sides(page: QuizPage) -> list[tuple]:
    [first, _] = statistics.of_quiz(page.quiz_id)
    return [(share.side, share.right, share.answered) for share in first.sides]


def test_sides_are_told_apart_from_five_answers(quiz, answered):
    answered(5, right=1, side=Side.ADULT)
    answered(6, right=6, side=Side.CHILDREN)
    answered(5, right=2, side=Side.WHOLE_FAMILY)
    assert sides(quiz) == [(Side.ADULT, 1, 5), (Side.CHILDREN, 6, 6), (Side.WHOLE_FAMILY, 2, 5)]


def test_a_side_of_four_is_not_shown_nor_can_it_be_reckoned_from_the_rest(quiz, answered):
    answered(5, right=1, side=Side.ADULT)
    answered(6, right=6, side=Side.CHILDREN)
    answered(4, right=0, side=Side.WHOLE_FAMILY)
    assert sides(quiz) == [(Side.CHILDREN, 6, 6)]


def test_people_without_a_post_are_among_what_is_left_over(quiz, answered):
    answered(6, right=1, side=Side.ADULT)
    answered(1, right=0, side=None)
    assert sides(quiz) == []


def test_a_side_is_that_of_the_main_post_on_the_day(quiz, answered):
    moved = answered(5, right=5, side=None)
    for person in moved:
        before, after = AT.date() - datetime.timedelta(days=1), AT.date() + datetime.timedelta(days=1)
        PostFactory(person=person, service_side=Side.ADULT, ends_on=before)
        PostFactory(person=person, service_side=Side.WHOLE_FAMILY, is_primary=False)
        PostFactory(person=person, service_side=Side.CHILDREN)
        PostFactory(person=person, service_side=Side.NONE, starts_on=after)
    assert sides(quiz) == [(Side.CHILDREN, 5, 5)]


# Hard ones


def test_a_question_that_most_people_miss_is_hard_from_twenty_answers(quiz, answered):
    answered(19, right=7)
    assert hard() == []
    answered(1, right=0)
    assert hard() == [("One", 7, 20, 35), ("Two", 7, 20, 35)]


def test_forty_per_cent_right_is_not_hard(quiz, answered):
    answered(20, right=8)
    assert hard() == []
    assert not any(one.is_hard for one in statistics.of_quiz(quiz.quiz_id))


def test_a_hard_question_names_its_page_and_block(quiz, answered):
    answered(20, right=1)
    found = statistics.hard_questions()[0]
    assert (found.page_id, found.page_title, found.block) == (quiz.pk, "Check two", quiz.questions[0].id)
    assert [one.is_hard for one in statistics.of_quiz(quiz.quiz_id)] == [True, True]


def test_the_hardest_comes_first_and_only_the_pages_asked_for(quiz, answered, course):
    other = factories.plant_quiz(course, title="Another", questions=[question("Three")])
    answered(20, right=3)
    answered(20, right=1, on=other)
    assert [stem for stem, *_ in hard()] == ["Three", "One", "Two"]
    assert [stem for stem, *_ in hard(pages=QuizPage.objects.filter(pk=quiz.pk))] == ["One", "Two"]


def test_what_is_no_longer_asked_or_was_taken_down_is_not_hard(quiz, answered):
    answered(20, right=1)
    quiz.questions = quiz.questions.stream_block.to_python(quiz.questions.get_prep_value()[1:])
    quiz = factories.publish(quiz)
    assert [stem for stem, *_ in hard()] == ["Two"]
    quiz.unpublish()
    assert hard() == []


def test_figures_take_the_same_queries_for_any_number_of_answers(quiz, answered, django_assert_num_queries):
    counts = []
    for people in (20, 10):
        answered(people, right=0)
        with django_assert_num_queries(2):
            statistics.hard_questions()
        with CaptureQueriesContext(connection) as queries:
            statistics.of_quiz(quiz.quiz_id)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


# The quiz


@pytest.fixture
def shown(quiz, course, trainer_client):
    """shown(): the words of the quiz as a trainer sees it."""
    let_trainers_write_below(course.get_parent())

    def words() -> str:
        html = trainer_client.get(reverse("how_it_is_answered", args=[quiz.pk])).content.decode()
        return " ".join(html[html.index("<main") : html.index("</main>")].split())

    return words


def test_the_page_shows_shares_and_sides_and_no_names(quiz, answered, shown):
    people = [*answered(5, right=0, side=Side.ADULT), *answered(5, right=5, side=Side.CHILDREN)]
    words = shown()
    assert words.count("<dd>50%</dd>") == 2
    assert "Adult services: 0% of 5" in words
    assert "Children’s services: 100% of 5" in words
    assert "One wrong" in words
    assert [person.name for person in people if person.name in words or person.email in words] == []


def test_the_page_shows_nothing_of_four_people(quiz, answered, shown):
    answered(4, right=0)
    assert shown().count("Fewer than 5 answers so far") == 2
    assert "One wrong" not in shown()


def test_the_page_says_which_questions_most_people_miss(quiz, answered, shown):
    answered(20, right=0)
    assert shown().count("Most people miss it") == 2


def test_the_page_of_a_quiz_that_was_never_published_says_so(quiz, shown):
    QuizPage.objects.filter(pk=quiz.pk).update(quiz=None)
    assert "Nothing has been asked yet." in shown()
