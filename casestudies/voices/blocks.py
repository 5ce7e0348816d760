"""A family, the moments of its story, and the voices that tell it."""

from wagtail import blocks
from wagtailmedia.blocks import VideoChooserBlock

from casestudies.blocks import PracticeGroupBlock
from casestudies.times import time_block

WHO = "One of the family, by the name above; or a practitioner."
GROUP = "For a practitioner. Empty for one of the family."
STARTS = (
    "When each moment of the story begins here, in their order. Leave one empty where this voice is silent."
)
PASSAGES = "What this voice says of each moment of the story, in their order."


def who() -> blocks.CharBlock:
    return blocks.CharBlock(max_length=80, label="Who", help_text=WHO)


def practice_group() -> PracticeGroupBlock:
    return PracticeGroupBlock(required=False, label="Staff group", help_text=GROUP)


def starts() -> blocks.ListBlock:
    return blocks.ListBlock(
        time_block(required=False), default=[""], label="When each moment begins", help_text=STARTS
    )


class PersonBlock(blocks.StructBlock):
    """One of the family."""

    name = blocks.CharBlock(max_length=80)
    age = blocks.CharBlock(max_length=40, required=False, help_text="In words, such as: 13, or ten months.")
    relation = blocks.CharBlock(
        max_length=120, required=False, help_text="To someone else here, such as: Joel’s mother."
    )

    class Meta:
        icon = "user"
        label = "Person"
        label_format = "{name}"


class StoryMomentBlock(blocks.StructBlock):
    """A moment of the story, at which one can pass from one voice to another."""

    title = blocks.CharBlock(max_length=80, help_text="A few words, such as: The visit.")
    at = time_block(
        required=False, label="In the film", help_text="When it begins in the film above, such as 0:51."
    )

    class Meta:
        icon = "time"
        label = "Moment"
        label_format = "{title}"


class FilmVoiceBlock(blocks.StructBlock):
    """Someone who tells the story in a film of their own."""

    who = who()
    practice_group = practice_group()
    film = VideoChooserBlock()
    starts = starts()

    class Meta:
        icon = "media"
        label = "A film"
        label_format = "{who}"
        description = "Someone tells the story in a film of their own"
        template = "casestudies/blocks/recorded_voice.html"
        preview_value = {"who": "Tess Lewis, in a film", "starts": ["0:00", "0:51"]}


class SoundVoiceBlock(blocks.StructBlock):
    """Someone who tells the story and is only heard."""

    who = who()
    practice_group = practice_group()
    film = VideoChooserBlock(
        label="Recording",
        help_text="A film of the library that has a “sound only” file. Only that is played.",
    )
    starts = starts()

    class Meta:
        icon = "volume"
        label = "Sound"
        label_format = "{who}"
        description = "Someone tells the story, and is only heard"
        template = "casestudies/blocks/recorded_voice.html"
        preview_value = {"who": "Gareth Pugh, on the phone", "starts": ["0:00", "0:40"]}


class WordsVoiceBlock(blocks.StructBlock):
    """Someone who tells the story in writing."""

    who = who()
    practice_group = practice_group()
    passages = blocks.ListBlock(
        blocks.TextBlock(required=False, max_length=3000, rows=4, label="Passage"),
        default=[""],
        help_text=PASSAGES,
    )

    class Meta:
        icon = "openquote"
        label = "Words"
        label_format = "{who}"
        description = "Someone tells the story in writing"
        template = "casestudies/blocks/written_voice.html"
        preview_value = {"who": "Reuben Bell", "passages": ["He doesn’t sleep.", "A nurse came to the door."]}


class VoiceBlocks(blocks.StreamBlock):
    """Those who tell the story, beside the film of the case."""

    film = FilmVoiceBlock()
    sound = SoundVoiceBlock()
    words = WordsVoiceBlock()


class DiscussionBlock(blocks.StructBlock):
    """Practitioners who talk about the case."""

    title = blocks.CharBlock(max_length=120)
    who = blocks.CharBlock(
        max_length=200, help_text="Who talks, such as: a health visitor and a care coordinator."
    )
    film = VideoChooserBlock()

    class Meta:
        icon = "group"
        label = "Discussion"
        label_format = "{title}"
