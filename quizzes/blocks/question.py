"""What every kind of question has, and what an author may write of it."""

import hashlib
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from learning.site.blocks import SourceChooserBlock
from learning.site.sources import fill
from learning.site.unfinished import Unfinished
from quizzes import limits
from quizzes.blocks.showing import form_of
from quizzes.questions import Kind, Level

CHOOSE = "Choose"
WRITE = "Write"
SORT = "Match and put in order"
JUDGE = "Practice, against a panel"
NOT_MARKED = "Not marked"

SAME_TWICE = "“{text}” is there twice. Change one, or take it away."


class ReviewDateBlock(Unfinished, blocks.DateBlock):
    """A day, checked when it is published."""

    def clean(self, value):
        return super().clean(value) or None


def layout(*children: str, settings: tuple[str, ...] = ()) -> blocks.BlockGroup:
    """The form of a question: words first, its answers, and the rest behind the cog."""
    return blocks.BlockGroup(
        children=["situation", "stem", *children, "explanation", "sources"],
        settings=[*settings, "topics", "level", "lesson", "review_on", "code"],
    )


def row_key(text: str) -> str:
    """The key of an option or a line, made from its words: reordering changes no key."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def written(rows: Iterable, name: str = "text") -> list:
    """The rows that say something; one left empty is left out."""
    return [row for row in rows if (row.get(name) or "").strip()]


def twice(texts: Iterable[str]) -> str:
    """The first of some words that is there a second time, or nothing."""
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            return text
        seen.add(text)
    return ""


class QuestionBlock(blocks.StructBlock):
    """A question. Each kind says which of its answers are amiss, and what of them is stored."""

    situation = blocks.TextBlock(
        max_length=limits.SITUATION_CHARS,
        required=False,
        rows=3,
        help_text="What is happening, before the question. May be empty.",
    )
    stem = blocks.TextBlock(max_length=limits.STEM_CHARS, rows=2, label="Question")
    explanation = blocks.TextBlock(
        max_length=limits.EXPLANATION_CHARS,
        required=False,
        rows=3,
        help_text="Shown with the result, whatever was answered.",
    )
    sources = blocks.ListBlock(
        SourceChooserBlock(), default=[], max_num=limits.SOURCES_MAX, required=False, label="Sources"
    )
    topics = blocks.ListBlock(
        blocks.CharBlock(max_length=limits.TOPIC_CHARS, label="Topic"),
        default=[],
        max_num=limits.TOPICS_MAX,
        required=False,
        help_text="Words to find it by, such as Asking.",
    )
    level = blocks.ChoiceBlock(choices=Level.choices, default=Level.CORE)
    lesson = blocks.PageChooserBlock(
        required=False, help_text="The part that teaches this. Whoever misses the question is sent there."
    )
    review_on = ReviewDateBlock(
        required=False, label="Review on", help_text="When someone should read it again. You are reminded."
    )
    code = blocks.CharBlock(
        max_length=limits.CODE_CHARS, required=False, help_text="Your own short name for it, such as Q01."
    )

    kind: Kind
    # The child that a problem stands beside.
    answers_field: str

    class Meta:
        template = "quizzes/blocks/question.html"
        label_format = "{stem}"

    def clean(self, value):
        """Refuse what cannot be marked; a draft may be half-written."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if problem := self.problem(cleaned):
            raise StructBlockValidationError(block_errors={self.answers_field: ValidationError(problem)})
        return cleaned

    def problem(self, value) -> str:
        """Why these answers cannot be asked, or nothing."""
        raise NotImplementedError

    def content(self, value) -> dict:
        """The fields of a question version. Whole only where there is no problem."""
        return {
            "kind": self.kind.value,
            "code": value["code"] or "",
            "level": value["level"],
            "situation": value["situation"] or "",
            "stem": value["stem"] or "",
            "explanation": value["explanation"] or "",
            "sources": [
                {"code": source.code, "title": source.title, "url": source.url}
                for source in fill(source for source in value["sources"] if source)
            ],
            "lesson_id": value["lesson"].pk if value["lesson"] else None,
            "topics": [topic.strip() for topic in value.get("topics") or [] if topic and topic.strip()],
            "prompts": [],
            "rules": {},
            "shuffle_options": False,
        } | self.answers(value)

    def answers(self, value) -> dict:
        """The fields that are this kind's own: options, and as may be prompts, rules, shuffle_options."""
        raise NotImplementedError

    def get_preview_value(self):
        """What is not said of it is as in a new question."""
        return self.to_python(self.meta.preview_value)

    def get_context(self, value, parent_context=None):
        """As a learner meets it, with nothing of the key."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"form": form_of(self, value, prefix=str(context.get("id") or "asked"))}
