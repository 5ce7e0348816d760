"""The words of a caption, tag by tag: what browsers show of each, as web-platform-tests have it (vectors/README.md)."""

import pytest

from casestudies.captioning import words

E, W = "error", "warning"

# The text of a caption, the words that a browser shows, and whether the syntax is amiss.
ENTITIES = [
    ("&", "&", W),
    ("&amp", "&", W),
    ("&amp;", "&", ""),
    ("&AMP;", "&", ""),
    ("&lt;", "<", ""),
    ("&gt;", ">", ""),
    ("a&lrm;b", "a\u200eb", ""),
    ("a&rlm;b", "a\u200fb", ""),
    ("&quot;", '"', ""),
    ("a&nbsp;b", "a\u00a0b", ""),
    ("&copy;", "©", ""),
    ("&&", "&&", W),
    ("&1", "&1", W),
    ("&1;", "&1;", W),
    ("&<", "&", E),
    ("&<c", "&", E),
    ("a&#32;b", "a b", ""),
    ("a&#x20;b", "a b", ""),
    ("&;", "&;", W),
    ("&ClockwiseContourIntegral;", "\u2232", ""),
    ("&nsubE;", "\u2ac5\u0338", ""),
    ("&notin;", "∉", ""),
    ("&not;", "¬", ""),
    ("&not", "¬", W),
]
TAGS = [
    ("<", "", E),
    ("<<", "", E),
    ("<\t", "", E),
    ("< ", "", E),
    ("<.", "", E),
    ("<c.", "", E),
    ("</", "", E),
    ("<c></>x", "x", E),
    ("<c></\nc>x", "x", E),
    ("<c>test", "test", E),
    ("a<c.d e>b</c>c", "abc", W),
    ("<i>test", "test", E),
    ("a<i.d e>b</i>c", "abc", W),
    ("a<b.d>b</b>c", "abc", ""),
    ("a<u.d>b</u>c", "abc", ""),
    ("<ruby>test", "test", E),
    ("a<ruby.f>b<rt.h>c</rt>d</ruby>e", "abcde", ""),
    ("<rt>test", "test", E),
    ("<v>test", "test", W),
    ("<v a>test", "test", ""),
    ("<v a b>test", "test", ""),
    ("<v.a>test", "test", W),
    ("a<v.d e>b</v>c", "abc", ""),
    ("a<lang.d e>b</lang>c", "abc", ""),
]
TREES = [
    ("test", "test", ""),
    ("<ruby>test<rt>test", "testtest", E),
    ("<ruby>test<rt>test</rt></ruby>test", "testtesttest", ""),
    ("<ruby>test<rt>test</ruby>test", "testtesttest", ""),
    ("<ruby>test<rt><b>test</rt></ruby>test", "testtesttest", E),
    ("<ruby>test<rt><b>test</rt></b></ruby>test", "testtesttest", E),
]
STAMPS = [
    ("<0", "", E),
    ("<0:00.500>a", "a", E),
    ("<00:\ufffd00:00.500>a", "a", E),
    ("test<00:00:00.500>test", "testtest", ""),
    ("test<100:00:00.000>test", "testtest", W),
]


@pytest.mark.parametrize(("text", "shown", "amiss"), [*ENTITIES, *TAGS, *TREES, *STAMPS])
def test_words_are_those_that_a_browser_shows(text, shown, amiss):
    found = words.read(text, line=4, within=(0, 1000))
    assert "".join(spoken.text for spoken in found.spoken) == shown
    said = {E if problem.is_error else W for problem in found.problems}
    assert (E if E in said else W if said else "") == amiss


def test_a_problem_is_at_the_line_of_its_tag():
    found = words.read("One\ntwo & <i>three\n<lang cy>four\nfive</i>", line=10)
    assert [(problem.line, problem.words) for problem in found.problems] == [
        (11, words.BARE),
        (13, words.NO_START.format(tag="i")),
        (11, words.NOT_CLOSED.format(name="i")),
        (12, words.NOT_CLOSED.format(name="lang")),
    ]


@pytest.mark.parametrize(
    ("text", "speakers", "is_marked"),
    [
        ("<v Priya>Hello.", ["Priya"], False),
        ("<v Priya>Hello.</v>", ["Priya"], False),
        ("<v Priya &amp; Joel>Hello.", ["Priya & Joel"], False),
        ("<v Priya>Hello. <v Tess>It's fine.", ["Priya", "Tess"], True),
        ("<v.loud Priya>Hello.", ["Priya"], True),
        ("<v Esme>Hee!</v> <i>laughter</i>", ["Esme", ""], True),
        ("Sounds <v Esme>Hee!", ["", "Esme"], True),
        ("[A door]", [""], False),
    ],
)
def test_who_speaks_and_whether_there_is_more_to_it(text, speakers, is_marked):
    found = words.read(text)
    assert [spoken.speaker for spoken in found.spoken] == speakers
    assert found.is_marked == is_marked
