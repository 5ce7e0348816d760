"""GIFT as Moodle describes it: every sign of the format, and each problem with its line."""

from fractions import Fraction

import pytest

from quizzes.interchange import gift, gift_writing
from quizzes.interchange.questions import FALSE, TRUE, Answer, Item, Kind, Reading

ONE, HALF, NONE = Fraction(1), Fraction(1, 2), Fraction(0)


def only(text: str) -> Item:
    """The one question of a text in which nothing is amiss."""
    reading = gift.read(text)
    assert reading.problems == ()
    [item] = reading.items
    return item


def said(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_a_choice_of_one_with_feedback_for_each_answer():
    item = only("::Colour:: Which is between red and yellow? {=orange # Yes: it is. ~blue # No. ~green}")
    assert item == Item(
        Kind.SINGLE,
        "Which is between red and yellow?",
        (Answer("orange", ONE, "Yes: it is."), Answer("blue", NONE, "No."), Answer("green")),
        name="Colour",
    )


def test_answers_may_stand_on_lines_of_their_own():
    item = only("Which day?{\n     ~Monday\n     ~Tuesday\n     =Thursday\n}")
    assert [(one.text, one.share) for one in item.answers] == [("Monday", 0), ("Tuesday", 0), ("Thursday", 1)]


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("The ward is {~on =above ~under} the clinic.", "The ward is _____ the clinic."),
        ("{=Paris ~Rome} is the capital.", "_____ is the capital."),
        ("Two and two make{=four}.", "Two and two make _____."),
        ("Two and two?{=four}", "Two and two?"),
    ],
)
def test_a_missing_word_leaves_a_gap_where_the_answers_stood(text, stem):
    assert only(text).stem == stem


def test_weights_without_a_whole_right_answer_make_several_choices():
    item = only("Which two? {~%-100%No one ~%50%Ann ~%50%Ben ~%-33.33333%Cy}")
    assert item.kind == Kind.MULTIPLE
    assert [one.share for one in item.answers] == [-1, HALF, HALF, Fraction(-1, 3)]


def test_a_negative_half_is_a_weight_and_not_words():
    item = only("Which? {~%100%This ~%-50%That}")
    assert item.answers == (Answer("This", ONE), Answer("That", -HALF))


def test_part_of_the_mark_for_an_answer_beside_the_right_one_is_still_one_choice():
    item = only("Where from? {~Here ~%25%Near ~%50%Nearer =There}")
    assert item.kind == Kind.SINGLE
    assert [one.share for one in item.answers] == [0, Fraction(1, 4), HALF, 1]


@pytest.mark.parametrize("sign", ["T", "TRUE", "true", "t"])
def test_the_first_feedback_of_true_or_false_is_for_the_wrong_answer(sign):
    assert only(f"Is it so?{{{sign}#No, it is#Yes}}").answers == (
        Answer(TRUE, ONE, "Yes"),
        Answer(FALSE, NONE, "No, it is"),
    )


def test_false_is_right_and_its_feedback_goes_with_it():
    assert only("The sun goes round us.{F#Look again.#Well seen.}").answers == (
        Answer(TRUE, NONE, "Look again."),
        Answer(FALSE, ONE, "Well seen."),
    )


def test_short_texts_with_and_without_weights():
    item = only("Who? {=Ann =%50%Anna#Nearly =\\=A}")
    assert item.kind == Kind.SHORT_TEXT
    assert item.answers == (Answer("Ann", ONE), Answer("Anna", HALF, "Nearly"), Answer("=A", ONE))


def test_an_answer_without_a_sign_is_a_short_text():
    assert only("1 + 2 \\= {3}").answers == (Answer("3", ONE),)


def test_matching_and_an_answer_that_goes_with_nothing():
    item = only("Who does what?{=nurse -> wards\n=teacher -> schools\n= -> courts}")
    assert item.kind == Kind.MATCHING
    assert item.answers == (
        Answer("wards", prompt="nurse"),
        Answer("schools", prompt="teacher"),
        Answer("courts"),
    )


@pytest.mark.parametrize(
    ("inside", "answers"),
    [
        ("#3:2", [Answer("3", ONE, "", "2")]),
        ("#1..5", [Answer("3", ONE, "", "2")]),
        ("#3.141..3.142", [Answer("3.1415", ONE, "", "0.0005")]),
        ("# -7", [Answer("-7", ONE, "", "0")]),
        (
            "#\n=1822:0 # Right\n=%50%1822:2 # Near\n~ # Neither\n",
            [
                Answer("1822", ONE, "Right", "0"),
                Answer("1822", HALF, "Near", "2"),
                Answer("*", NONE, "Neither"),
            ],
        ),
    ],
)
def test_numbers_by_tolerance_range_and_weight(inside, answers):
    item = only(f"When?{{{inside}}}")
    assert (item.kind, list(item.answers)) == (Kind.NUMERIC, answers)


def test_empty_braces_ask_for_words_that_nobody_marks():
    assert only("How was it? {}") == Item(Kind.REFLECTION, "How was it?")


def test_things_in_order_are_written_a_line_each():
    item = only("Put in order{>3 ALL VERTICAL\nfirst\nsecond\nthird}")
    assert (item.kind, [one.text for one in item.answers]) == (Kind.ORDERING, ["first", "second", "third"])


