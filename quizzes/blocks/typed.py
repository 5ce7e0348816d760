"""Questions answered by writing."""

from decimal import Decimal, InvalidOperation

from wagtail import blocks

from quizzes import limits
from quizzes.blocks.previews import NUMERIC, REFLECTION, SHORT_TEXT
from quizzes.blocks.question import NOT_MARKED, WRITE, QuestionBlock, layout, written
from quizzes.marking.typed import fold, number_of
from quizzes.questions import Kind

SHARES = [
    ("100", "The whole mark"),
    ("75", "Three quarters"),
    ("50", "Half"),
    ("25", "A quarter"),
    ("0", "Nothing"),
]
NO_WHOLE_MARK = "No answer earns the whole mark. Let at least one."


def share_block() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(choices=SHARES, default="100", label="Earns")


def feedback_block() -> blocks.TextBlock:
    return blocks.TextBlock(
        max_length=limits.FEEDBACK_CHARS,
        required=False,
        rows=2,
        help_text="Shown with the result to whoever wrote this.",
    )


class AcceptedTextBlock(blocks.StructBlock):
    """Words that are accepted."""

    text = blocks.CharBlock(max_length=limits.SHORT_TEXT_CHARS, required=False, label="Answer")
    share_pct = share_block()
    feedback = feedback_block()

    class Meta:
        icon = "tick"
        label_format = "{text}"


class AcceptedNumberBlock(blocks.StructBlock):
    """A number that is accepted, and how far off it one may be."""

    value = blocks.CharBlock(max_length=limits.NUMBER_CHARS, required=False, label="Number")
    tolerance = blocks.CharBlock(
        max_length=limits.NUMBER_CHARS,
        required=False,
        label="Give or take",
        help_text="Empty: exactly this number.",
    )
    share_pct = share_block()
    feedback = feedback_block()

    class Meta:
        icon = "tick"
        label_format = "{value}"


class UnitBlock(blocks.StructBlock):
    """A unit, and how many of the first unit go into one of it."""

    unit = blocks.CharBlock(max_length=limits.NAME_CHARS, required=False)
    times = blocks.CharBlock(
        max_length=limits.NUMBER_CHARS,
        required=False,
        default="1",
        label="Is worth",
        help_text="How many of the first unit: 1 for the first, 60 for hours after minutes.",
    )

    class Meta:
        icon = "cog"
        label_format = "{unit}"


class TypedBlock(QuestionBlock):
    """Accepted answers, the best first."""

    answers_field = "accepted"

    def shares(self, value, rows: list) -> str:
        """What is amiss with what the answers earn."""
        return "" if any(int(row["share_pct"] or 0) == 100 for row in rows) else NO_WHOLE_MARK


class ShortTextBlock(TypedBlock):
    """A few words to write."""

    accepted = blocks.ListBlock(
        AcceptedTextBlock(),
        default=[{}, {}],
        max_num=limits.ACCEPTED_MAX,
        label="Accepted answers",
        help_text="Capitals, accents, spaces and a full stop at the end make no difference.",
    )

    kind = Kind.SHORT_TEXT

    class Meta:
        icon = "edit"
        label = "Write a few words"
        group = WRITE
        description = "A few words to write, compared with the answers you accept"
        preview_value = SHORT_TEXT
        form_layout = layout("accepted")

    def problem(self, value) -> str:
        rows = [row for row in written(value["accepted"]) if fold(row["text"])]
        if not rows:
            return "Write an answer that is accepted."
        return self.shares(value, rows)

    def answers(self, value) -> dict:
        accepted = [
            {"text": row["text"], "share_pct": int(row["share_pct"] or 0), "feedback": row["feedback"] or ""}
            for row in written(value["accepted"])
            if fold(row["text"])
        ]
        return {"options": [], "rules": {"accepted": accepted}}


class NumericBlock(TypedBlock):
    """A number to write, with or without a unit."""

    accepted = blocks.ListBlock(
        AcceptedNumberBlock(), default=[{}], max_num=limits.ACCEPTED_MAX, label="Accepted numbers"
    )
    units = blocks.ListBlock(
        UnitBlock(),
        default=[],
        max_num=limits.UNITS_MAX,
        required=False,
        help_text="The numbers above are in the first. Leave empty where there is none.",
    )
    unit_required = blocks.BooleanBlock(required=False, label="The unit must be written")

    kind = Kind.NUMERIC

    class Meta:
        icon = "decimal"
        label = "Write a number"
        group = WRITE
        description = "A number to write, with a tolerance and units"
        preview_value = NUMERIC
        form_layout = layout("accepted", "units", settings=("unit_required",))

    def problem(self, value) -> str:
        rows = written(value["accepted"], "value")
        if not rows:
            return "Write a number that is accepted."
        numbers = [row["value"] for row in rows] + [row["tolerance"] or "0" for row in rows]
        units = written(value["units"], "unit")
        if bad := next((text for text in numbers if decimal_of(text) is None), None):
            return f"“{bad}” is no number. Write figures, such as 12 or 0.5."
        if row := next((row for row in rows if decimal_of(row["tolerance"] or "0") < 0), None):
            return f"“Give or take” for “{row['value']}” must be 0 or more."
        if unit := next((unit for unit in units if (decimal_of(unit["times"]) or 0) <= 0), None):
            return f"“{unit['unit']}” must be worth more than 0."
        if value["unit_required"] and not units:
            return "Name the unit that must be written."
        if bad := next((unit["unit"].strip() for unit in units if not may_be_written(unit["unit"])), None):
            return f"“{bad}” is no unit that can be written after a number. Write it like ml or hours."
        return self.shares(value, rows)

    def answers(self, value) -> dict:
        accepted = [
            {
                "value": plain(row["value"]),
                "tolerance": plain(row["tolerance"] or "0"),
                "share_pct": int(row["share_pct"] or 0),
                "feedback": row["feedback"] or "",
            }
            for row in written(value["accepted"], "value")
        ]
        units = [
            {"unit": unit["unit"].strip(), "times": plain(unit["times"])}
            for unit in written(value["units"], "unit")
        ]
        rules = {"accepted": accepted, "units": units, "unit_required": bool(value["unit_required"])}
        return {"options": [], "rules": rules}


def decimal_of(text: str | None) -> Decimal | None:
    """The number that someone wrote, as a learner's would be read; None when it is none."""
    read = number_of(text or "")
    return read[0] if read and not read[1] else None


def may_be_written(unit: str) -> bool:
    """Whether a learner who writes a unit after a number has written that unit, and no other number."""
    read = number_of(f"1 {unit}")
    return read is not None and read == (1, fold(unit)) and bool(read[1])


def plain(text: str | None) -> str:
    """A number as it is stored; words that are none stay as they are, for a draft."""
    try:
        return f"{decimal_of(text):f}"
    except (InvalidOperation, TypeError):
        return text or ""


class ReflectionBlock(QuestionBlock):
    """Something to think about and write. Not marked."""

    model_answer = blocks.TextBlock(
        max_length=limits.MODEL_ANSWER_CHARS,
        required=False,
        rows=5,
        help_text="Shown afterwards, beside what they wrote.",
    )

    kind = Kind.REFLECTION
    answers_field = "model_answer"

    class Meta:
        icon = "comment"
        label = "Reflect"
        group = NOT_MARKED
        description = "Something to think about and write, with your own answer shown after"
        preview_value = REFLECTION
        form_layout = layout("model_answer")

    def problem(self, value) -> str:
        return ""

    def answers(self, value) -> dict:
        return {"options": [], "rules": {"model_answer": value["model_answer"] or ""}}
