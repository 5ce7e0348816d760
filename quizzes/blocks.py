"""Questions as trainers write them: in a quiz, and later in a bank. What is asked is a version of them."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from learning.site.blocks import SourceChooserBlock
from quizzes import limits
from quizzes.questions import Kind, Level


class OptionBlock(blocks.StructBlock):
    """An answer that one may choose. A row left empty is left out."""

    text = blocks.CharBlock(max_length=limits.OPTION_CHARS, required=False, label="Answer")
    is_right = blocks.BooleanBlock(required=False, label="This is right")
    feedback = blocks.TextBlock(
        max_length=limits.FEEDBACK_CHARS,
        required=False,
        rows=2,
        help_text="Shown with the result to whoever chose this.",
    )

    class Meta:
        icon = "radio-full"
        label = "Answer"
        label_format = "{text}"


class QuestionBlock(blocks.StructBlock):
    """What every kind of question has."""

    situation = blocks.TextBlock(
        max_length=limits.SITUATION_CHARS,
        required=False,
        rows=3,
        help_text="What is happening, before the question. May be empty.",
    )
    stem = blocks.TextBlock(max_length=limits.STEM_CHARS, rows=2, label="Question")
    options = blocks.ListBlock(
        OptionBlock(), default=[{}, {}, {}, {}], max_num=limits.OPTIONS_MAX, label="Answers"
    )
    explanation = blocks.TextBlock(
        max_length=limits.EXPLANATION_CHARS,
        required=False,
        rows=3,
        help_text="Shown with the result, whatever was chosen.",
    )
    sources = blocks.ListBlock(
        SourceChooserBlock(), default=[], max_num=limits.SOURCES_MAX, required=False, label="Sources"
    )
    shuffle_options = blocks.BooleanBlock(
        required=False, default=True, help_text="Turn off for true and false, and for answers with an order."
    )
    code = blocks.CharBlock(
        max_length=20, required=False, help_text="Your own short name for it, such as Q01."
    )
    level = blocks.ChoiceBlock(choices=Level.choices, default=Level.CORE)
    lesson = blocks.PageChooserBlock(
        required=False, help_text="The part that teaches this. Whoever misses the question is sent there."
    )

    kind: Kind

    class Meta:
        form_layout = blocks.BlockGroup(
            children=["situation", "stem", "options", "explanation", "sources"],
            settings=["shuffle_options", "code", "level", "lesson"],
        )
        label_format = "{stem}"

    def clean(self, value):
        """Refuse what cannot be marked; a draft may be half-written."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if problem := self.problem(cleaned):
            raise StructBlockValidationError(block_errors={"options": ValidationError(problem)})
        return cleaned

    def problem(self, value) -> str:
        """Why these options cannot be asked, or nothing."""
        options = [option for option in value["options"] if option["text"]]
        right = [option for option in options if option["is_right"]]
        if len(options) < limits.OPTIONS_MIN:
            return "Write at least two answers."
        if len({option["text"] for option in options}) < len(options):
            return "Two answers are the same. Change one, or take it away."
        if not right:
            return f"“{value['stem']}” has no right answer marked. Mark at least one."
        return self.problem_of_kind(right)

    def problem_of_kind(self, right: list) -> str:
        return ""


PREVIEW = {
    "situation": "At clinic, a 12-month-old hurts his hand, turns away from his mother and goes on playing.",
    "stem": "What should go in the record?",
    "options": [
        {
            "text": "What you saw, and in what order",
            "is_right": True,
            "feedback": "Yes: describe, do not label.",
        },
        {"text": "“Happy, independent baby”", "is_right": False, "feedback": "This is a conclusion."},
        {"text": "Nothing", "is_right": False, "feedback": "Others can build on what you saw."},
    ],
    "explanation": "Others can build on a description. They cannot build on a label.",
    "shuffle_options": True,
}


class SingleChoiceBlock(QuestionBlock):
    """A question with one right answer."""

    kind = Kind.SINGLE

    class Meta:
        icon = "radio-full"
        label = "Choose one"
        template = "quizzes/blocks/single_choice.html"
        description = "A question with one right answer"
        preview_value = PREVIEW

    def problem_of_kind(self, right: list) -> str:
        return (
            "Mark one answer as right, or use “Choose every answer that applies”." if len(right) > 1 else ""
        )


class MultipleChoiceBlock(QuestionBlock):
    """A question with one or more right answers: all of them and no others must be chosen."""

    kind = Kind.MULTIPLE

    class Meta:
        icon = "tick-inverse"
        label = "Choose every answer that applies"
        template = "quizzes/blocks/multiple_choice.html"
        description = "A question with several right answers, all of which must be chosen"
        preview_value = PREVIEW


class QuestionBlocks(blocks.StreamBlock):
    """The questions of a quiz."""

    single = SingleChoiceBlock()
    multiple = MultipleChoiceBlock()
