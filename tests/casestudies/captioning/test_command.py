"""manage.py check_captions: what it says, and how it ends."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.casestudies.factories import CAPTIONS


@pytest.fixture
def write(tmp_path):
    def written(text: str, name: str = "film.vtt") -> str:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return str(path)

    return written


def run(*arguments) -> str:
    out = io.StringIO()
    call_command("check_captions", *arguments, stdout=out)
    return out.getvalue()


def test_a_good_file_is_counted(write):
    assert run(write(CAPTIONS)) == "4 captions, to 0:43.000\n"


def test_errors_and_warnings_are_named_by_line_and_it_fails(write):
    path = write(CAPTIONS.replace("00:00:38.000", "00:00:38,000").replace("<v Priya>Hello", "<x>Hello"))
    out = io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("check_captions", path, "--json", "--seconds", "5", stdout=out)
    assert (str(failure.value), failure.value.returncode) == ("2 errors", 1)
    report = json.loads(out.getvalue())
    assert (report["captions"], report["seconds"]) == (3, 13.0)
    assert [(problem["line"], problem["text"]) for problem in report["errors"]] == [
        (9, "<x>Hello, Joel."),
        (17, "00:00:38,000 --> 00:00:43.000"),
    ]
    assert [problem["line"] for problem in report["warnings"]] == [8, 12]


def test_words_for_people_say_the_same(write):
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_captions", write("WEBVTT\n\nHello.\n"), stdout=out)
    assert out.getvalue() == (
        "0 captions\n\nErrors: browsers lose or change something\n"
        "  line 3: there should be a time, an arrow (-->) and a time\n      Hello.\n"
    )


def test_what_is_piped_in_is_read(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CAPTIONS.encode())))
    assert run("-") == "4 captions, to 0:43.000\n"


@pytest.mark.parametrize("arguments", [["nowhere.vtt"], ["a\x00b"], ["-", "--seconds", "nan"]])
def test_misuse_is_said(arguments):
    with pytest.raises(CommandError) as failure:
        run(*arguments)
    assert failure.value.returncode == 2
