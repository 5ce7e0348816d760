"""Reading a file of captions: each line that is amiss, by number, and the rest is read."""

import time

import pytest

from casestudies.captioning import reading, timings, writing
from casestudies.captioning.timings import BAD_TIME
from tests.casestudies.factories import CAPTIONS


def cue(line: str) -> bytes:
    return f"WEBVTT\n\n1\n{line}\nHello.\n".encode()


def bad_time(word: str, hint: str = "") -> str:
    return BAD_TIME.format(word=word, hint=hint)


GOOD = "00:01.000 --> 00:02.000"


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        (b"", 1, reading.NOT_WEBVTT),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHello.\n", 1, reading.NOT_WEBVTT),
        (b"WEBVTTX\n", 1, reading.NOT_WEBVTT),
        (b"webvtt\n", 1, reading.NOT_WEBVTT),
        (b"\xef\xbb\xbf\xef\xbb\xbfWEBVTT\n", 1, reading.NOT_WEBVTT),
        (b"WEBVTT\n", 1, reading.NO_CUES),
        (cue("00:00:01,000 --> 00:00:02,000"), 4, bad_time("00:00:01,000", timings.COMMA)),
        (cue("00:00:01.000 --> 00:00:62.000"), 4, bad_time("00:00:62.000", timings.SIXTY)),
        (cue("00:00:01.5 --> 00:00:02.000"), 4, bad_time("00:00:01.5", timings.DIGITS)),
        (cue("00:00:01 --> 00:00:02.000"), 4, bad_time("00:00:01", timings.DIGITS)),
        (cue("00:00.000 --> 00:00:02.0000"), 4, bad_time("00:00:02.0000", timings.DIGITS)),
        (cue("0:01.000 --> 00:02.000"), 4, bad_time("0:01.000", timings.PAIRS)),
        (cue("00:00:01.000 -->"), 4, bad_time("")),
        (cue(f"{'9' * 5000}:00:01.000 --> 00:02.000"), 4, bad_time("9" * 40)),
        (cue("00:00:03.000 --> 00:00:02.000"), 4, timings.BAD_ORDER),
        (b"WEBVTT\n\n1\nHello, Joel.\n", 3, reading.NO_ARROW),
        (cue(GOOD) + b"00:03.000 --> 00:04.000\nHi.\n", 6, reading.NO_GAP),
        (cue(GOOD) + b"See --> there\n", 6, reading.ARROW_IN_WORDS),
        (cue(GOOD) + b"  \n2\n00:03.000 --> 00:04.000\nHi.\n", 6, reading.ONLY_SPACES),
        (f"WEBVTT\n\nNOTE first\n{GOOD}\nHi.\n".encode(), 3, reading.NOTE_WITH_ARROW),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nCaf\xe9\n", 4, reading.NOT_TEXT),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHel\x00lo\n", 4, reading.NUL),
        (b"\xff\xfeW\x00E\x00B\x00", 1, reading.NOT_TEXT),
    ],
)
def test_an_error_is_at_its_line(data, line, problem):
    first = reading.read(data).errors[0]
    assert (first.line, first.words) == (line, problem)


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        (cue("00:01.000-->00:02.000"), 4, timings.TIGHT),
        (cue("0:00:01.000 --> 00:02.000"), 4, timings.HOURS.format(word="00:00:01.000")),
        (cue(f"{GOOD} align:middle"), 4, timings.SETTING.format(word="align:middle")),
        (cue(f"{GOOD} size:5% size:6%"), 4, timings.TWICE.format(name="size")),
        (f"WEBVTT\n{GOOD}\nHi.\n".encode(), 2, reading.NO_GAP_BELOW),
        (f"WEBVTT\nby hand\n\n{GOOD}\nHi.\n".encode(), 2, reading.STRAY_HEADER),
        (f"WEBVTT\n\n{GOOD}\nHi.\n\nSTYLE\n::cue {{}}\n".encode(), 6, reading.TOO_LATE.format(kind="style")),
        (f"WEBVTT\n\n{GOOD}\n\n".encode(), 3, reading.EMPTY),
    ],
)
def test_what_does_no_harm_is_a_warning(data, line, problem):
    found = reading.read(data)
    assert found.errors == []
    assert [(told.line, told.words) for told in found.problems] == [(line, problem)]
    assert len(found.cues) == 1


def test_every_bad_line_is_named_with_its_text_and_the_rest_is_read():
    data = cue("00:00:01.000 --> 00:00:02.000") + b"\nno time\n\n00:00:05.000 -> 00:00:06.000\nHi.\n"
    found = reading.read(data)
    assert [caption.text for caption in found.cues] == ["Hello."]
    assert [str(problem) for problem in found.errors] == [
        f"Line {line} of the captions file: {reading.NO_ARROW}. The line reads: {text}"
        for line, text in [(7, "no time"), (9, "00:00:05.000 -> 00:00:06.000")]
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_from_any_system_is_read(newline):
    data = b"\xef\xbb\xbf" + CAPTIONS.replace("\n", newline).encode()
    found = reading.read(data)
    assert (len(found.cues), found.problems) == (4, [])


def test_notes_styles_and_a_header_are_kept_and_are_no_captions():
    asides = "NOTE checked\n\nSTYLE\n::cue { color: white }"
    data = f"WEBVTT - by hand\nKind: captions\n\n{asides}\n\n00:00:01.000 --> 00:00:02.000\nHi.\n".encode()
    found = reading.read(data)
    assert (found.problems, len(found.cues)) == ([], 1)
    assert writing.as_webvtt(found.blocks, header=found.header) == data


@pytest.mark.parametrize("name", ["the_look_away", "ask_me_what_i_know"])
def test_what_is_written_again_reads_the_same(name):
    with open(f"courses/demo/films/{name}.vtt", "rb") as file:
        before = reading.read(file.read())
    after = reading.read(writing.as_webvtt(before.blocks, header=before.header))
    assert after.cues == before.cues


RUNS = ["<i>a", "<", "<v.a", "<v" + " " * 10_000, "<v x>\n", "<i>", "<b></i>", "&", "&#1", "&a;"]
RUNS += [
    "a\n\n",
    "-->\n",
    f"{GOOD}\n",
    f"{GOOD} align:x\n\n",
    "9",
    " ",
    "NOTE\n\n",
    "STYLE\n\n",
    "\x00\n",
    "\r",
]


@pytest.mark.parametrize("run", RUNS, ids=[repr(run)[1:12] for run in RUNS])
@pytest.mark.parametrize("head", [f"WEBVTT\n\n{GOOD}\n", "WEBVTT\n"])
def test_a_file_made_to_be_slow_is_read_at_once(head, run):
    """A quarter of a megabyte takes half a second at the very most, on a machine that has nothing else to do."""
    data = (head + run * (250_000 // len(run))).encode()
    began = time.process_time()
    reading.read(data)
    assert time.process_time() - began < 2
