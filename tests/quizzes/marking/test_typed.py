"""Writing an answer in words."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.marking.typed import AcceptedText, ReflectionKey, TextKey, fold
from tests.quizzes.marking.keys import WORDS, answered, texts

# Letters of Latin and Cyrillic alphabets, with figures, signs and spaces.
EUROPEAN = st.text(
    st.characters(max_codepoint=0x24F) | st.characters(min_codepoint=0x400, max_codepoint=0x45F), max_size=12
).filter(fold)
ACCENTS = "\u0300\u0301\u0308\u0323\u0327\u0332"
UNSEEN = "\u200b\u200e\u200f\u00ad\u2060\u202b\u202c\u2067\u2069\ufeff"
ENDS = '.,;:!?"“” \t\n\u00a0…'
ENORMOUS = 100_000


def key(*words: str) -> TextKey:
    return TextKey(tuple(AcceptedText(one) for one in words))


@given(EUROPEAN)
def test_case_does_not_matter(words):
    for typed in (words.upper(), words.lower(), words.swapcase(), words.title()):
        assert key(words).earned(typed) == 100
        assert fold(typed) == fold(words)


@given(WORDS, st.data())
def test_accents_do_not_matter(words, data):
    marks = data.draw(st.lists(st.text(ACCENTS, max_size=3), min_size=len(words), max_size=len(words)))
    typed = "".join(letter + mark for letter, mark in zip(words, marks, strict=True))
    assert key(words).earned(typed) == 100
    assert key(typed).earned(words) == 100


@given(WORDS, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_how_a_letter_is_encoded_does_not_matter(words, form):
    assert key(words).earned(unicodedata.normalize(form, words)) == 100


@given(st.lists(WORDS, min_size=1, max_size=4), st.text(" \t\n\u00a0\u2003", min_size=1, max_size=4))
def test_spaces_do_not_matter_however_many(words, gap):
    assert key(" ".join(words)).earned(gap + gap.join(words) + gap) == 100


@given(WORDS, st.text(ENDS, max_size=4), st.text(ENDS, max_size=4))
def test_punctuation_at_the_ends_does_not_matter(words, before, after):
    assert key(words).earned(before + words + after) == 100


@given(WORDS, st.data())
def test_what_cannot_be_seen_does_not_matter(words, data):
    marks = data.draw(st.lists(st.text(UNSEEN, max_size=2), min_size=len(words), max_size=len(words)))
    assert key(words).earned("".join(mark + letter for letter, mark in zip(words, marks, strict=True))) == 100


@given(WORDS)
def test_folding_twice_is_folding_once(words):
    assert fold(fold(words)) == fold(words)


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("naive reponse", "“ Naïve  Réponse. ”"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Đorđe", "dorde"),
        ("Ǿ", "o"),
        ("œuvre", "Oeuvre"),
        ("Işıl", "ISIL"),
        ("it's", "It’s"),
        ("GP", "ＧＰ"),
        ("e.g.", "E.g"),
        ("1/2", "1/2"),
        ("امید", "\u202bامید\u202c"),
        ("🙂", " 🙂! "),
        ("a\x00b", "A\x00B"),
    ],
)
def test_what_reads_the_same_is_the_same(accepted, typed):
    assert key(accepted).earned(typed) == 100


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("e.g", "eg"),
        ("1.5", "15"),
        ("not at all", "notatall"),
        ("well-being", "wellbeing"),
        ("child", "children"),
        ("it's", "its"),
        ("yes", "yes\x00"),
        ("🙂", "🙁"),
        ("امید", "دیما"),
    ],
)
def test_what_reads_otherwise_is_not_the_same(accepted, typed):
    assert key(accepted).earned(typed) == 0


@given(answered(texts()))
def test_the_accepted_answer_that_is_worth_most_counts(pair):
    question, typed = pair
    shares = [one.share_pct for one in question.accepted if fold(one.text) == fold(typed) != ""]
    assert question.earned(typed) == max(shares, default=0)
    assert (question.fitting(typed) is None) is (not shares)


def test_an_accepted_answer_may_be_worth_a_share():
    question = TextKey((AcceptedText("parent", 40), AcceptedText("mother"), AcceptedText("Parent", 60)))
    assert question.earned("PARENT") == 60
    assert question.fitting("parent.") == AcceptedText("Parent", 60)
    assert question.earned("father") == 0


@pytest.mark.parametrize("typed", ["?", "...", "\u0301", "“”", "\x00"])
def test_punctuation_alone_is_an_answer_and_earns_nothing(typed):
    question = TextKey((AcceptedText(" "), AcceptedText("..."), AcceptedText("yes")))
    assert question.best == "yes"
    assert question.earned(typed) == 0


@pytest.mark.parametrize("question", [key("yes"), ReflectionKey()])
@pytest.mark.parametrize("typed", ["", " ", "\n\t\u00a0", UNSEEN])
def test_nothing_written_cannot_be_marked(question, typed):
    with pytest.raises(ValueError, match="Nothing was written"):
        question.earned(typed)


@given(st.text().filter(lambda words: ReflectionKey().problem(words) == ""))
def test_whatever_is_written_in_a_reflection_counts(words):
    assert ReflectionKey().earned(words) == 100


@pytest.mark.parametrize(
    "accepted", [(), (AcceptedText("yes", 99),), (AcceptedText(" . "), AcceptedText("no", 0))]
)
def test_a_question_without_an_answer_worth_the_whole_mark_cannot_be_asked(accepted):
    with pytest.raises(ValueError, match="needs an accepted answer with the full mark"):
        TextKey(accepted)


@pytest.mark.parametrize("share", [-1, 101])
def test_a_share_of_the_mark_is_a_percentage(share):
    with pytest.raises(ValueError, match="between 0 and 100 per cent"):
        TextKey((AcceptedText("yes"), AcceptedText("no", share)))


@pytest.mark.parametrize(
    "some", ["a", " ", ".", "a ", "\u0316\u0301", "\u0f73", "\ufdfa", "\u200f", "🙂", "\x00"]
)
@pytest.mark.parametrize("around", ["{}", "a{}b"])
def test_enormous_answers_are_read_at_once(some, around):
    typed = around.format(some * (ENORMOUS // len(some)))
    began = time.process_time()
    key("yes", "no", "perhaps").problem(typed)
    key("yes", "no", "perhaps").fitting(typed)
    assert time.process_time() - began < 3
