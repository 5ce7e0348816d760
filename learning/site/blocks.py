"""Blocks of the standing pages, and the chooser of sources that blocks of every room use."""

from collections.abc import Iterator
from typing import TypeVar

from django.core.validators import RegexValidator
from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from learning.site.contact_block import SupportContactsBlock
from learning.site.decisions import Situation
from learning.site.sources import Source
from learning.site.unfinished import Unfinished

Chosen = TypeVar("Chosen", bound=models.Model)


class StubChooserBlock(SnippetChooserBlock):
    """A row, known by its key alone until it is shown: reading a body asks nothing of the database, and a page
    reads all that it shows at once.
    """

    def to_python(self, value):
        """None too for words typed here before what they name was a record."""
        return self.model_class.from_db(None, ["id"], [value]) if isinstance(value, int) else None

    def bulk_to_python(self, values):
        return [self.to_python(value) for value in values]

    def get_form_state(self, value):
        """In the editor one that has been deleted is an empty choice."""
        kept = value and self.model_class.objects.filter(pk=value.pk).order_by("pk").first()
        return super().get_form_state(kept)


class SourceChooserBlock(StubChooserBlock):
    """A source. fill(sources_in(body)) reads all of a page's at once."""

    def __init__(self, **kwargs):
        super().__init__("site.Source", **kwargs)

    class Meta:
        icon = "openquote"
        label = "Source"


class SituationChooserBlock(StubChooserBlock):
    """A situation that areas say who decides in. local.ask() reads all of a page's at once."""

    def __init__(self, **kwargs):
        super().__init__("site.Situation", **kwargs)

    class Meta:
        icon = "help"


def sources_in(value) -> Iterator[Source]:
    """Every source chosen anywhere inside a stream, a block's value or a list of them; no query."""
    return chosen_in(value, Source)


def situations_in(value) -> Iterator[Situation]:
    """Every situation chosen anywhere inside a stream or a block's value."""
    return chosen_in(value, Situation)


def chosen_in(value, model: type[Chosen]) -> Iterator[Chosen]:
    """Every row of a model chosen anywhere inside a stream, a block's value or a list of them."""
    if isinstance(value, model):
        yield value
    elif isinstance(value, blocks.StreamValue | blocks.list_block.ListValue):
        for child in value:
            yield from chosen_in(getattr(child, "value", child), model)
    elif isinstance(value, blocks.StructValue):
        for child in value.values():
            yield from chosen_in(child, model)


class AddressBlock(Unfinished, blocks.CharBlock):
    """An address on this site or elsewhere; never a script."""

    def __init__(self, **kwargs):
        addresses = RegexValidator(
            r"^(/|#|https?://|mailto:|tel:)", "Start with / for a page of this site, or with https://."
        )
        kwargs = {"max_length": 300, "help_text": "Such as /courses/."} | kwargs
        super().__init__(validators=[addresses], **kwargs)


class LinkBlock(blocks.StructBlock):
    """A button that leads to an address on this site or elsewhere."""

    text = blocks.CharBlock(max_length=80)
    url = AddressBlock()

    class Meta:
        icon = "link"
        template = "site/blocks/link.html"
        description = "A button that leads somewhere"
        preview_value = {"text": "Look at the courses", "url": "/courses/"}


class TableBlock(TypedTableBlock):
    """A table whose first row says what stands below."""

    class Meta:
        icon = "table"
        description = "A table with a heading row"
        preview_value = {
            "caption": "Whom to ring",
            "columns": [{"type": "text", "heading": "When"}, {"type": "text", "heading": "Whom"}],
            "rows": [
                {"values": ["<p>In office hours</p>", "<p>The duty desk</p>"]},
                {"values": ["<p>At night</p>", "<p>The emergency team</p>"]},
            ],
        }


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
    table = TableBlock(
        [("text", blocks.RichTextBlock(features=["bold", "link"]))],
        icon="table",
        template="site/blocks/table.html",
        description="A table with a heading row",
    )
    link = LinkBlock()
    contacts = SupportContactsBlock()


class PointBlock(blocks.StructBlock):
    """One of the things that the front page says about learning here."""

    class Icon(models.TextChoices):
        """Drawings in templates/components/icons/."""

        TALK = "talk", "Two voices"
        CLOCK = "clock", "Clock"
        CERTIFICATE = "certificate", "Certificate"
        PEOPLE = "people", "People"
        FILM = "film", "Film"
        LESSON = "lesson", "Open book"

    icon = blocks.ChoiceBlock(choices=Icon.choices)
    title = blocks.CharBlock(max_length=80)
    text = blocks.TextBlock(max_length=300)

    class Meta:
        icon = "pick"
        label = "Point"


class PointsBlock(blocks.StructBlock):
    """Three short points side by side."""

    heading = blocks.CharBlock(max_length=120)
    points = blocks.ListBlock(PointBlock(), min_num=1, max_num=3)

    class Meta:
        icon = "list-ul"
        template = "site/blocks/points.html"
        description = "Up to three short points, each with a drawing"
        preview_value = {
            "heading": "How learning here works",
            "points": [{"icon": "clock", "title": "Ten minutes is enough", "text": "Stop where you like."}],
        }


class PanelBlock(blocks.StructBlock):
    """A box with a few words and a button."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(max_length=500)
    action = blocks.CharBlock(max_length=60, label="Words on the button")
    url = AddressBlock()

    class Meta:
        icon = "form"
        template = "site/blocks/panel.html"
        description = "A box with a few words and a button"
        preview_value = {
            "title": "Has someone given you a certificate?",
            "text": "Check that it is real. You do not need an account.",
            "action": "Check a certificate",
            "url": "/certificates/",
        }


class HomePageBlocks(StandardPageBlocks):
    points = PointsBlock()
    panel = PanelBlock()
