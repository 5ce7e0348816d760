"""Files that mean harm, and files that are merely strange: each is refused in words, within a second."""

import time
from html import escape

import pytest

from quizzes.interchange.detect import Format, read
from quizzes.interchange.questions import Unreadable

BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
DECLARES = "This XML declares a document type or entities of its own."
HOSTILE = {
    "a bomb": (f"<!DOCTYPE quiz [{BOMB}]><quiz>&a11;</quiz>", DECLARES),
    "one long entity many times": (
        f'<!DOCTYPE quiz [<!ENTITY a "{"x" * 100_000}">]><quiz>{"&a;" * 10_000}</quiz>',
        DECLARES,
    ),
    "a file of the server": (
        '<!DOCTYPE q [<!ENTITY f SYSTEM "file:///etc/passwd">]><quiz>&f;</quiz>',
        DECLARES,
    ),
    "an address": ('<!DOCTYPE q [<!ENTITY f SYSTEM "http://127.0.0.1:9/">]><quiz>&f;</quiz>', DECLARES),
    "a document type elsewhere": ('<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz/>', DECLARES),
    "a parameter entity": ('<!DOCTYPE q [<!ENTITY % p SYSTEM "http://127.0.0.1:9/">%p;]><quiz/>', DECLARES),
    "XInclude": (
        '<quiz xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/></quiz>',
        "This XML asks for other files to be put into it",
    ),
    "very deep": ("<quiz>" + "<a>" * 1_000_000, "This XML is nested more than 30 deep."),
    "very wide": ("<quiz>" + "<a/>" * 2_000_000 + "</quiz>", "This XML has too many elements."),
    "an entity that nobody declared": ("<quiz>&nothing;</quiz>", "This is not whole XML"),
}


def refused(data: bytes, form: Format | None = None) -> tuple[str, float]:
    """The words of the refusal, and the seconds of work that it took."""
    began = time.process_time()
    with pytest.raises(Unreadable) as refusal:
        read(data, form)
    return str(refusal.value), time.process_time() - began


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_hostile_xml_is_refused_within_a_second(name, encoding):
    text, words = HOSTILE[name]
    said, seconds = refused(text.encode(encoding))
    assert said.startswith(words)
    assert seconds < 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b" \r\n\0\0", "The file is empty."),
        (b"x" * 20_000_001, "The file is 20 MB, and up to 20 MB are read."),
        (b"PK\x03\x04 a Word file", "This is not a file of text."),
        (b"Dear all, see you on Monday.", "This is none of GIFT, Moodle XML, Aiken and our own JSON"),
        (b"// only a comment {", "There is no question in the file."),
        (b"<quiz></quiz>", "There is no question in the file."),
        (b"<quiz>", "This is not whole XML"),
        (b'{"format": "other"}', "This JSON is not questions of ours"),
        (
            b'{"format": "think-family-questions", "version": 9, "questions": []}',
            "This file is of a later version",
        ),
        (b'{"format": "think-family-questions", "version": 1}', 'It has no list of "questions".'),
        (b'{"format": ', "This is no JSON: line 1 cannot be read."),
        (b"[" * 200_000, "This JSON is nested too deeply"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "This JSON is nested too deeply, or has a number too long"),
    ],
)
def test_what_is_no_file_of_questions_is_refused_in_words(data, words):
    said, seconds = refused(data)
    assert said.startswith(words)
    assert seconds < 1


@pytest.mark.parametrize("form", [Format.GIFT, Format.AIKEN])
@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,
        "~=" * 100_000,
        "Who?{" + "=a->" * 100_000 + "}",
        "::" * 100_000,
        "\\" * 100_001,
        "[html]" + "<" * 100_000 + "{T}",
    ]
    + [
        "[markdown]" + "**_[`" * 20_000 + "{T}",
        "Who?{#" + "1" * 50_000 + "}",
        "// [tag:" + "\\" * 100_000,
        "A. x\n" * 50_000,
    ],
    ids=range(10),
)
def test_endless_signs_take_less_than_a_second_and_never_end_in_an_error(text, form):
    began = time.process_time()
    try:
        _, reading = read(text.encode(), form)
        assert reading.problems or reading.items
    except Unreadable as refusal:
        assert "There is no question" in str(refusal)  # noqa: PT017  (the other outcome is as good)
    assert time.process_time() - began < 1


