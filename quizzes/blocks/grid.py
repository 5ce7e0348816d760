"""Questions with an answer for each line."""

from wagtail import blocks

from quizzes import limits
from quizzes.blocks.previews import JUDGEMENT, LIKERT, MATCHING, OBSERVATION
from quizzes.blocks.question import (
    JUDGE,
    NOT_MARKED,
    SAME_TWICE,
    SORT,
    QuestionBlock,
    layout,
    row_key,
    twice,
    written,
)
from quizzes.blocks.scales import NO_SCALE, OBSERVED, RATINGS, SCALES
from quizzes.marking.kinds import Scheme
from quizzes.marking.typed import fold
from quizzes.questions import Kind

PANEL_HELP = (
    "Who they were, such as six health visitors and five social workers, in May 2026. Shown with the result."
)


class PairBlock(blocks.StructBlock):
    """A line and what goes with it. A row left empty is left out."""

    prompt = blocks.CharBlock(max_length=limits.OPTION_CHARS, required=False, label="Line")
    answer = blocks.CharBlock(max_length=limits.OPTION_CHARS, required=False, label="Goes with")
    feedback = blocks.TextBlock(
        max_length=limits.FEEDBACK_CHARS, required=False, rows=2, help_text="Shown with the result."
    )

    class Meta:
        icon = "link"
        label = "Pair"
        label_format = "{prompt}"


class MatchingBlock(QuestionBlock):
    """Lines, and for each what goes with it."""

    pairs = blocks.ListBlock(PairBlock(), default=[{}, {}, {}], max_num=limits.LINES_MAX)
    extra_answers = blocks.ListBlock(
        blocks.CharBlock(max_length=limits.OPTION_CHARS, required=False, label="Answer"),
        default=[],
        max_num=limits.LINES_MAX,
        required=False,
        label="Answers that go with none",
    )
    scheme = blocks.ChoiceBlock(
        choices=[
            (Scheme.PART.value, "In parts: an equal share for each line"),
            (Scheme.ALL.value, "All or nothing"),
        ],
        default=Scheme.PART.value,
        label="How it is marked",
    )
    shuffle_options = blocks.BooleanBlock(required=False, default=True, label="Shuffle answers")

    kind = Kind.MATCHING
    answers_field = "pairs"

    class Meta:
        icon = "link"
        label = "Match"
        group = SORT
        description = "Lines, each with what goes with it"
        preview_value = MATCHING
        form_layout = layout("pairs", "extra_answers", settings=("scheme", "shuffle_options"))

    def problem(self, value) -> str:
        pairs = written(value["pairs"], "prompt")
        if len(pairs) < limits.LINES_MIN:
            return "Write at least two pairs."
        if bare := next((pair for pair in pairs if not (pair["answer"] or "").strip()), None):
            return f"Say what goes with “{bare['prompt']}”."
        if text := twice(pair["prompt"] for pair in pairs):
            return SAME_TWICE.format(text=text)
        if len(self._options(value)) < limits.OPTIONS_MIN:
            return "Every line goes with the same answer. Write another answer."
        return ""

    def answers(self, value) -> dict:
        prompts = [
            {
                "key": row_key(pair["prompt"]),
                "text": pair["prompt"],
                "right": [row_key(pair["answer"] or "")],
                "feedback": pair["feedback"] or "",
            }
            for pair in written(value["pairs"], "prompt")
        ]
        return {
            "prompts": list({prompt["key"]: prompt for prompt in prompts}.values()),
            "options": sorted(self._options(value), key=lambda option: fold(option["text"])),
            "rules": {"scheme": value.get("scheme")},
            "shuffle_options": bool(value["shuffle_options"]),
        }

    def _options(self, value) -> list[dict]:
        """Of as many answers as differ, in the author's order: which tells what goes with what."""
        answers = [pair["answer"] for pair in written(value["pairs"], "prompt")]
        texts = [text for text in (*answers, *value["extra_answers"]) if (text or "").strip()]
        return [{"key": row_key(text), "text": text} for text in dict.fromkeys(texts)]


