"""What is worth a look in a question, and from how many answers on it is said."""

import pytest

from learning.people.sides import Side
from quizzes.figures import pointers
from quizzes.figures.figures import TOLD_FROM_ANSWERS, Figures, Given
from quizzes.questions import QuestionVersion

ENOUGH = TOLD_FROM_ANSWERS


def asked(*options: str, kind: str = "single", right: int = 0, shuffle: bool = True) -> QuestionVersion:
    rows = [
        {"key": text, "text": text, "is_right": place == right, "feedback": ""}
        for place, text in enumerate(options)
    ]
    return QuestionVersion(kind=kind, stem="Why?", options=rows, shuffle_options=shuffle)


FOUR = asked("One", "Two", "Three", "Four")


def figures(
    marks: list[int], version=FOUR, *, side=Side.NONE, rest: list[float] | None = None, block: str = "a"
) -> Figures:
    given = [
        Given(version=1, side=side, earned=mark, rest=share, seconds=None)
        for mark, share in zip(marks, rest or [None] * len(marks), strict=True)
    ]
    return Figures(block, version, given)


def said(one: Figures) -> list[str]:
    return pointers.pointers(one, set())


def by_side(**marks: list[int]) -> Figures:
    one = figures([])
    for side, earned in marks.items():
        one.given += figures(earned, side=Side(side)).given
    return one


def teaching(missing: str, passing: str) -> list[str]:
    return [pointers.TEACHING_POINT.format(missing=missing, passing=passing)]


def test_what_one_side_misses_and_the_other_does_not_is_a_teaching_point():
    adult, children = "adult services", "children’s services"
    assert said(by_side(adult=[0] * 10, children=[100] * 10)) == teaching(adult, children)
    assert said(by_side(adult=[75] * 15, children=[25] * 5)) == teaching(children, adult)


def test_a_teaching_point_is_said_where_numbers_are_hidden_for_the_sake_of_a_few_others():
    one = by_side(adult=[0] * 10, children=[100] * 10, none=[0])
    assert [share.side for share in one.sides] == [Side.CHILDREN]
    assert said(one) == teaching("adult services", "children’s services")


@pytest.mark.parametrize(
    "marks",
    [
        {"adult": [0] * 16, "children": [100] * 4},  # a handful
        {"adult": [0] * 9, "children": [100] * 10},  # too few in all
        {"adult": [50] * 10, "children": [100] * 10},
        {"adult": [0] * 10, "whole_family": [100] * 10},
    ],
)
def test_there_is_no_teaching_point_otherwise(marks):
    assert said(by_side(**marks)) == []


@pytest.mark.parametrize(("right", "is_said"), [(ENOUGH // 2, True), (ENOUGH - 1, False)])
def test_a_question_of_true_or_false_that_is_right_by_half_may_be_guessed(right, is_said):
    one = figures([100] * right + [0] * (ENOUGH - right), asked("True", "False", kind="true_false"))
    assert said(one) == ([pointers.GUESSED.format(chance=50, facility=50)] if is_said else [])


def test_nothing_is_said_of_guessing_below_twenty_answers():
    assert said(figures([100] * 9 + [0] * 10, asked("True", "False"))) == []


def test_that_those_who_know_most_miss_it_is_said():
    half = ENOUGH // 2
    rest = [90.0] * half + [10.0] * half
    one = figures([0] * half + [100] * half, rest=rest)
    assert (one.discrimination, said(one)) == (-1, [pointers.BACKWARDS])
    assert said(figures([100] * half + [0] * half, rest=rest)) == []


def test_a_right_answer_that_is_much_longer_is_said_before_anybody_has_answered():
    assert said(figures([], asked("Ask how she is, and who is with the baby", "Wait", "Tell no one"))) == [
        pointers.LONGER
    ]
    assert said(figures([], asked("Wait", "Ask how she is, and who is with the baby"))) == []


def test_a_right_answer_that_keeps_its_place_is_said_of_each_such_question():
    kept = [figures([], asked("One", "Two", shuffle=False), block=name) for name in "abc"]
    shuffled = figures([], asked("One", "Two"), block="d")
    placed = pointers.in_one_place([*kept, shuffled])
    assert placed == set("abc")
    assert [pointers.pointers(one, placed) for one in (kept[0], shuffled)] == [[pointers.IN_ONE_PLACE], []]


def test_nothing_keeps_its_place_where_one_of_them_stands_elsewhere():
    kept = [
        figures([], asked("One", "Two", shuffle=False, right=place), block=str(place)) for place in (0, 1)
    ]
    again = figures([], asked("One", "Two", shuffle=False), block="2")
    assert pointers.in_one_place([*kept, again]) == set()


def test_statements_that_are_all_true_are_said_in_other_words():
    statement = asked("True", "False", kind="true_false", shuffle=False)
    all_true = [figures([], statement, block=name) for name in "abc"]
    placed = pointers.in_one_place(all_true)
    assert pointers.pointers(all_true[0], placed) == [pointers.ALL_TRUE_OR_FALSE]


def test_answers_that_are_needed_still_are_counted_in_words():
    assert [figures([0] * count).needed for count in (5, 19)] == ["15 more answers", "1 more answer"]


@pytest.mark.parametrize(("seconds", "words"), [(1, "About 1 second"), (89.6, "About 2 minutes"), (None, "")])
def test_a_time_is_said_as_one_would(seconds, words):
    one = Figures("a", FOUR, [Given(1, Side.NONE, 0, None, seconds)] * 5)
    assert one.time_words == words
