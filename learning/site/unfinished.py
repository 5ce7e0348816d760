"""Blocks that wait: in a draft they keep what has been typed so far, and at publishing they check it.

Wagtail waits with “required” alone. A moment typed as far as “0:” would pause autosave (docs/development.md).
"""

from wagtail import blocks


class Unfinished:
    """For a block of words: every check waits until it is published."""

    def clean(self, value):
        return value if self.is_deferred_validation else super().clean(value)


class RegexBlock(Unfinished, blocks.RegexBlock):
    """Words of a certain form."""


# Migrations hold Wagtail's name: what is kept is the same.
DECONSTRUCT_ALIASES = {RegexBlock: "wagtail.blocks.RegexBlock"}
