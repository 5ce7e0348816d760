"""How hard words are to read, and what links say. Pure."""

import pytest

from learning.site.reading import plain, reading_age, syllables, vague_links

EASY = "The dog sat on the mat. It was a big mat. He was glad. " * 8
HARD = (
    "Interdisciplinary professionals systematically operationalise comprehensive safeguarding methodologies, "
    "notwithstanding organisational discontinuities characterising contemporary multidisciplinary environments. "
) * 8


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("dog", 1),
        ("family", 3),
        ("made", 1),
        ("table", 2),
        ("needed", 2),
        ("asked", 1),
        ("the", 1),
        ("places", 2),
        ("mental", 2),
        ("Safeguarding", 4),
    ],
)
def test_syllables_are_groups_of_vowels_that_are_heard(word, count):
    assert syllables(word) == count


def test_a_formula_worked_by_hand():
    """Twelve sentences of ten words of one syllable: 0.39 x 10 + 11.8 x 1 - 15.59 = 0.11, and five years."""
    assert reading_age("The big red dog ran to the old blue house. " * 12) == pytest.approx(5.11, abs=0.3)


def test_fewer_than_100_words_have_no_age():
    assert reading_age("word " * 99) is None
    assert reading_age("word " * 100) is not None


def test_short_words_in_short_sentences_are_for_young_readers_and_long_ones_are_not():
    assert reading_age(EASY) < 8
    assert reading_age(HARD) > 20


def test_paragraphs_and_points_of_a_list_end_a_sentence():
    points = "<ul>" + "<li>Ask who is at home and write it down</li>" * 20 + "</ul>"
    assert reading_age(plain(points)) < 10
    assert reading_age(plain(points).replace("\n", " ")) > 30


def test_plain_words_have_no_html():
    html = "<h2>Ask</h2><p>Who’s at <b>home</b> &amp; when?<br/>Now.</p>"
    assert plain(html) == "Ask\nWho’s at home & when?\nNow."


@pytest.mark.parametrize(
    "words", ["click here", "Click here", "here", "Read more…", "<b>here</b>", "this link."]
)
def test_a_link_that_does_not_say_where_it_leads_is_found(words):
    assert vague_links(f'<p>See <a href="/x/">{words}</a>.</p>') == [plain(words)]


@pytest.mark.parametrize("words", ["the NSPCC’s briefing", "Read more about screening", "hereafter"])
def test_a_link_that_says_where_it_leads_is_not(words):
    assert vague_links(f'<a href="/x/">{words}</a>, click here') == []
