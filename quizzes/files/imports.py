"""A file of questions on its way into a quiz or the bank: what of it can be added, what is amiss, and what would be lost."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.utils import ErrorList
from wagtail.blocks import StreamValue

from learning.records.counting import questions_in_words
from learning.site.sources import Source
from quizzes.blocks import QuestionBlocks
from quizzes.files import drafting, pictures, transcribing
from quizzes.files.drafting import Added
from quizzes.interchange.questions import Item, Picture, Problem, Reading
from quizzes.pages import QuizPage


@dataclass(frozen=True)
class Import:
    """`items` can be added, and `asked` are the same as a quiz holds them, in the same order."""

    items: tuple[Item, ...]
    asked: StreamValue
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def prepared(reading: Reading, *, by) -> Import:
    """What of a file's questions could be added to a quiz by someone; None is whoever runs the machine."""
    sources = {code.lower(): pk for code, pk in Source.objects.values_list("code", "pk")}
    blocks = QuestionBlocks()
    items, raw, problems = [], [], list(reading.problems)
    for item in reading.items:
        held = _as_block(blocks, item, sources)
        if isinstance(held, Problem):
            problems.append(held)
        else:
            items.append(item)
            raw.append({"type": held[0], "value": held[1], "id": f"imported-{len(raw) + 1}"})
    problems.sort(key=lambda problem: problem.line or problem.element)
    many = pictures.too_many(pictures_of(items), by=by)
    notes = (*reading.notes, *many, *_counted(blocks, items, by))
    return Import(tuple(items), blocks.to_python(raw), tuple(problems), notes)


@transaction.atomic
def add(*, page: QuizPage, prepared: Import, by) -> Added:
    """Put them into the quiz's draft, and their pictures under Images. Raises QuizIsFull, and then writes nothing."""
    added = drafting.add_blocks(page=page, asked=prepared.asked, by=by)
    pictures.keep(pictures_of(prepared.items), by=by)
    return added


def pictures_of(items: Iterable[Item]) -> Iterator[Picture]:
    """The pictures of all of them, each once, in order."""
    return iter(dict.fromkeys(picture for item in items for picture in item.pictures))


def _as_block(blocks: QuestionBlocks, item: Item, sources: dict[str, int]) -> tuple[str, dict] | Problem:
    held = transcribing.block_of(item, sources=sources)
    if isinstance(held, Problem):
        return held
    name, value = held
    if faults := _faults(blocks.child_blocks[name], value):
        return Problem.of(item, " ".join(faults))
    return held


def _faults(block, value: dict) -> list[str]:
    """Why our block would not have it, in its own words. Sources are known already."""
    try:
        block.clean(block.to_python(value | {"sources": []}))
    except ValidationError as error:
        return list(dict.fromkeys(_told(block, error)))
    return []


def _told(block, error: ValidationError) -> Iterable[str]:
    """Each message of a block and of those inside it, with the label of the field."""
    outer, inner = getattr(error, "non_block_errors", None), getattr(error, "block_errors", None)
    if outer is None and inner is None:
        yield from (f"{block.label}: {message}" for message in error.messages)
        return
    for one in (outer or ErrorList()).as_data():
        yield from (f"{block.label}: {message}" for message in one.messages)
    for child, one in _inner(block, inner or {}):
        yield from _told(child, one)


def _inner(block, errors) -> Iterable[tuple]:
    """The blocks inside that are amiss, by name or by place."""
    pairs = errors.items() if isinstance(errors, dict) else enumerate(errors)
    children = getattr(block, "child_blocks", {})
    return [(children[key] if key in children else block.child_block, one) for key, one in pairs if one]


def _counted(blocks: QuestionBlocks, items: list[Item], by) -> list[str]:
    """What is lost, each once, with how many questions it is about."""
    told = Counter()
    for item in items:
        held = frozenset(blocks.child_blocks[item.kind].child_blocks)
        told.update(
            dict.fromkeys((*transcribing.not_kept(item, held), *pictures.notes(item.pictures, by=by)), 1)
        )
    return [f"{note} ({questions_in_words(count)})" for note, count in told.items()]
