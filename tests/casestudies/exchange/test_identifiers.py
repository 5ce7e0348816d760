"""What the check finds and what it misses: of two hundred sentences, and of each kind."""

import time
from pathlib import Path

import pytest
import yaml

from casestudies.exchange.identifiers import Kind, find, is_nhs_number, seen, words_of

SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text())
FAMILY = {name.lower() for name in SENTENCES["family"]}
DOCS = Path(__file__).parents[3] / "docs" / "editors.md"


def missed(half: str) -> list[str]:
    sentences = [text for texts in SENTENCES[half]["with"].values() for text in texts]
    return [text for text in sentences if not find(text, known=FAMILY)]


def wrongly_held(half: str) -> list[str]:
    return [text for text in SENTENCES[half]["without"] if find(text, known=FAMILY)]


@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_each_half_of_the_set_is_fifty_with_and_fifty_without(half):
    assert sum(map(len, SENTENCES[half]["with"].values())) == 50
    assert len(SENTENCES[half]["without"]) == 50
    assert {kind for kind in SENTENCES[half]["with"]} == {kind for kind in SENTENCES["tuning"]["with"]}


def test_the_check_was_tuned_until_it_erred_in_none_of_its_own_half():
    assert missed("tuning") == []
    assert wrongly_held("tuning") == []


def test_what_it_misses_and_holds_wrongly_of_the_other_half_is_as_the_docs_say():
    figures = f"it missed {len(missed('held_out'))} of the 50 with an identifier, and wrongly held {len(wrongly_held('held_out'))} of the 50 without"
    assert figures in " ".join(DOCS.read_text().split())
    assert len(missed("held_out")) <= 2
    assert len(wrongly_held("held_out")) <= 3


@pytest.mark.parametrize(
    ("text", "kind", "marked"),
    [
        ("Ring about 943 476 5919 today", Kind.NHS_NUMBER, "943 476 5919"),
        ("Ring about 943 476 5918 today", Kind.NUMBER, "943 476 5918"),
        ("She was born on 14.3.21 at home", Kind.DATE, "14.3.21"),
        ("They live in sw1a 1aa now", Kind.POSTCODE, "sw1a 1aa"),
        ("Write to a.b@c.example today", Kind.EMAIL, "a.b@c.example"),
        ("The number 07700 900123 is hers", Kind.PHONE, "07700 900123"),
        ("It was 5 then 10 and 15 20 25 times, or RiO 123456 first", Kind.NUMBER, "RiO 123456"),
        ("I asked Mrs Zabłocka about it", Kind.NAME, "Mrs Zabłocka"),
        ("I asked Mrs O’Brien about it", Kind.NAME, "Mrs O’Brien"),
        ("We went to St Mary’s Primary and waited", Kind.PLACE, "St Mary’s Primary"),
        ("It is at 4 Long Lane, upstairs", Kind.ADDRESS, "4 Long Lane"),
        ("She is @someone_here on there", Kind.WEB, "@someone_here"),
        ("It is on www.here.nhs.uk now", Kind.WEB, "www.here.nhs.uk"),
        # as Word and record systems put it on the clipboard
        ("Ring about 943\u00a0476\u00a05919 today", Kind.NHS_NUMBER, "943\u00a0476\u00a05919"),
        ("Ring about 943\u2011476\u20115919 today", Kind.NHS_NUMBER, "943\u2011476\u20115919"),
        ("Ring about 943  476\n5919 today", Kind.NHS_NUMBER, "943  476\n5919"),
        ("She was born on 12\u00a0March\u00a02015 at home", Kind.DATE, "12\u00a0March\u00a02015"),
        ("She was born on 12\u201303\u20132015 at home", Kind.DATE, "12\u201303\u20132015"),
        ("I asked mr\u00a0patel about it", Kind.NAME, "mr\u00a0patel"),
        ("I asked mr  patel about it", Kind.NAME, "mr  patel"),
    ],
)
def test_each_kind_is_found_and_marked_where_it_stands(text, kind, marked):
    assert [(one.kind, text[one.start : one.end]) for one in find(text)] == [(kind, marked)]


def test_the_family_of_the_course_may_be_named():
    known = words_of("Priya has come for Joel's review.")
    assert find("I would ask Priya about Joel's sleep, and Tess.", known=known) != []
    assert find("I would ask Priya about Joel's sleep.", known=known) == []


@pytest.mark.parametrize(
    ("digits", "is_one"),
    [("9434765919", True), ("9434765918", False), ("943476591", False), ("9991230010", False)],
)
def test_an_nhs_number_has_ten_digits_and_a_right_last_one(digits, is_one):
    assert is_nhs_number(digits) is is_one


def test_signs_that_nobody_sees_part_nothing():
    assert [one.kind for one in find(seen("I rang Pri\u200bya about 943\u00ad476\u20605919"))] == [
        Kind.NAME,
        Kind.NHS_NUMBER,
    ]


@pytest.mark.parametrize("text", ["1-", "A ", "a.b", "Abc-", "a-", "aa.", "a.", "a.a/"])
def test_a_text_as_long_as_may_be_is_read_at_once(text):
    """A tenth of a second, on a machine that has nothing else to do."""
    began = time.process_time()
    find((text * 10_000)[:10_000])
    assert time.process_time() - began < 1