def test_five_thousand_questions_are_read_and_more_are_refused():
    _, reading = read(b"Who?{T}\n\n" * 5000)
    assert len(reading.items) == 5000
    assert refused(b"Who?{T}\n\n" * 5001)[0] == "The file has more than 5000 questions. Make several of it."


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("7", "This is not written as { } with names and values."),
        ('{"kind": "cloze", "stem": "x"}', "“cloze” is no kind of question here."),
        ('{"kind": "reflection", "stem": "x", "colour": "red"}', "“colour” is not known here."),
        ('{"kind": "reflection", "stem": 5}', "“stem” must be text."),
        ('{"kind": "reflection", "stem": "x", "tags": "a"}', "“tags” must be a list."),
        ('{"kind": "reflection", "stem": "x", "shuffle": "yes"}', "“shuffle” must be true or false."),
        (
            '{"kind": "numeric", "stem": "x", "answers": [{"text": "two", "share": "100"}]}',
            "“two” is no number.",
        ),
        (
            '{"kind": "reflection", "stem": "x", "units": [{"name": "a", "times": "0"}]}',
            "How many times a unit is",
        ),
        (
            '{"kind": "reflection", "stem": "x", "units": [{"name": "a", "times": "1/0"}]}',
            "How many times a unit is",
        ),
        (
            '{"kind": "reflection", "stem": "x", "pictures": [{"name": "a", "data": "%"}]}',
            "A picture cannot be read.",
        ),
    ],
)
def test_a_strange_question_in_json_is_named_by_its_number(question, problem):
    whole = f'{{"format": "think-family-questions", "version": 1, "questions": [{question}]}}'
    _, reading = read(whole.encode())
    assert str(reading.problems[0]).startswith(f"Question 1: {problem}")


def test_half_a_pair_in_json_is_no_letter():
    whole = '{"format": "think-family-questions", "version": 1, "questions": [{"kind": "reflection", "stem": "a\\ud800b"}]}'
    assert read(whole.encode())[1].items[0].stem == "a\ufffdb"


