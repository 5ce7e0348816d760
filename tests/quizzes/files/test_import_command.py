"""manage.py import_questions: what it prints, what it adds, and its exit status."""

import io
import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from quizzes.models import BankQuestion

GIFT = (
    "$CATEGORY: Asking/First\n\n// [id:G1] [tag:home]\n::One::Imported one?{=Yes#Well said ~%-25%No ####So it is}\n\n"
    "Match{=a -> b =c -> d}\n"
)
BAD = "Broken { here\n\n"


@pytest.fixture
def told(tmp_path):
    """Runs the command on a text; its words, and its exit status."""

    def run(text: str | bytes, *options: str) -> tuple[str, int]:
        path = tmp_path / "questions.txt"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        out = io.StringIO()
        try:
            call_command("import_questions", str(path), *options, stdout=out)
        except CommandError as refusal:
            return f"{out.getvalue()}{refusal}", refusal.returncode
        return out.getvalue(), 0

    return run


def draft(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_dry_run_says_everything_that_was_understood(told):
    words, status = told(GIFT, "--dry-run")
    assert status == 0
    assert words == (
        "Line 4: choose one\n"
        "  Imported one?\n"
        "   100%  Yes (Well said)\n"
        "   -25%  No\n"
        "  Name: One\n"
        "  Explanation: So it is\n"
        "  Category: Asking / First\n"
        "  Tags: home\n"
        "  Code: G1\n"
        "Line 6: matching\n"
        "  Match\n"
        "  a → b\n"
        "  c → d\n"
        "  Category: Asking / First\n"
    )


def test_what_is_refused_is_named_by_its_line_and_the_status_is_1(told):
    words, status = told(BAD + GIFT, "--dry-run")
    assert status == 1
    assert "Line 1: There is a { without a }" in words
    assert "Imported one?" in words


def test_json_holds_the_same(told):
    words, status = told(BAD + GIFT, "--dry-run", "--json")
    whole = json.loads(words[: words.rindex("}") + 1])
    assert (status, whole["format"], whole["added"]) == (1, "gift", "")
    assert [(one["kind"], one["place"]) for one in whole["questions"]] == [
        ("single", "Line 6"),
        ("matching", "Line 8"),
    ]
    assert whole["questions"][0]["answers"] == [
        {"text": "Yes", "share": "100", "feedback": "Well said"},
        {"text": "No", "share": "-25"},
    ]
    assert [problem["line"] for problem in whole["problems"]] == [1]


def test_questions_go_into_the_draft_of_a_quiz(told, quiz_page):
    words, status = told(GIFT, "--quiz", str(quiz_page.pk))
    assert status == 0
    assert "2 questions added to the draft. Nothing is published yet." in words
    assert draft(quiz_page).questions[-2].value["stem"] == "Imported one?"
    assert [pair["answer"] for pair in draft(quiz_page).questions[-1].value["pairs"]] == ["b", "d"]
    assert "2 questions already in it, so not added again." in told(GIFT, "--quiz", str(quiz_page.pk))[0]


def test_a_dry_run_for_a_quiz_says_what_the_quiz_would_not_hold_and_adds_nothing(told, quiz_page):
    words, status = told(GIFT, "--quiz", str(quiz_page.pk), "--dry-run")
    assert status == 0
    assert "Only the right answer earns a mark" in words
    assert len(draft(quiz_page).questions) == 4


def test_a_quiz_that_is_full_is_left_alone(told, quiz_page):
    words, status = told("\n\n".join(f"Who {n}?{{=Yes ~No}}" for n in range(97)), "--quiz", str(quiz_page.pk))
    assert (status, "This one has room for 96 more" in words) == (1, True)
    assert len(draft(quiz_page).questions) == 4


@pytest.mark.django_db
def test_without_a_quiz_they_go_to_the_bank_as_drafts_with_their_category_as_topic(told):
    words, status = told("$CATEGORY: $course$/top/Asking\n\nSo?{T}")
    assert (status, "1 question added to the bank as drafts." in words) == (0, True)
    question = BankQuestion.objects.get()
    assert (question.live, question.topics) == (False, ["Asking"])
    assert "1 question already in it, so not added again." in told("So?{T}")[0]


@pytest.mark.parametrize("text", ["", "Dear all", "<quiz>", b"\x81\x8d"])
def test_what_cannot_be_read_at_all_is_refused_with_status_1(text, told):
    words, status = told(text, "--dry-run", "--json")
    assert status == 1
    assert json.loads(words[: words.rindex("}") + 1])["problems"][0]["text"]


def test_the_format_can_be_given(told):
    assert told("Who?\nA. x\nB. y\nANSWER: A", "--dry-run", "--format", "aiken")[1] == 0
    assert told(GIFT, "--dry-run", "--format", "moodle-xml")[1] == 1


@pytest.mark.parametrize("options", [("--quiz", "999999"), ("--quiz", str(2**70)), ("--quiz", "-1")])
@pytest.mark.django_db
def test_misuse_is_status_2_in_words(options, told):
    words, status = told(GIFT, *options)
    assert status == 2
    assert "There is no quiz with the number" in words


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "a\0b"])
def test_a_file_that_cannot_be_opened_is_status_2(name, tmp_path):
    with pytest.raises(CommandError, match="The file cannot be opened") as refusal:
        call_command("import_questions", str(tmp_path / name), "--dry-run")
    assert refusal.value.returncode == 2


def test_the_exit_statuses_are_those_of_the_process(tmp_path):
    """As a shell sees them, options that do not exist included."""
    bad = tmp_path / "bad.txt"
    bad.write_text("So?{")
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "learning.settings.test"}
    statuses = [
        subprocess.run(
            [sys.executable, "manage.py", "import_questions", *options], capture_output=True, env=environment
        ).returncode
        for options in ([str(bad), "--dry-run"], [str(bad), "--dry-run", "--format", "word"])
    ]
    assert statuses == [1, 2]
