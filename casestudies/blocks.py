"""What a case study is put together from. The page's own template shows all of it, in its own order."""

from django import forms
from django.db import models
from wagtail import blocks

from casestudies.times import seconds_of, time_block
from learning.people.models import PracticeGroup
from learning.people.sides import Side
from learning.site.unfinished import RegexBlock


class Lens(models.TextChoices):
    """Whose eyes a question asks to look through."""

    CHILD = "child", "The child"
    PARENT = "parent", "The parent"
    FAMILY = "family", "The family"


class PracticeGroupBlock(blocks.ChooserBlock):
    """A staff group, by its name."""

    widget = forms.Select
    target_model = PracticeGroup

    class Meta:
        icon = "group"
        label = "Staff group"

    def value_from_form(self, value):
        """A select sends an empty word for nothing."""
        return super().value_from_form(value) if value else None

    def get_form_state(self, value):
        """As a select wants it: the keys of what is chosen, as words."""
        return self.field.widget.format_value(value and value.pk)


class MomentValue(blocks.StructValue):
    @property
    def seconds(self) -> int:
        """0 for a moment that is half-written, which a draft may hold."""
        return seconds_of(self["at"]) or 0


class MomentBlock(blocks.StructBlock):
    """A moment of the film, and what to look for in it."""

    at = time_block()
    text = blocks.CharBlock(max_length=300)

    class Meta:
        icon = "time"
        value_class = MomentValue


class PromptBlock(blocks.StructBlock):
    """A question to answer in one's own words."""

    lens = blocks.ChoiceBlock(choices=Lens.choices)
    question = blocks.CharBlock(max_length=500)

    class Meta:
        icon = "help"


class FirstStepBlock(blocks.StructBlock):
    """One thing that somebody could do first."""

    code = RegexBlock(
        regex=r"^[a-z0-9_]+$",
        max_length=40,
        help_text="A short name that stays the same when the words change, such as ring_school.",
        error_messages={"invalid": "Use small letters, numbers and _ only, such as ring_school."},
    )
    text = blocks.CharBlock(max_length=200)

    class Meta:
        icon = "arrow-right"


class PerspectiveBlock(blocks.StructBlock):
    """How someone in another post might answer, written by the course team."""

    practice_group = PracticeGroupBlock()
    side = blocks.ChoiceBlock(choices=Side.choices[:3])
    label = blocks.CharBlock(
        max_length=100,
        required=False,
        help_text="In place of the staff group's name, such as: Crisis team nurse",
    )
    text = blocks.TextBlock(max_length=1000)
    first_step = blocks.CharBlock(
        max_length=40, required=False, help_text="The code of one of the first steps."
    )

    class Meta:
        icon = "openquote"
        label_format = "{practice_group}"
        form_layout = blocks.BlockGroup(
            children=["practice_group", "side", "label", "text"], settings=["first_step"]
        )
