"""What trainers see: means of five people or more, changes of the same people, and nothing that tells who."""

import pytest
from django.urls import reverse

from learning.people.sides import Side
from quizzes.surveys.figures import ALL_TOGETHER, figures_of
from quizzes.surveys.points import Point
from tests.quizzes.surveys import factories
from tests.quizzes.surveys.factories import STATEMENTS, answer, answer_both, said, someone


def line_of(page, text: str):
    return next(line for question in figures_of(page) for line in question.lines if line.text == text)


def means(page, text: str) -> list[tuple]:
    """(point, n, mean) of each point that is shown."""
    cells = line_of(page, text).cells
    return [(cell.point, cell.mean.n, cell.mean.words) for cell in cells if cell.mean.is_shown]


def changes(page, text: str) -> list[tuple]:
    found = [(cell.point, cell.change) for cell in line_of(page, text).cells if cell.change]
    return [
        (point, one.mean.n, one.mean.words_of_change, [(s.side, s.mean.n) for s in one.sides])
        for point, one in found
        if one.mean.is_shown
    ]


def shown(client, page) -> str:
    return client.get(reverse("survey_figures", args=[page.pk])).content.decode()


@pytest.mark.parametrize("kind", ["survey", "anonymous"])
def test_a_mean_is_shown_from_five_people_and_leaves_out_what_is_not_their_job(kind, course, request):
    page = request.getfixturevalue(kind)
    for point in (2, 4, 6, 8, "beside"):
        answer(page, someone(course), said(page, point))
    assert means(page, STATEMENTS[0]) == []
    answer(page, someone(course), said(page, 5))
    assert means(page, STATEMENTS[0]) == [(Point.BEFORE, 5, "5.0")]


@pytest.mark.parametrize("kind", ["survey", "anonymous"])
def test_a_turned_statement_counts_from_the_other_end(kind, course, request):
    page = request.getfixturevalue(kind)
    for _ in range(5):
        answer(page, someone(course), said(page, 2, 9))
    assert means(page, STATEMENTS[1]) == [(Point.BEFORE, 5, "1.0")]
    assert means(page, ALL_TOGETHER) == [(Point.BEFORE, 5, "1.5")]


@pytest.mark.parametrize("kind", ["survey", "anonymous"])
def test_the_mean_of_a_scale_is_of_those_who_answered_enough_of_it(kind, course, request):
    page = request.getfixturevalue(kind)
    for points in ((4, 4), (5, 5), (6, 6), (7, 7), (8, None), (9, "beside")):
        answer(page, someone(course), said(page, *points))
    assert means(page, ALL_TOGETHER) == []
    answer(page, someone(course), said(page, 0, 10))
    assert means(page, ALL_TOGETHER) == [(Point.BEFORE, 5, "4.0")]


def test_a_change_is_that_of_people_who_answered_both_times(course, survey):
    for n in range(5):
        answer_both(survey, course, someone(course), said(survey, 2 + n), said(survey, 5 + n))
    for _ in range(3):
        answer(survey, someone(course), said(survey, 0))
    assert changes(survey, STATEMENTS[0]) == [(Point.AFTER, 5, "+3.0", [])]
    assert means(survey, STATEMENTS[0])[0][1] == 8


def test_no_change_is_shown_of_four_pairs(course, survey):
    for _ in range(4):
        answer_both(survey, course, someone(course), said(survey, 2), said(survey, 5))
    answer_both(survey, course, someone(course), said(survey, None, 4), said(survey, 5))
    assert changes(survey, STATEMENTS[0]) == []


@pytest.mark.parametrize(
    ("adult", "children", "sides"),
    [(5, 6, [(Side.ADULT, 5), (Side.CHILDREN, 6)]), (9, 3, []), (5, 0, [(Side.ADULT, 5)])],
)
def test_a_side_is_shown_only_where_no_small_number_can_be_reckoned(adult, children, sides, course, survey):
    for side, count in ((Side.ADULT, adult), (Side.CHILDREN, children)):
        for _ in range(count):
            learner = someone(course, side=side)
            answer_both(survey, course, learner, said(survey, 2), said(survey, 4))
    [(_, n, change, by_side)] = changes(survey, STATEMENTS[0])
    assert (n, change, by_side) == (adult + children, "+2.0", sides)


def test_an_anonymous_survey_has_no_changes(course, anonymous):
    for _ in range(6):
        answer_both(anonymous, course, someone(course), said(anonymous, 2), said(anonymous, 5))
    assert changes(anonymous, STATEMENTS[0]) == []
    assert [words for *_, words in means(anonymous, STATEMENTS[0])] == ["2.0", "5.0"]


def test_a_reworded_question_keeps_its_answers_and_another_scale_does_not(course, survey):
    for _ in range(5):
        answer(survey, someone(course), said(survey, 6))
    survey.questions[0].value["stem"] = "How sure, today?"
    survey = factories.publish(survey)
    assert means(survey, STATEMENTS[0]) == [(Point.BEFORE, 5, "6.0")]
    survey.questions[0].value["scale"] = "agree"
    assert means(factories.publish(survey), STATEMENTS[0]) == []


@pytest.mark.parametrize("kind", ["survey", "anonymous"])
def test_what_was_written_is_shown_from_five_texts_without_a_name(kind, course, request, trainer_client):
    page = request.getfixturevalue(kind)
    texts = [f"Words {n}" for n in range(5)]
    people = [someone(course) for _ in texts]
    for learner, text in list(zip(people, texts, strict=True))[:4]:
        answer(page, learner, said(page, 3, text=text))
    assert not any(text in shown(trainer_client, page) for text in texts)
    answer(page, people[4], said(page, 3, text=texts[4]))
    words = shown(trainer_client, page)
    assert all(text in words for text in texts)
    assert not any(learner.name in words or learner.email in words for learner in people)


def test_the_page_says_how_many_and_what_the_scale_is_worth(course, trainer_client):
    page = factories.plant_survey(course, caveat="This scale is not validated.")
    for _ in range(5):
        answer_both(page, course, someone(course), said(page, 2), said(page, 5))
    words = shown(trainer_client, page)
    assert "This scale is not validated." in words
    assert "n = 5 pairs" in words
    assert "+3.0" in words


def test_whoever_may_not_edit_the_survey_is_not_shown_its_figures(
    survey, learner_client, lead_client, sign_in
):
    address = reverse("survey_figures", args=[survey.pk])
    for client in (learner_client, lead_client):
        assert client.get(address).status_code in (302, 403)


def test_the_figures_take_the_same_queries_for_one_and_for_many(
    course, survey, trainer_client, django_assert_max_num_queries
):
    counts = []
    for people in (1, 12):
        for _ in range(people):
            answer_both(survey, course, someone(course), said(survey, 2, text="a"), said(survey, 5))
        shown(trainer_client, survey)
        with django_assert_max_num_queries(40) as queries:
            shown(trainer_client, survey)
        counts.append(len(queries))
    assert counts[0] == counts[1]
