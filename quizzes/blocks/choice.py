"""Questions answered by choosing."""

from wagtail import blocks

from quizzes import limits
from quizzes.blocks.previews import CHOICE, TRUE_FALSE
from quizzes.blocks.question import CHOOSE, SAME_TWICE, QuestionBlock, layout, row_key, twice, written
from quizzes.marking.kinds import Scheme
from quizzes.questions import Kind

SCHEMES = [
    (Scheme.ALL.value, "All or nothing: every right answer, and no other"),
    (Scheme.PART.value, "In parts: a share for each right answer, less a share for each wrong one"),
]


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


class ChoiceBlock(QuestionBlock):
    """Answers to choose from."""

    options = blocks.ListBlock(
        OptionBlock(), default=[{}, {}, {}, {}], max_num=limits.OPTIONS_MAX, label="Answers"
    )
    shuffle_options = blocks.BooleanBlock(
        required=False, default=True, help_text="Turn off for answers with an order of their own."
    )

    answers_field = "options"

    def problem(self, value) -> str:
        options = written(value["options"])
        right = [option for option in options if option["is_right"]]
        if len(options) < limits.OPTIONS_MIN:
            return "Write at least two answers."
        if text := twice(option["text"] for option in options):
            return SAME_TWICE.format(text=text)
        if not right:
            return f"“{value['stem']}” has no right answer marked. Mark at least one."
        return self.problem_of_right(right)

    def problem_of_right(self, right: list) -> str:
        return ""

    def answers(self, value) -> dict:
        rows = {row_key(option["text"]): option for option in written(value["options"])}
        options = [
            {
                "key": key,
                "text": option["text"],
                "is_right": bool(option["is_right"]),
                "feedback": option["feedback"] or "",
            }
            for key, option in rows.items()
        ]
        return {"options": options, "shuffle_options": bool(value["shuffle_options"])}


class SingleChoiceBlock(ChoiceBlock):
    """A question with one right answer."""

    kind = Kind.SINGLE

    class Meta:
        icon = "radio-full"
        label = "Choose one"
        group = CHOOSE
        description = "A question with one right answer"
        preview_value = CHOICE
        form_layout = layout("options", settings=("shuffle_options",))

    def problem_of_right(self, right: list) -> str:
        return (
            "Mark one answer as right, or use “Choose every answer that applies”." if len(right) > 1 else ""
        )


class MultipleChoiceBlock(ChoiceBlock):
    """A question with one or more right answers."""

    scheme = blocks.ChoiceBlock(choices=SCHEMES, default=Scheme.ALL.value, label="How it is marked")

    kind = Kind.MULTIPLE

    class Meta:
        icon = "tick-inverse"
        label = "Choose every answer that applies"
        group = CHOOSE
        description = "A question with several right answers"
        preview_value = CHOICE
        form_layout = layout("options", settings=("scheme", "shuffle_options"))

    def answers(self, value) -> dict:
        rules = {"scheme": Scheme.PART.value} if value.get("scheme") == Scheme.PART else {}
        return super().answers(value) | {"rules": rules}


class TrueFalseBlock(QuestionBlock):
    """Something said, which is true or false."""

    is_true = blocks.ChoiceBlock(
        choices=[("true", "True"), ("false", "False")], default="true", label="It is"
    )
    feedback_true = blocks.TextBlock(
        max_length=limits.FEEDBACK_CHARS, required=False, rows=2, label="To whoever says true"
    )
    feedback_false = blocks.TextBlock(
        max_length=limits.FEEDBACK_CHARS, required=False, rows=2, label="To whoever says false"
    )

    kind = Kind.TRUE_FALSE
    answers_field = "is_true"

    class Meta:
        icon = "check"
        label = "True or false"
        group = CHOOSE
        description = "Something said, which is true or false"
        preview_value = TRUE_FALSE
        form_layout = layout("is_true", "feedback_true", "feedback_false")

    def problem(self, value) -> str:
        return "" if value["is_true"] else "Say whether it is true or false."

    def answers(self, value) -> dict:
        options = [
            {
                "key": key,
                "text": text,
                "is_right": value["is_true"] == key,
                "feedback": value[f"feedback_{key}"] or "",
            }
            for key, text in (("true", "True"), ("false", "False"))
        ]
        return {"options": options}