def test_general_feedback_stands_after_four_signs():
    item = only("Who? {=Ann#Yes ~Ben#No ####Ann came first.}")
    assert item.explanation == "Ann came first."
    assert item.answers[1] == Answer("Ben", NONE, "No")


def test_escaped_signs_are_words():
    item = only(
        "::a\\:\\:b::Which is \\{right\\}, 1 \\= 1 \\~ 2\\: and \\\\?\\nSay.{=\\#1 ~\\=2 \\~ 3}\n\nWho?{T}".split(
            "\n\n"
        )[0]
    )
    assert (item.name, item.stem) == ("a::b", "Which is {right}, 1 = 1 ~ 2: and \\?\nSay.")
    assert [one.text for one in item.answers] == ["#1", "=2 ~ 3"]


@pytest.mark.parametrize(
    ("written", "stem"),
    [
        ("[html]<p>Who <b>asks</b>?</p><p>And&nbsp;why?</p>", "Who asks?\n\nAnd why?"),
        ("[html]One<br/>Two<script>alert(1)</script>", "One\nTwo"),
        ("[plain]Is 1 < 2 &amp; <b>so</b>?", "Is 1 < 2 &amp; <b>so</b>?"),
        ("[markdown]**Who** _asks_ `it`?", "Who asks it?"),
        ("[moodle]Who <i>asks</i>?", "Who asks?"),
        ("Is 1 < 2 and 3 > 2?", "Is 1 < 2 and 3 > 2?"),
    ],
)
def test_a_text_says_what_format_it_is_in_and_comes_out_plain(written, stem):
    assert only(f"{written}{{T}}").stem == stem


def test_answers_have_the_format_of_the_question_unless_they_name_their_own():
    item = only("[html]Who?{=<b>Ann</b>#<i>Yes</i> ~[plain]<b>}")
    assert item.answers == (Answer("Ann", ONE, "Yes"), Answer("<b>"))


def test_categories_are_nested_and_hold_until_the_next():
    text = "$CATEGORY: $course$/top/Asking/First//second\n\nOne?{T}\n\nTwo?{T}\n$CATEGORY: Other\nThree?{F}"
    assert [item.category for item in gift.read(text).items] == [
        ("Asking", "First/second"),
        ("Asking", "First/second"),
        ("Other",),
    ]


def test_ids_and_tags_stand_in_comments():
    text = "// by hand\n// [id:Q-7] [tag:asking] [tag:a\\]b]\n::T::One?{T}\n\n// plain\nTwo?{T}"
    one, two = gift.read(text).items
    assert (one.id, one.tags) == ("Q-7", ("asking", "a]b"))
    assert (two.id, two.tags) == ("", ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "\nOnly words.",
            "Line 2: This has no answers in { }, so it is only words, which a quiz does not hold.",
        ),
        ("Who?{=Ann ~Ben\n\nWhen?{T}", "Line 1: There is a { without a } before the blank line."),
        ("Who?}", "Line 1: There is a } without a { before it."),
        ("Who?{=Ann ~Ben}\nWhen?{T}", "Line 1: There is a second { here."),
        ("Who?{~Ann ~Ben}", "Line 1: No answer is right."),
        ("Who?{~%50%Ann =Ben =Cy}", "Line 1: Several answers earn the whole mark, and one can be chosen."),
        ("Who?{=Ann ~Ann}", "Line 1: The answer “Ann” is there twice."),
        ("Who?{=Ann ~#no}", "Line 1: One of the answers has no words."),
        ("Who?{~%150%Ann ~Ben}", "Line 1: 150% is more than the whole mark."),
        ("Who?{~%1.2.3%Ann ~Ben}", "Line 1: “1.2.3” is no percentage."),
        ("Who?{Ann =Ben}", "Line 1: “Ann” has neither = nor ~ in front of it."),
        ("Who?{=Ann -> one =Ben}", "Line 1: “Ben” has no -> and what goes with it."),
        ("Who?{=Ann -> one}", "Line 1: It needs at least two pairs."),
        ("When?{#3,5}", "Line 1: “3,5” is no number. Write it like 3.5, with a point."),
        ("When?{#5..1}", "Line 1: “5..1” ends before it begins."),
        ("When?{#5:-1}", "Line 1: “5:-1” allows less than nothing."),
        ("When?{#%50%5}", "Line 1: No answer earns the whole mark."),
        ("{T}", "Line 1: The question has no words."),
        ("Order{>1\none}", "Line 1: It needs at least two things to put in order"),
    ],
)
def test_what_is_amiss_is_said_with_its_line(text, problem):
    assert said(gift.read(text))[0].startswith(problem)


def test_one_bad_question_stops_no_other():
    reading = gift.read("One?{T}\n\nbad { here\n\nTwo?{F}")
    assert [item.stem for item in reading.items] == ["One?", "Two?"]
    assert [problem.line for problem in reading.problems] == [3]


def test_what_gift_has_no_place_for_is_said():
    item = Item(Kind.TRUE_FALSE, "So?", (Answer(TRUE, ONE), Answer(FALSE)), level="core", shuffle=False)
    assert gift_writing.write([item]).notes == (
        "That answers keep their order is not in a GIFT file.",
        "Levels and sources are not in a GIFT file.",
    )
