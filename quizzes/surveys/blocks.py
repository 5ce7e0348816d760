"""What a survey asks: statements answered on a scale, and questions answered in one's own words."""

from wagtail import blocks

from quizzes import limits
from quizzes.bank.draws import NumberBlock
from quizzes.blocks.grid import LikertBlock
from quizzes.blocks.previews import LIKERT, REFLECTION
from quizzes.blocks.question import NOT_MARKED, SAME_TWICE, row_key, twice, written
from quizzes.blocks.typed import ReflectionBlock

TOO_MANY = "It asks for {least} answers and has {count} statements. Ask for {count} at most."
REST = ["explanation", "sources", "topics", "level", "lesson", "review_on", "code"]


class StatementBlock(blocks.StructBlock):
    """A thing said. A row left empty is left out."""

    text = blocks.CharBlock(max_length=limits.OPTION_CHARS, required=False, label="Statement")
    is_turned = blocks.BooleanBlock(
        required=False,
        label="Turned: less is better",
        help_text="In the figures it counts from the other end of the scale.",
    )

    class Meta:
        icon = "list-ul"
        label = "Statement"
        label_format = "{text}"


class ScaleBlock(LikertBlock):
    """Things said, each answered on a scale."""

    statements = blocks.ListBlock(StatementBlock(), default=[{}, {}], max_num=limits.STATEMENTS_MAX)
    least = NumberBlock(
        min_value=1,
        max_value=limits.STATEMENTS_MAX,
        required=False,
        label="Answers needed for a mean",
        help_text="For statements that make one scale: who answers fewer has no mean. Empty: they are no scale.",
    )

    class Meta:
        icon = "grip"
        label = "Statements on a scale"
        group = NOT_MARKED
        description = "Things said, each answered on a scale"
        preview_value = LIKERT | {"statements": [{"text": text} for text in LIKERT["statements"]]}
        form_layout = blocks.BlockGroup(
            children=["situation", "stem", "statements", "scale"], settings=["least", *REST]
        )

    def problem(self, value) -> str:
        rows = written(value["statements"])
        if not rows:
            return "Write a statement."
        if text := twice(row["text"] for row in rows):
            return SAME_TWICE.format(text=text)
        if (least := _number(value["least"])) > len(rows):
            return TOO_MANY.format(least=least, count=len(rows))
        return "" if value["scale"] else "Choose a scale."

    def answers(self, value) -> dict:
        rows = written(value["statements"])
        plain = super().answers(dict(value) | {"statements": [row["text"] for row in rows]})
        rules = {
            "turned": [row_key(row["text"]) for row in rows if row["is_turned"]],
            "least": _number(value["least"]),
        }
        return plain | {"rules": plain["rules"] | {name: rule for name, rule in rules.items() if rule}}


def _number(least) -> int:
    """0 for none, and for one that is half typed."""
    return least if isinstance(least, int) else 0


class WordsBlock(ReflectionBlock):
    """A question answered in one's own words."""

    class Meta:
        icon = "comment"
        label = "In their own words"
        group = NOT_MARKED
        description = "A question answered in one’s own words, read without a name"
        preview_value = {"stem": REFLECTION["stem"]}
        form_layout = blocks.BlockGroup(children=["situation", "stem"], settings=["model_answer", *REST])

    def answers(self, value) -> dict:
        return {"options": [], "rules": {"model_answer": "", "is_read": True}}


class SurveyBlocks(blocks.StreamBlock):
    """What a survey asks. A block's name says how it is answered."""

    scale = ScaleBlock()
    words = WordsBlock()
