"""Pages to print and take away."""

from wagtail import blocks
from wagtail.blocks import BlockGroup

from courses.blocks import LISTS
from courses.exercises import PRACTICE
from learning.site.blocks import TableBlock


class PrintableTextBlock(blocks.RichTextBlock):
    class Meta:
        description = "Words with headings and lists"
        preview_value = "<h2>To any adult</h2><p>Do you help look after any children?</p>"


class PrintableBlocks(blocks.StreamBlock):
    """What may stand on a printed page."""

    text = PrintableTextBlock(
        features=["h2", "h3", *LISTS, "hr"], icon="pilcrow", template="courses/blocks/text.html"
    )
    table = TableBlock(
        [("text", blocks.RichTextBlock(required=False, features=["bold", "italic"]))],
        icon="table",
        template="courses/blocks/table.html",
    )


class DownloadBlock(blocks.StructBlock):
    """A page to print and take away: a card, a form to fill in by hand."""

    title = blocks.CharBlock(max_length=120)
    contents = PrintableBlocks()

    class Meta:
        icon = "download"
        label = "Page to print"
        group = PRACTICE
        template = "courses/blocks/download.html"
        description = "A card or form to print"
        form_layout = BlockGroup(children=["title", "contents"])
        preview_value = {
            "title": "Pocket card: words for asking",
            "contents": [
                {"type": "text", "value": "<h2>To any adult</h2><p>Do you help look after any children?</p>"}
            ],
        }


# Migrations hold Wagtail's name: what is kept is the same.
DECONSTRUCT_ALIASES = {PrintableTextBlock: "wagtail.blocks.RichTextBlock"}
