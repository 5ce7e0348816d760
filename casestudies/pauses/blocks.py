"""What a film stops for: a prompt to answer in one's own words, or any question that a quiz can ask."""

from wagtail import blocks

from casestudies.times import time_block
from quizzes.blocks import QuestionBlocks
from quizzes.blocks.previews import CHOICE

WHO = "The name of a voice, as it stands above. Empty for the film of the case."
AT = "When the film stops, in minutes and seconds, such as 0:51."


class PromptPauseBlock(blocks.StructBlock):
    """Something to think about at a moment of the film."""

    at = time_block(label="At", help_text=AT)
    who = blocks.CharBlock(max_length=80, required=False, label="In whose film or sound", help_text=WHO)
    words = blocks.CharBlock(max_length=500, label="What to think about")

    class Meta:
        icon = "edit"
        label = "Stop and think"
        description = "Something to answer in one’s own words. Only the learner reads it."
        template = "casestudies/blocks/pause_prompt.html"
        label_format = "{at} {words}"
        preview_value = {"at": "0:51", "words": "What did you see Joel do?"}


class QuestionPauseBlock(blocks.StructBlock):
    """A question at a moment of the film."""

    at = time_block(label="At", help_text=AT)
    who = blocks.CharBlock(max_length=80, required=False, label="In whose film or sound", help_text=WHO)
    question = QuestionBlocks(
        max_num=1, required=False, help_text="One question, of any kind. Whoever answers is told at once."
    )

    class Meta:
        icon = "help"
        label = "Question"
        description = "A question of any kind, answered and told of at once"
        template = "casestudies/blocks/pause_question.html"
        label_format = "{at} Question"
        preview_value = {"at": "0:51", "question": [{"type": "single", "value": CHOICE}]}

    def get_preview_value(self):
        return self.to_python(self.meta.preview_value)


class PauseBlocks(blocks.StreamBlock):
    """Where the film of a case stops."""

    prompt = PromptPauseBlock()
    question = QuestionPauseBlock()
