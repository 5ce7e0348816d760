"""What an author may write, and what is refused in words."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template

from quizzes.blocks import MultipleChoiceBlock, QuestionBlocks, SingleChoiceBlock
from tests.quizzes.factories import option

GOOD = [option("Yes", right=True), option("No")]


def written(block, **value):
    return block.to_python({"stem": "So?", "options": GOOD, "level": "core"} | value)


def problem(block, **value) -> str:
    with pytest.raises(ValidationError) as refusal:
        block.clean(written(block, **value))
    return str(refusal.value.block_errors["options"].messages[0])


@pytest.mark.parametrize("block", [SingleChoiceBlock(), MultipleChoiceBlock()])
def test_a_whole_question_is_accepted(block):
    assert block.clean(written(block))["stem"] == "So?"


@pytest.mark.parametrize("block", [SingleChoiceBlock(), MultipleChoiceBlock()])
def test_a_new_question_has_four_empty_answers(block):
    assert len(block.get_default()["options"]) == 4


@pytest.mark.parametrize("block", [SingleChoiceBlock(), MultipleChoiceBlock()])
def test_empty_rows_are_accepted_beside_two_answers(block):
    assert block.clean(written(block, options=[*GOOD, option(""), option("")]))


@pytest.mark.parametrize("block", [SingleChoiceBlock(), MultipleChoiceBlock()])
def test_a_question_needs_two_answers(block):
    assert problem(block, options=[option("Yes", right=True), option("")]) == "Write at least two answers."


@pytest.mark.parametrize("block", [SingleChoiceBlock(), MultipleChoiceBlock()])
def test_a_question_needs_a_right_answer(block):
    assert problem(block, options=[option("Yes"), option("No")]) == (
        "“So?” has no right answer marked. Mark at least one."
    )


@pytest.mark.parametrize("block", [SingleChoiceBlock(), MultipleChoiceBlock()])
def test_two_answers_may_not_be_the_same(block):
    assert problem(block, options=[option("Yes", right=True), option("Yes")]).startswith(
        "“Yes” is there twice."
    )


def test_a_single_choice_question_has_one_right_answer():
    two = [option("Yes", right=True), option("No", right=True)]
    assert problem(SingleChoiceBlock(), options=two).startswith("Mark one answer as right")
    assert MultipleChoiceBlock().clean(written(MultipleChoiceBlock(), options=two))


@pytest.mark.parametrize("block", [SingleChoiceBlock(), MultipleChoiceBlock()])
def test_a_half_written_question_is_kept_as_a_draft(block):
    block.defer_required_validation()
    assert block.clean(written(block, options=[option("Yes"), option("")]))
    block.restore_deferred_validation()
    assert problem(block, options=[option("Yes"), option("")])


@pytest.mark.parametrize(("name", "block"), sorted(QuestionBlocks().child_blocks.items()))
def test_every_kind_of_question_has_a_template_a_description_an_icon_and_a_preview(name, block):
    get_template(block.meta.template)
    assert block.meta.description
    assert block.meta.icon != "placeholder"
    assert block.get_preview_value()["stem"]


@pytest.mark.parametrize("block", [SingleChoiceBlock(), MultipleChoiceBlock()])
def test_a_question_is_shown_without_its_key(block):
    options = [option("Yes", right=True, feedback="FEEDBACK"), option("No", feedback="FEEDBACK")]
    html = block.render(written(block, options=options, explanation="EXPLANATION"))
    assert "Yes" in html
    for secret in ("FEEDBACK", "EXPLANATION", "right", "checked"):
        assert secret not in html