class PanelBlock(QuestionBlock):
    """Lines to answer as a panel did."""

    panel = blocks.CharBlock(max_length=300, required=False, label="The panel", help_text=PANEL_HELP)

    answers_field = "lines"

    def problem(self, value) -> str:
        lines = written(value["lines"])
        if len(lines) < limits.LINES_MIN:
            return "Write at least two lines."
        if text := twice(line["text"] for line in lines):
            return SAME_TWICE.format(text=text)
        if bare := next((line for line in lines if not line["panel"]), None):
            return f"Say what the panel answered to “{bare['text']}”."
        return ""

    def answers(self, value) -> dict:
        prompts = {
            row_key(line["text"]): {
                "key": row_key(line["text"]),
                "text": line["text"],
                "right": [line["panel"]] if line["panel"] else [],
                "feedback": line["reason"] or "",
            }
            for line in written(value["lines"])
        }
        return {
            "prompts": list(prompts.values()),
            "options": [{"key": key, "text": text} for key, text in self.scale(value)],
            "rules": {"panel": value["panel"]} if value["panel"] else {},
        }

    def scale(self, value) -> list[tuple[str, str]]:
        """[key, words] of what may be chosen for each line."""
        raise NotImplementedError


def line_block(choices: list[tuple[str, str]], *, label: str) -> blocks.StructBlock:
    """A line, what the panel answered, and why."""
    return blocks.StructBlock(
        [
            ("text", blocks.TextBlock(max_length=limits.OPTION_CHARS, required=False, rows=2, label=label)),
            ("panel", blocks.ChoiceBlock(choices=choices, required=False, label="The panel said")),
            (
                "reason",
                blocks.TextBlock(
                    max_length=limits.FEEDBACK_CHARS, required=False, rows=2, label="The panel's reason"
                ),
            ),
        ],
        label=label,
        label_format="{text}",
        icon="list-ul",
    )


class JudgementBlock(PanelBlock):
    """What one might do, each rated as a panel did."""

    lines = blocks.ListBlock(
        line_block(RATINGS, label="What one might do"),
        default=[{}, {}, {}, {}],
        max_num=limits.LINES_MAX,
        label="What one might do",
    )

    kind = Kind.JUDGEMENT

    class Meta:
        icon = "group"
        label = "Rate what one might do"
        group = JUDGE
        description = "What one might do, each rated as a panel did"
        preview_value = JUDGEMENT
        form_layout = layout("lines", "panel")

    def scale(self, value):
        return RATINGS


class ObservationBlock(PanelBlock):
    """Lines of a passage, or moments of a film: which describe, and which say more than was there."""

    lines = blocks.ListBlock(
        line_block(OBSERVED, label="Line or moment"),
        default=[{}, {}, {}],
        max_num=limits.LINES_MAX,
        label="Lines of a passage, or moments of a film",
        help_text="For a film, begin with the time, such as 0:45.",
    )

    kind = Kind.OBSERVATION

    class Meta:
        icon = "view"
        label = "Describe, do not label"
        group = JUDGE
        description = "Lines or moments: which describe, which label, and where there is not enough to say"
        preview_value = OBSERVATION
        form_layout = layout("lines", "panel")

    def scale(self, value):
        return OBSERVED


class LikertBlock(QuestionBlock):
    """Things said, each answered on a scale. Never scored."""

    statements = blocks.ListBlock(
        blocks.CharBlock(max_length=limits.OPTION_CHARS, required=False, label="Statement"),
        default=["", ""],
        max_num=limits.STATEMENTS_MAX,
    )
    scale = blocks.ChoiceBlock(
        choices=[(name, scale.label) for name, scale in SCALES.items()], default="agree", label="Scale"
    )

    kind = Kind.LIKERT
    answers_field = "statements"

    class Meta:
        icon = "grip"
        label = "Answer on a scale"
        group = NOT_MARKED
        description = "Things said, each answered on a scale, and never scored"
        preview_value = LIKERT
        form_layout = layout("statements", "scale")

    def problem(self, value) -> str:
        statements = [text for text in value["statements"] if (text or "").strip()]
        if not statements:
            return "Write a statement."
        if text := twice(statements):
            return SAME_TWICE.format(text=text)
        return "" if value["scale"] else "Choose a scale."

    def answers(self, value) -> dict:
        texts = dict.fromkeys(text for text in value["statements"] if (text or "").strip())
        scale = SCALES.get(value["scale"], NO_SCALE)
        return {
            "prompts": [{"key": row_key(text), "text": text, "right": [], "feedback": ""} for text in texts],
            "options": scale.options,
            "rules": scale.rules,
        }
