"""What a case study is put together from, as an editor fills it in."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlockValidationError

from casestudies.blocks import FirstStepBlock, MomentBlock, PerspectiveBlock, PracticeGroupBlock
from learning.people.models import PracticeGroup


@pytest.fixture
def group(db) -> PracticeGroup:
    return PracticeGroup.objects.get(code="hv")


def test_the_chosen_staff_group_is_selected_in_the_form(group):
    assert PracticeGroupBlock().get_form_state(group) == [str(group.pk)]


def test_no_staff_group_is_an_empty_choice(db):
    assert PracticeGroupBlock().get_form_state(None) == [""]


def test_the_staff_group_chosen_in_the_form_is_kept(group):
    block = PracticeGroupBlock()
    chosen = block.value_from_datadict({"group": str(group.pk)}, {}, "group")
    assert block.clean(chosen) == group
    assert block.get_prep_value(group) == group.pk


def test_a_forged_staff_group_is_refused(db):
    block = PracticeGroupBlock()
    with pytest.raises(ValidationError):
        block.clean(block.value_from_datadict({"group": "999999"}, {}, "group"))


def test_a_moment_counts_in_seconds():
    block = MomentBlock()
    assert block.to_python({"at": "1:05", "text": "Look."}).seconds == 65


@pytest.mark.parametrize("at", ["1:75", "65", "0:5", "one"])
def test_a_moment_is_minutes_and_seconds(at):
    block = MomentBlock()
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"at": at, "text": "Look."}))
    assert "at" in refusal.value.block_errors


@pytest.mark.parametrize("code", ["Ring", "ring the nurse", "ring-her", ""])
def test_the_code_of_a_first_step_is_plain(code):
    block = FirstStepBlock()
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"code": code, "text": "Ring."}))
    assert "code" in refusal.value.block_errors


def test_a_perspective_comes_from_a_side_that_has_services():
    choices = dict(PerspectiveBlock().child_blocks["side"].field.choices)
    assert [code for code in choices if code] == ["adult", "children", "whole_family"]
