"""What a lesson is made of. Words first; strength, sources and other knobs stand behind the cog."""

from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.images.blocks import ImageChooserBlock

from learning.site.blocks import SourceChooserBlock
from learning.site.sources import Source

SHORT = ["bold", "italic", "link"]
LISTS = [*SHORT, "ol", "ul"]
HEADED = ["h2", "h3", *LISTS]

WORDS = "Words"
EVIDENCE = "Evidence"
SIDES = "Both sides"


def source_list() -> blocks.ListBlock:
    return blocks.ListBlock(SourceChooserBlock(), default=[], max_num=8, required=False, label="Sources")


class ParagraphBlock(blocks.StructBlock):
    """Words with headings and lists; folded away under a line of words where that is wanted."""

    html = blocks.RichTextBlock(features=HEADED, label="Words")
    sources = source_list()
    fold_under = blocks.CharBlock(
        required=False, max_length=120, help_text="Fold the words away under these. Empty: they are shown."
    )

    class Meta:
        icon = "pilcrow"
        group = WORDS
        template = "courses/blocks/paragraph.html"
        description = "Words with headings and lists, shown or folded away"
        form_layout = BlockGroup(children=["html"], settings=["sources", "fold_under"])
        preview_value = {
            "html": "<h2>Screening means asking</h2><p>A service asks everybody the same simple question.</p>"
        }


class PictureBlock(blocks.StructBlock):
    """A picture, or a note of the picture that is wanted, which only editors see."""

    image = ImageChooserBlock(required=False)
    alt = blocks.CharBlock(
        required=False,
        max_length=250,
        label="In words",
        help_text="What someone who cannot see it would miss.",
    )
    caption = blocks.CharBlock(required=False, max_length=250)
    description = blocks.TextBlock(
        required=False,
        max_length=500,
        label="Picture wanted",
        help_text="For editors, until there is a picture.",
    )

    class Meta:
        icon = "image"
        group = WORDS
        template = "courses/blocks/picture.html"
        preview_template = "courses/blocks/previews/picture.html"
        description = "A picture with its words"
        form_layout = BlockGroup(children=["image", "alt", "caption"], settings=["description"])
        preview_value = {
            "description": "A terraced house at breakfast time, and two laptop screens beside it."
        }


class WarningBlock(blocks.StructBlock):
    """What is dangerous, and what to do."""

    text = blocks.TextBlock(max_length=800, rows=3)
    sources = source_list()

    class Meta:
        icon = "warning"
        group = WORDS
        template = "courses/blocks/warning.html"
        description = "A danger, and what to do"
        form_layout = BlockGroup(children=["text"], settings=["sources"])
        preview_value = {
            "text": "Children must never be counted as protection for a parent who feels suicidal."
        }


class Sourced(blocks.StructValue):
    """A statement with its sources, and how strong the evidence is, in words."""

    @property
    def strength_label(self) -> str:
        strength = self.get("strength")
        return Source.Strength(strength).label if strength else ""

    @property
    def own_strength_label(self) -> str:
        """The same, unless the source beside it says so already."""
        said = {source.strength for source in self.get("sources") or [] if source}
        return "" if said == {self.get("strength")} else self.strength_label


class KeyFactBlock(blocks.StructBlock):
    """One finding, where it comes from and how strong it is."""

    text = blocks.TextBlock(max_length=800, rows=3, help_text="Keep to one or two sentences.")
    sources = source_list()
    strength = blocks.ChoiceBlock(choices=Source.Strength.choices, required=False)

    class Meta:
        icon = "thumbtack"
        group = EVIDENCE
        template = "courses/blocks/key_fact.html"
        value_class = Sourced
        description = "One finding, with its source and strength"
        form_layout = BlockGroup(children=["text", "sources"], settings=["strength"])
        preview_value = {
            "text": "Nearly one child in four has a mother who has had a mental illness.",
            "strength": Source.Strength.STUDY,
        }


class EvidenceCardBlock(blocks.StructBlock):
    """One way of helping: what it is, what is known of it, and how surely."""

    approach = blocks.CharBlock(max_length=120)
    what_it_is = blocks.TextBlock(max_length=800, rows=2)
    evidence = blocks.TextBlock(max_length=1200, rows=3, label="What is known")
    sources = source_list()
    strength = blocks.ChoiceBlock(choices=Source.Strength.choices, required=False)

    class Meta:
        icon = "doc-full"
        group = EVIDENCE
        template = "courses/blocks/evidence_card.html"
        value_class = Sourced
        description = "An approach: what it is and how sure we are"
        form_layout = BlockGroup(
            children=["approach", "what_it_is", "evidence", "sources"], settings=["strength"]
        )
        preview_value = {
            "approach": "Video feedback",
            "what_it_is": "Someone films a few minutes of play, and looks at it with the parent.",
            "evidence": "Parents become more sensitive. Less is known about how long that lasts.",
            "strength": Source.Strength.TRIAL,
        }


class TwoSidesBlock(blocks.StructBlock):
    """The same thing seen from both services, and a question for both."""

    adult = blocks.RichTextBlock(features=LISTS, label="In adult services")
    children = blocks.RichTextBlock(features=LISTS, label="In children’s services")
    question = blocks.TextBlock(required=False, max_length=500, rows=2, label="Together: a question for both")

    class Meta:
        icon = "group"
        group = SIDES
        template = "courses/blocks/two_sides.html"
        description = "The same thing from both sides"
        form_layout = BlockGroup(children=["adult", "children", "question"])
        preview_value = {
            "adult": "<p>You know the parent’s health, and a number of dependants.</p>",
            "children": "<p>You know the child’s day, and a parent’s first name.</p>",
            "question": "What would each of you ask the other?",
        }
