"""Blocks of the standing pages."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


class LinkBlock(blocks.StructBlock):
    """A button that leads to an address on this site or elsewhere."""

    text = blocks.CharBlock(max_length=80)
    url = blocks.CharBlock(max_length=300, help_text="An address such as /courses/.")

    class Meta:
        icon = "link"
        template = "site/blocks/link.html"
        description = "A button that leads somewhere"
        preview_value = {"text": "Look at the courses", "url": "/courses/"}


class StandardPageBlocks(blocks.StreamBlock):
    text = blocks.RichTextBlock(
        features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"],
        icon="pilcrow",
        template="site/blocks/text.html",
        description="Words with headings, lists and links",
        preview_value="<h2>Signing in</h2><p>Keep the same account when you change jobs.</p>",
    )
    notice = blocks.RichTextBlock(
        features=["bold", "italic", "link"],
        icon="info-circle",
        template="site/blocks/notice.html",
        description="A short notice in a panel",
        preview_value="<p><strong>If someone is in danger now, ring 999.</strong></p>",
    )
    table = TypedTableBlock(
        [("text", blocks.RichTextBlock(features=["bold", "link"]))],
        icon="table",
        template="site/blocks/table.html",
        description="A table with a heading row",
    )
    link = LinkBlock()
