"""Files of the specification, of browsers' own tests and of vtt.js: how many captions, and which lines are errors."""

from pathlib import Path

import pytest

from casestudies.captioning import reading

VECTORS = Path(__file__).parent / "vectors"
EVERY_THIRD = list(range(6, 43, 3))

# The file, how many captions browsers find in it, the lines with errors, and those with warnings.
TABLE = [
    ("spec/identifiers", 3, [], []),
    ("spec/interview", 13, [], []),
    ("spec/language_span", 2, [], []),
    ("spec/multiple_lines", 3, [], []),
    ("spec/positions", 3, [], []),
    ("spec/regions", 4, [], []),
    ("spec/styles", 1, [], []),
    ("spec/voices", 4, [], []),
    ("vttjs/bad-double-webvtt", 0, [1], []),
    ("vttjs/bad-tag-spans", 4, [4, 7, 10, 10, 13, 13], [3]),
    ("vttjs/bom-garbage-data", 0, [1], []),
    ("vttjs/cue-spacing", 5, [5, 10, 14], [13]),
    ("vttjs/fraction-digits", 0, [3], []),
    ("vttjs/header-no-new-line", 1, [], [2]),
    ("vttjs/incorrect-delimiter", 0, [3], []),
    ("vttjs/many-comments", 2, [], []),
    ("vttjs/max-spots-over-sixty", 1, [3], []),
    ("vttjs/missing-separator", 0, [3], []),
    ("vttjs/newline-before-webvtt", 0, [1], []),
    ("wpt/arrows", 6, [3, 4, 6, 7, 9, 10, 12, 13, 15, 16, 18, 21, 23, 25, 27], []),
    ("wpt/ids", 5, [], []),
    ("wpt/newlines", 3, [], []),
    ("wpt/regions-old", 2, [3, 5], []),
    ("wpt/settings-align", 12, [], [21, 24, 27, 27, 30, 33, 36]),
    ("wpt/settings-line", 36, [], [*range(40, 73, 3), 73, *range(73, 92, 3), 114]),
    ("wpt/settings-multiple", 2, [], []),
    (
        "wpt/settings-position",
        22,
        [],
        [11, 26, 29, 32, 32, 37, 40, 43, 46, 49, 52, 52, 55, 58, 61, 64, 67, 70],
    ),
    ("wpt/settings-size", 16, [], [8, 8, 17, 20, 28, 31, 34, 37, 40, 43, 46, 49, 52]),
    ("wpt/settings-vertical", 8, [], [12, 15, 18, 21, 21, 24]),
    ("wpt/timings-negative", 4, [3, 6, 9, 12], []),
    ("wpt/timings-omitted-hours", 3, [], []),
    ("wpt/timings-too-long", 2, EVERY_THIRD, []),
    ("wpt/timings-too-short", 2, [*EVERY_THIRD, *range(45, 94, 3)], [3, 96]),
    ("wpt/whitespace-chars", 3, [16], []),
]


@pytest.mark.parametrize(("name", "count", "errors", "warnings"), TABLE, ids=[row[0] for row in TABLE])
def test_a_file_of_others_is_read_as_browsers_read_it(name, count, errors, warnings):
    found = reading.read((VECTORS / f"{name}.vtt").read_bytes())
    assert len(found.cues) == count
    assert [problem.line for problem in found.errors] == errors
    assert [problem.line for problem in found.problems if not problem.is_error] == warnings


def test_every_file_is_in_the_table():
    files = {f"{path.parent.name}/{path.stem}" for path in VECTORS.glob("*/*.vtt")}
    assert files == {row[0] for row in TABLE}
