"""What an author is told is amiss with each kind of question, beside the field that it is about."""

import pytest
from django.core.exceptions import ValidationError

from quizzes.blocks import QuestionBlocks
from quizzes.marking.typed import number_of
from tests.quizzes import kinds
from tests.quizzes.kinds import accepted, line, thing

TWICE = "“Ask” is there twice. Change one, or take it away."
NO_WHOLE = "No answer earns the whole mark. Let at least one."
NUMBER = {"value": "5", "tolerance": "", "share_pct": "100"}


def pair(prompt: str, answer: str) -> dict:
    return {"prompt": prompt, "answer": answer}


PROBLEMS = [
    ("true_false", {"is_true": ""}, "Say whether it is true or false."),
    ("matching", {"pairs": [pair("Ask", "You")]}, "Write at least two pairs."),
    ("matching", {"pairs": [pair("Ask", "You"), pair("Wait", " ")]}, "Say what goes with “Wait”."),
    ("matching", {"pairs": [pair("Ask", "You"), pair("Ask", "Me")]}, TWICE),
    (
        "matching",
        {"pairs": [pair("Ask", "You"), pair("Wait", "You")], "extra_answers": []},
        "Every line goes with the same answer. Write another answer.",
    ),
    ("ordering", {"items": [thing("Ask"), thing("")]}, "Write at least two things."),
    ("ordering", {"items": [thing("Ask"), thing("Ask")]}, TWICE),
    ("ranking", {"items": []}, "Write at least two things."),
    ("ranking", {"items": [thing("Ask"), thing("Ask")]}, TWICE),
    ("short_text", {"accepted": [accepted("100", text=" . ")]}, "Write an answer that is accepted."),
    ("short_text", {"accepted": [accepted("50", text="So")]}, NO_WHOLE),
    ("numeric", {"accepted": []}, "Write a number that is accepted."),
    (
        "numeric",
        {"accepted": [NUMBER | {"value": "five"}]},
        "“five” is no number. Write figures, such as 12 or 0.5.",
    ),
    (
        "numeric",
        {"accepted": [NUMBER | {"value": "1,5"}]},
        "“1,5” is no number. Write figures, such as 12 or 0.5.",
    ),
    ("numeric", {"accepted": [NUMBER | {"tolerance": "-1"}]}, "“Give or take” for “5” must be 0 or more."),
    ("numeric", {"accepted": [NUMBER | {"share_pct": "50"}]}, NO_WHOLE),
    (
        "numeric",
        {"units": [{"unit": "hours", "times": "0"}]},
        "“hours” must be worth more than 0.",
    ),
    (
        "numeric",
        {"units": [{"unit": "hours", "times": "1"}, {"unit": "100 ml", "times": "60"}]},
        "“100 ml” is no unit that can be written after a number. Write it like ml or hours.",
    ),
    (
        "numeric",
        {"units": [{"unit": "!", "times": "1"}]},
        "“!” is no unit that can be written after a number. Write it like ml or hours.",
    ),
    ("numeric", {"units": [], "unit_required": True}, "Name the unit that must be written."),
    ("judgement", {"lines": [line("Ask", "appropriate")]}, "Write at least two lines."),
    ("judgement", {"lines": [line("Ask", "appropriate")] * 2}, TWICE),
    (
        "judgement",
        {"lines": [line("Ask", "appropriate"), line("Wait", "")]},
        "Say what the panel answered to “Wait”.",
    ),
    ("observation", {"lines": []}, "Write at least two lines."),
    ("observation", {"lines": [line("Ask", "labels")] * 2}, TWICE),
    ("likert", {"statements": ["", " "]}, "Write a statement."),
    ("likert", {"statements": ["Ask", "Ask"]}, TWICE),
]


@pytest.mark.parametrize(("name", "change", "said"), PROBLEMS)
def test_what_cannot_be_asked_is_refused_in_words(name, change, said):
    block = QuestionBlocks().child_blocks[name]
    value = block.to_python(kinds.BY_KIND[name].block[1] | change)
    assert block.problem(value) == said
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    assert block.answers_field in refusal.value.block_errors


@pytest.mark.parametrize("name", kinds.NAMES)
def test_a_new_question_can_be_shown_before_anything_is_written(name):
    block = QuestionBlocks().child_blocks[name]
    assert block.render(block.get_default())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1,200", "1200"), ("1 200.5", "1200.5"), ("30.", "30"), (".5", "0.5"), ("−3", "-3"),
        ("1,5", None), ("0,25", None), ("1,2345", None), ("five", None), ("9" * 31, None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_was_meant_or_not_at_all(written, read):
    found = number_of(written)
    assert (found and str(found[0])) == read


def test_the_name_of_a_unit_is_shown_as_words(course):
    kind, value = kinds.BY_KIND["numeric"].block
    units = [{"unit": "<img src=x>", "times": "1"}]
    block = QuestionBlocks().child_blocks[kind]
    html = block.render(block.to_python(value | {"units": units}))
    assert "&lt;img src=x&gt;" in html
    assert "<img" not in html
