"""What the file of one side is put together from, what its reader may choose, and what nobody knew."""

from django.db import models
from wagtail import blocks


class Kind(models.TextChoices):
    """What a paper in a file is."""

    LETTER = "letter", "Letter"
    VISIT = "visit", "Visit note"
    CALL = "call", "Phone note"
    MESSAGE = "message", "Message"
    FORM = "form", "Form"
    ALERT = "alert", "System alert"


class ShownBlock(blocks.StructBlock):
    """One box of the screen that opens first: its name, and what stands in it."""

    label = blocks.CharBlock(max_length=60, help_text="Such as: Dependants")
    value = blocks.CharBlock(
        max_length=200, help_text="Such as: 2. Write “Nothing recorded” for an empty box."
    )

    class Meta:
        icon = "desktop"
        label_format = "{label}"


class EntryBlock(blocks.StructBlock):
    """One line of the chronology."""

    when = blocks.CharBlock(max_length=60, help_text="In words, such as: Tuesday 3 March")
    what = blocks.CharBlock(max_length=300)

    class Meta:
        icon = "history"
        label_format = "{when}"


class DocumentValue(blocks.StructValue):
    @property
    def kind_words(self) -> str:
        """Empty in a draft that does not say yet."""
        return Kind(self["kind"]).label if self["kind"] in Kind.values else ""


class DocumentBlock(blocks.StructBlock):
    """One paper of the file. Keep it as short as a real one that somebody reads between two visits."""

    kind = blocks.ChoiceBlock(choices=Kind.choices)
    title = blocks.CharBlock(max_length=120)
    when = blocks.CharBlock(max_length=60, required=False, help_text="In words, such as: 3 March")
    by = blocks.CharBlock(max_length=120, required=False, help_text="Who wrote it, by their job.")
    body = blocks.RichTextBlock(features=["bold", "italic", "ol", "ul"])

    class Meta:
        icon = "doc-full"
        value_class = DocumentValue
        label_format = "{title}"


class ChoiceBlock(blocks.StructBlock):
    """One thing to choose, with what is said of it afterwards."""

    text = blocks.CharBlock(max_length=250)
    after = blocks.TextBlock(max_length=600, required=False, label="What to say of it afterwards", rows=3)
    is_recorded = blocks.BooleanBlock(
        required=False,
        label="The colleague on record chose this",
        help_text="Shown to whoever reads the other side’s file alone, after they have chosen.",
    )

    class Meta:
        label_format = "{text}"
        form_layout = blocks.BlockGroup(children=["text", "after"], settings=["is_recorded"])


class QuestionBlock(ChoiceBlock):
    """A question to the other side, and what their file answers."""

    answer = blocks.TextBlock(max_length=600, rows=3, label="What the other side’s file answers")

    class Meta:
        icon = "help"
        label_format = "{text}"
        form_layout = blocks.BlockGroup(children=["text", "answer", "after"], settings=["is_recorded"])


class FactBlock(ChoiceBlock):
    """Something in this side’s file that may be told to the other."""

    class Meta:
        icon = "comment"
        label_format = "{text}"
        form_layout = blocks.BlockGroup(children=["text", "after"], settings=["is_recorded"])


class ActionBlock(ChoiceBlock):
    """Something to do."""

    class Meta:
        icon = "arrow-right"
        label_format = "{text}"
        form_layout = blocks.BlockGroup(children=["text", "after"], settings=["is_recorded"])


class UnknownBlock(blocks.StructBlock):
    """Something that neither file holds, and where it could have been found."""

    text = blocks.CharBlock(max_length=300)
    where = blocks.TextBlock(max_length=400, rows=2, label="Where it could have been found")

    class Meta:
        icon = "view"
        label_format = "{text}"
