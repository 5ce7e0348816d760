"""What quizzes ask of the bank: draws as an author writes them, and words for what the bank has too few of."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import OuterRef, Subquery
from wagtail import blocks

from learning.records.counting import questions_in_words
from learning.site.unfinished import Unfinished
from quizzes import limits
from quizzes.bank.drawing import Candidate, Draw, missing, shortages
from quizzes.questions import Level
from quizzes.versions import QuizVersion

TOO_FEW = "It asks for {wanted} of {topic}, and the bank has {has}."
TOO_FEW_BETWEEN = (
    "It asks for {wanted} questions of {topics}, and the bank has {has} different ones between them."
)
WOULD_BE_SHORT = (
    "“{quiz}” needs it: {shortage} Ask for fewer there first, or put another question in the bank."
)


class NumberBlock(Unfinished, blocks.IntegerBlock):
    """A number, checked when it is published."""


class TopicBlock(Unfinished, blocks.CharBlock):
    """A topic, checked when it is published."""


class DrawBlock(blocks.StructBlock):
    """So many questions of a topic, drawn from the bank for each attempt."""

    number = NumberBlock(min_value=1, max_value=limits.QUESTIONS_MAX, label="How many")
    topic = TopicBlock(
        max_length=limits.TOPIC_CHARS, help_text="As it is written in the bank. Capitals make no difference."
    )
    level = blocks.ChoiceBlock(choices=Level.choices, required=False, help_text="Empty: of any level.")

    class Meta:
        icon = "list-ul"
        label = "Questions of a topic"
        label_format = "{number} of {topic}"
        description = "So many questions of a topic, drawn from the question bank for each attempt."
        template = "quizzes/blocks/draw.html"
        preview_value = {"number": 4, "topic": "Asking", "level": ""}


class DrawBlocks(blocks.StreamBlock):
    """What a quiz draws from the bank."""

    draw = DrawBlock()


def draws_of(page) -> list[Draw]:
    """The draws of a page as it stands; one that is half-written is left out."""
    values = [child.value for child in page.draws]
    return [
        Draw(" ".join(value["topic"].split()), value["number"], value["level"] or "")
        for value in values
        if isinstance(value["number"], int) and value["number"] > 0 and (value["topic"] or "").strip()
    ]


def draws_in(version: QuizVersion) -> list[Draw]:
    """The draws that a version of a quiz keeps."""
    return [Draw(**draw) for draw in version.draws]


def kept(draws: Iterable[Draw]) -> list[dict]:
    """Draws as a version keeps them."""
    return [{"topic": draw.topic, "number": draw.number, "level": draw.level} for draw in draws]


def besides(candidates: Iterable[Candidate], versions: Iterable[int]) -> list[Candidate]:
    """Those that a quiz does not ask already by itself."""
    own = set(versions)
    return [one for one in candidates if one.version not in own]


def shortage_words(draws: Sequence[Draw], candidates: Sequence[Candidate]) -> list[str]:
    """What the bank has too few of, with the count. Empty when all can be drawn."""
    return [
        (TOO_FEW if len(short.draws) == 1 else TOO_FEW_BETWEEN).format(
            wanted=short.wanted, has=short.has, topic=name(short.draws[0]), topics=_names(short.draws)
        )
        for short in shortages(draws, candidates)
    ]


def harm(before: Sequence[Candidate], after: Sequence[Candidate]) -> Iterator[str]:
    """Which live quizzes could draw less of the bank as it would be than as it is. Two queries."""
    for version in live_draws():
        draws, own = draws_in(version), {row.question_version_id for row in version.quiz_questions.all()}
        then = besides(after, own)
        if missing(draws, then) > missing(draws, besides(before, own)):
            yield WOULD_BE_SHORT.format(quiz=version.title, shortage=" ".join(shortage_words(draws, then)))


def live_draws():
    """The latest version of each quiz on a live page that draws from the bank, by title."""
    latest = QuizVersion.objects.filter(quiz=OuterRef("quiz")).order_by("-number").values("pk")[:1]
    versions = QuizVersion.objects.filter(pk=Subquery(latest), quiz__page__live=True).exclude(draws=[])
    return versions.prefetch_related("quiz_questions").order_by("title", "pk")


def name(draw: Draw) -> str:
    """“Asking”, and its level where one is named."""
    return f"“{draw.topic}”" + (f" ({Level(draw.level).label.lower()})" if draw.level else "")


def _names(draws: Sequence[Draw]) -> str:
    names = list(dict.fromkeys(map(name, draws)))
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def in_words(draw: Draw) -> str:
    return f"{questions_in_words(draw.number)} of {name(draw)}"
