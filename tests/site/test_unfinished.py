"""Blocks that keep what is half-written in a draft, and check it when it is published."""

import pytest
from django.core.exceptions import ValidationError

from learning.site.blocks import AddressBlock
from learning.site.unfinished import RegexBlock


@pytest.mark.parametrize("block", [RegexBlock(regex=r"^\d+$"), AddressBlock()], ids=["regex", "address"])
def test_words_are_kept_as_typed_in_a_draft_and_refused_at_publishing(block):
    assert block.clean_deferred("ht") == "ht"
    with pytest.raises(ValidationError):
        block.clean("ht")


def test_migrations_keep_wagtails_own_name():
    assert RegexBlock(regex="x").deconstruct()[0] == "wagtail.blocks.RegexBlock"