UNIT = (
    '{"format": "think-family-questions", "version": 1, "questions": [{"kind": "numeric", "stem": "How long?", '
    '"answers": [{"text": "1"}], "units": [{"name": "x", "times": "%s"}]}]}'
)
SLOW = {
    "blank lines": "x" + "\n" * 300_000,
    "spaces in a key": "Who?\nA. One\nB. Two\nANSWER: x" + " " * 300_000 + "y",
    "letters in a key": "Who?\nA. One\nB. Two\nANSWER: A" + " " * 300_000 + "!",
    "tags that never end": "// " + "[tag:" * 100_000 + "\nWho?{=One ~Two}",
    "very many answers": "Who?{=a" + "".join(f"~{number}" for number in range(30_000)) + "}",
    "a number with an enormous exponent": UNIT % "1e999999999",
    "a number of many digits": UNIT % ("9" * 1_000_000),
    "no number": UNIT % "sixty",
    "over nothing": UNIT % "1/0",
}
SIZE = 1_500_000
JSON_QUESTIONS = '{"format": "think-family-questions", "version": 1, "questions": [%s{}]}'
JSON_ANSWERS = JSON_QUESTIONS % '{"kind": "single", "stem": "x", "answers": [%s{}]},'
MOODLE = (
    '<quiz><question type="essay"><questiontext format="%s"><text>%s</text></questiontext></question></quiz>'
)
TAGS_WITHOUT_AN_END = ["<a ", "<a/", '<a b="', "<a b=c ", "<!--", "<![CDATA[", "<?", "</a ", "<script>"]
SIGNS = ["[", "![", "[a](", "**a ", "__a ", "*a ", "`a ", "**_[`"]
SLOW |= {
    f"html of {sign}": f"[html]{sign.replace('=', chr(92) + '=') * (SIZE // 8)}{{=a ~b}}"
    for sign in TAGS_WITHOUT_AN_END
}
SLOW |= {f"XML of {sign}": MOODLE % ("html", escape(sign) * (SIZE // 20)) for sign in TAGS_WITHOUT_AN_END[:5]}
SLOW |= {f"markdown of {sign}": f"[markdown]{sign * (SIZE // 6)}{{=a ~b}}" for sign in SIGNS}
SLOW |= {
    "tags just short of too much": "\n\n".join(["[html]" + "<p>&lt;a " * 5000 + "{=a ~b}"] * 30),
    "objects of nothing": JSON_QUESTIONS % ("{}," * (SIZE // 3)),
    "answers of nothing": JSON_ANSWERS % ("{}," * (SIZE // 3)),
    "numbers": "Who?{#" + "=1:" * (SIZE // 3) + "}",
    "wrong numbers": "Who?{#" + "~" * SIZE + "}",
    "pairs": "Who?{" + "=a->b " * (SIZE // 6) + "}",
    "arrows": "Who?{" + "->" * (SIZE // 2) + "}",
    "things in order": "Who?{>\n" + "a\n" * (SIZE // 2) + "}",
    "questions without answers": "a{\n\n" * (SIZE // 4),
    "reflections": "a{}\n\n" * (SIZE // 5),
    "one long category of many": "$CATEGORY: " + "a/" * (SIZE // 4) + "\n" + "\na{}\n" * 5000,
    "ids that never end": "// " + "[id:" * (SIZE // 4) + "\na{}",
    "Aiken without keys": "Q\nA. x\n" * (SIZE // 7),
}


@pytest.mark.parametrize("name", SLOW)
def test_a_file_made_to_take_long_is_read_or_refused_soon(name):
    began = time.process_time()
    try:
        _, reading = read(SLOW[name].encode(), None)
    except Unreadable:
        reading = None
    assert time.process_time() - began < 2
    assert reading is None or reading.problems or reading.items


def test_a_number_of_a_letter_that_is_too_long_is_no_letter():
    assert read(f"[html]<p>a&\\#{'9' * 5000};b</p>{{}}".encode())[1].items[0].stem == "a\ufffdb"


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        ("<p>" + "a" * 50_000, "One of its texts has 50,004 characters. Keep to 50,000."),
        ("<a " * 21, "It has many < signs that begin a tag without an end."),
    ],
    ids=["long", "unended"],
)
def test_what_is_hardly_a_question_is_named_by_its_line_and_stops_no_other(markup, problem):
    _, reading = read(f"One {{}}\n\n[html]{markup} {{}}\n\nTwo {{}}".encode())
    assert [item.stem for item in reading.items] == ["One", "Two"]
    assert [one.line for one in reading.problems] == [3]
    assert reading.problems[0].text.startswith(problem)


def test_few_signs_that_begin_nothing_stay_as_they_are_and_a_large_picture_is_no_long_text():
    picture = f'<img alt="5 > 3" src="data:image/png;base64,{"AAAA" * 20_000}">'
    [item] = read((MOODLE % ("html", escape(f"If a <b or <!-- c, {picture} and a<3"))).encode())[1].items
    assert item.stem == "If a <b or <!-- c, [Picture: 5 > 3] and a<3"
    assert len(item.pictures[0].data) == 60_000


def test_a_category_that_would_be_there_many_times_is_refused():
    _, reading = read(f"$CATEGORY: {'a' * 1001}\n\nWho?{{}}".encode())
    assert "Its category has more than" in str(reading.problems[0])
