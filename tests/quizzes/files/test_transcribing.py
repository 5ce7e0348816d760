"""Questions of files as our blocks hold them, and back: pure values, for blocks that are still to come too."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.files.transcribed import is_whole, item_of
from quizzes.files.transcribing import block_of, not_kept
from quizzes.interchange.detect import Format, read, write
from quizzes.interchange.questions import FALSE, TRUE, Amiss, Answer, Item, Kind, Problem, Unit
from tests.quizzes.interchange import given as made

ONE, HALF, THIRD = Fraction(1), Fraction(1, 2), Fraction(1, 3)
COMMON = {
    "situation": "",
    "stem": "Who?",
    "explanation": "",
    "sources": [],
    "code": "",
    "level": "core",
    "topics": [],
    "lesson": None,
}
HELD = {
    Kind.SINGLE: (
        (Answer("A", ONE, "Yes"), Answer("B")),
        {
            "options": [
                {"text": "A", "is_right": True, "feedback": "Yes"},
                {"text": "B", "is_right": False, "feedback": ""},
            ],
            "shuffle_options": True,
        },
    ),
    Kind.TRUE_FALSE: (
        (Answer(TRUE, Fraction(0), "No"), Answer(FALSE, ONE, "Yes")),
        {"is_true": FALSE, "feedback_true": "No", "feedback_false": "Yes"},
    ),
    Kind.MATCHING: (
        (Answer("a", prompt="1"), Answer("b", prompt="2"), Answer("c")),
        {
            "pairs": [{"prompt": "1", "answer": "a"}, {"prompt": "2", "answer": "b"}],
            "extra_answers": ["c"],
            "shuffle_options": True,
        },
    ),
    Kind.ORDERING: ((Answer("a"), Answer("b")), {"items": [{"text": "a"}, {"text": "b"}]}),
    Kind.SHORT_TEXT: (
        (Answer("A", ONE), Answer("B", HALF, "Nearly")),
        {
            "accepted": [
                {"text": "A", "share_pct": "100", "feedback": ""},
                {"text": "B", "share_pct": "50", "feedback": "Nearly"},
            ]
        },
    ),
    Kind.REFLECTION: ((Answer("Because."),), {"model_answer": "Because."}),
}


def value(item: Item, **sources) -> dict:
    return block_of(item, sources=sources)[1]


@pytest.mark.parametrize("kind", HELD)
def test_each_kind_becomes_the_value_that_its_block_stores(kind):
    answers, held = HELD[kind]
    assert block_of(Item(kind, "Who?", answers), sources={}) == (kind.value, COMMON | held)


def test_a_number_keeps_tolerance_and_units():
    units = (Unit("W"), Unit("kW", Fraction(1000)))
    item = Item(Kind.NUMERIC, "How much?", (Answer("5", ONE, "Yes", "0.5"),), units=units, unit_required=True)
    held = value(item)
    assert held["accepted"] == [{"value": "5", "tolerance": "0.5", "share_pct": "100", "feedback": "Yes"}]
    assert held["units"] == [{"unit": "W", "times": "1"}, {"unit": "kW", "times": "1000"}]
    assert held["unit_required"] is True


@pytest.mark.parametrize(
    ("shares", "scheme", "is_other"),
    [
        ([HALF, HALF, -ONE], "all", False),
        ([HALF, HALF, -HALF], "part", False),
        ([HALF, HALF, Fraction(0)], "part", True),
        ([Fraction(3, 4), Fraction(1, 4), -HALF], "part", True),
        ([ONE, -ONE], "all", False),
        ([HALF, HALF], "part", False),
    ],
)
def test_shares_decide_how_several_choices_are_marked(shares, scheme, is_other):
    item = Item(Kind.MULTIPLE, "Who?", tuple(Answer(str(n), share) for n, share in enumerate(shares)))
    assert value(item)["scheme"] == scheme
    assert [row["is_right"] for row in value(item)["options"]] == [share > 0 for share in shares]
    assert any("other shares are not kept" in note for note in not_kept(item, frozenset())) is is_other


def test_the_last_paragraph_asks_and_what_stands_before_it_is_the_situation():
    held = value(Item(Kind.REFLECTION, "One.\n\nTwo.\n\nWho?"))
    assert (held["situation"], held["stem"]) == ("One.\n\nTwo.", "Who?")


@pytest.mark.parametrize(
    ("id", "name", "code"), [("Q1", "First", "Q1"), ("", "First", "First"), ("", "x" * 21, "")]
)
def test_a_short_id_or_name_becomes_the_code(id, name, code):  # noqa: A002  (the item's own word)
    assert value(Item(Kind.REFLECTION, "Who?", id=id, name=name))["code"] == code


def test_sources_are_found_by_their_codes_whatever_the_case():
    assert value(Item(Kind.REFLECTION, "Who?", sources=("S1",)), s1=7)["sources"] == [7]
    problem = block_of(Item(Kind.REFLECTION, "Who?", sources=("S2",), element=3), sources={"s1": 7})
    assert str(problem) == (
        "Question 3: There is no source “S2”. Add it under Sources first, or take it out of the file."
    )


def test_a_star_for_any_words_is_refused_and_one_for_every_other_answer_is_left_out():
    wild = Item(Kind.SHORT_TEXT, "Who?", (Answer("An*", ONE),), line=4)
    assert isinstance(block_of(wild, sources={}), Problem)
    other = Item(Kind.SHORT_TEXT, "Who?", (Answer("Ann", ONE), Answer("*", Fraction(0), "No")))
    assert [row["text"] for row in value(other)["accepted"]] == ["Ann"]
    assert not_kept(other, frozenset()) == ("Feedback for any other answer is not kept.",)


@pytest.mark.parametrize(
    ("share", "pct"), [(THIRD, "25"), (Fraction(4, 5), "75"), (Fraction(9, 10), "100"), (-ONE, "0")]
)
def test_a_share_becomes_the_nearest_that_an_answer_can_earn_and_is_spoken_of(share, pct):
    item = Item(Kind.SHORT_TEXT, "Who?", (Answer("Ann", ONE), Answer("Anna", share)))
    assert value(item)["accepted"][1]["share_pct"] == pct
    assert not_kept(item, frozenset()) == ("An answer earns the nearest of 100, 75, 50, 25 and 0 per cent.",)


def test_everything_that_is_not_kept_is_said():
    item = Item(
        Kind.SINGLE,
        "Who?",
        (Answer("A", ONE), Answer("B", HALF)),
        category=("x",),
        tags=("asking",),
        name="n" * 21,
    ).noting("Hints are not kept.")
    said = not_kept(item, frozenset())
    assert [note.split(":")[0] for note in said] == [
        "Hints are not kept.",
        "Its category is not kept",
        "Its tags are not kept",
        "Its name is too long for a code, and is not kept.",
        "Only the right answer earns a mark",
    ]
    assert not any("tags" in note for note in not_kept(item, frozenset({"topics"})))


def plain(item: Item) -> Item:
    """What our blocks hold of a made question: shares that they can give, and one place for each thing."""
    shares = {Kind.SINGLE: _whole, Kind.MULTIPLE: _parts, Kind.SHORT_TEXT: _quarters, Kind.NUMERIC: _quarters}
    answers = shares.get(item.kind, tuple)(item.answers)
    situation, _, stem = item.stem.rpartition("\n\n")
    code = item.id if len(item.id) <= 20 else ""
    kept = replace(item, answers=answers, situation=situation, stem=stem, id=code, name="", level="core")
    return replace(kept, category=(), pictures=())


def _whole(answers):
    return tuple(replace(one, share=Fraction(one.share == 1)) for one in answers)


def _parts(answers):
    right = sum(one.share > 0 for one in answers)
    return tuple(replace(one, share=Fraction(1 if one.share > 0 else -1, right)) for one in answers)


def _quarters(answers):
    return tuple(
        replace(one, share=Fraction(round(max(one.share, 0) * 4), 4)) for one in answers if one.text != "*"
    )


@settings(max_examples=300, deadline=None)
@given(made.item(), st.sampled_from([Format.JSON, Format.MOODLE_XML]))
def test_a_question_of_ours_is_the_same_after_export_and_import(item, form):
    item = plain(item)
    if item.kind == Kind.SHORT_TEXT and any("*" in one.text for one in item.answers):
        return
    if item.kind in (Kind.TRUE_FALSE, Kind.ORDERING, Kind.SHORT_TEXT, Kind.NUMERIC, Kind.REFLECTION):
        item = replace(item, shuffle=True)
    if item.kind == Kind.REFLECTION and not item.answers:
        item = replace(item, answers=(Answer("m"),))
    name, first = block_of(item, sources={})
    _, reading = read(write([item_of(name, first, codes={})], form).text.encode())
    again = block_of(reading.items[0], sources={})
    assert again[0] == name
    if name == Kind.NUMERIC:
        first, again = (dict(one, units=[row["unit"] for row in one["units"]]) for one in (first, again[1]))
        again = (name, again)
    assert again == (name, first)


def test_a_half_written_question_is_seen_to_be_so():
    raw = {"stem": "Who?", "options": [{"type": "item", "value": {"text": "A", "is_right": True}, "id": "1"}]}
    assert not is_whole(item_of("single", raw, codes={}))


def test_an_empty_question_is_half_written():
    for kind in Kind:
        assert not is_whole(item_of(kind.value, {}, codes={}))


def test_a_number_that_is_none_is_refused():
    with pytest.raises(Amiss):
        item_of(
            "numeric", {"stem": "How many?", "accepted": [{"value": "lots", "share_pct": "100"}]}, codes={}
        )


def test_a_unit_worth_nothing_is_half_written():
    value = {
        "stem": "How many?",
        "accepted": [{"value": "5", "share_pct": "100"}],
        "units": [{"unit": "m", "times": "0"}],
    }
    assert not is_whole(item_of("numeric", value, codes={}))


def test_numbers_may_be_written_with_a_comma_and_unseen_signs_are_left_out():
    raw = {
        "stem": "How\x08 many?",
        "accepted": [{"value": "1 000,5", "tolerance": "0,5", "share_pct": "100"}],
    }
    item = item_of("numeric", raw, codes={})
    assert (item.stem, item.answers) == ("How many?", (Answer("1000.5", ONE, "", "0.5"),))


def test_an_answer_stands_on_one_line():
    held = value(Item(Kind.SINGLE, "Who?", (Answer("A\nB", ONE), Answer("C"))))
    assert [row["text"] for row in held["options"]] == ["A B", "C"]
