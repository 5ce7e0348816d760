"""Questions answered by putting things in order."""

from wagtail import blocks

from quizzes import limits
from quizzes.blocks.grid import PANEL_HELP
from quizzes.blocks.previews import ORDERING, RANKING
from quizzes.blocks.question import JUDGE, SAME_TWICE, SORT, QuestionBlock, layout, row_key, twice, written
from quizzes.marking.kinds import Scheme
from quizzes.questions import Kind

SCHEMES = [
    (Scheme.PART.value, "In parts: for every two that stand the right way round"),
    (Scheme.ALL.value, "All or nothing"),
]


class ThingBlock(blocks.StructBlock):
    """One of the things to put in order. A row left empty is left out."""

    text = blocks.CharBlock(max_length=limits.OPTION_CHARS, required=False, label="Words")
    feedback = blocks.TextBlock(
        max_length=limits.FEEDBACK_CHARS, required=False, rows=2, label="Why it stands here"
    )

    class Meta:
        icon = "list-ol"
        label_format = "{text}"


class SequenceBlock(QuestionBlock):
    """Things, written in the order that they belong in. Learners always meet them shuffled."""

    items = blocks.ListBlock(
        ThingBlock(),
        default=[{}, {}, {}],
        max_num=limits.LINES_MAX,
        label="In the right order",
        help_text="Write the first one first. Learners meet them shuffled.",
    )
    scheme = blocks.ChoiceBlock(choices=SCHEMES, default=Scheme.PART.value, label="How it is marked")

    answers_field = "items"

    def problem(self, value) -> str:
        things = written(value["items"])
        if len(things) < limits.LINES_MIN:
            return "Write at least two things."
        if text := twice(thing["text"] for thing in things):
            return SAME_TWICE.format(text=text)
        return ""

    def answers(self, value) -> dict:
        rows = {row_key(thing["text"]): thing for thing in written(value["items"])}
        options = [
            {"key": key, "text": thing["text"], "feedback": thing["feedback"] or ""}
            for key, thing in rows.items()
        ]
        return {"options": options, "rules": {"scheme": value.get("scheme")}, "shuffle_options": True}


class OrderingBlock(SequenceBlock):
    """Things that have a right order."""

    kind = Kind.ORDERING

    class Meta:
        icon = "list-ol"
        label = "Put in order"
        group = SORT
        description = "Things to put in their right order"
        preview_value = ORDERING
        form_layout = layout("items", settings=("scheme",))


class RankingBlock(SequenceBlock):
    """What one might do, in the order that a panel gave it."""

    panel = blocks.CharBlock(max_length=300, required=False, label="The panel", help_text=PANEL_HELP)

    kind = Kind.RANKING

    class Meta:
        icon = "group"
        label = "Rank what one might do"
        group = JUDGE
        description = "What one might do, best first, compared with a panel"
        preview_value = RANKING
        form_layout = layout("items", "panel", settings=("scheme",))

    def answers(self, value) -> dict:
        content = super().answers(value)
        return content | {"rules": content["rules"] | ({"panel": value["panel"]} if value["panel"] else {})}
