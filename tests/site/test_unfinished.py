"""Blocks that keep what is half-written in a draft, and check it when it is published."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from learning.site.blocks import AddressBlock
from learning.site.unfinished import DateBlock, RegexBlock


@pytest.mark.parametrize("block", [RegexBlock(regex=r"^\d+$"), AddressBlock()], ids=["regex", "address"])
def test_words_are_kept_as_typed_in_a_draft_and_refused_at_publishing(block):
    assert block.clean_deferred("ht") == "ht"
    with pytest.raises(ValidationError):
        block.clean("ht")


def test_a_day_that_cannot_be_read_yet_is_left_empty_in_a_draft_and_refused_at_publishing():
    block = DateBlock(required=False)
    assert block.clean_deferred("3 M") is None
    assert block.clean_deferred("2027-03-03") == datetime.date(2027, 3, 3)
    with pytest.raises(ValidationError):
        block.clean("3 M")


def test_migrations_keep_wagtails_own_names():
    assert RegexBlock(regex="x").deconstruct()[0] == "wagtail.blocks.RegexBlock"
    assert DateBlock().deconstruct()[0] == "wagtail.blocks.DateBlock"
