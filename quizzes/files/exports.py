"""The questions of a quiz, or of the bank, as files."""

from collections.abc import Iterable
from dataclasses import dataclass

from learning.records.counting import questions_in_words
from learning.site.sources import Source
from quizzes.files import transcribed
from quizzes.interchange.detect import Format, write
from quizzes.interchange.questions import Amiss, Item, Kind, Problem
from quizzes.pages import QuizPage

CONTENT_TYPES = {Format.MOODLE_XML: "application/xml", Format.JSON: "application/json"}
NO_FILE_HOLDS = "“{stem}” is of a kind that no file holds, and is left out."
HALF_WRITTEN = "“{stem}” is half-written, and is left out."


@dataclass(frozen=True)
class File:
    """A file to be, and what it leaves out: whole questions are problems, parts of them are notes."""

    form: Format
    text: str
    count: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def content_type(self) -> str:
        return f"{CONTENT_TYPES.get(self.form, 'text/plain')}; charset=utf-8"

    @property
    def ending(self) -> str:
        return f"{self.form.value}.txt" if self.form.extension == "txt" else self.form.extension

    @property
    def words(self) -> str:
        return f"{self.form.words}: {questions_in_words(self.count)}"


def items_of(page: QuizPage) -> tuple[list[Item], list[Problem]]:
    """The questions of the latest draft, and those that no file could hold."""
    return items_in(page.get_latest_revision_as_object().questions.get_prep_value())


def items_in(blocks: Iterable[dict]) -> tuple[list[Item], list[Problem]]:
    """The same of questions as streams store them. One query."""
    codes = dict(Source.objects.values_list("pk", "code"))
    items, problems = [], []
    for number, raw in enumerate(blocks, start=1):
        stem = (raw["value"].get("stem") or "")[:60]
        if raw["type"] not in list(Kind):
            problems.append(Problem(NO_FILE_HOLDS.format(stem=stem), element=number))
            continue
        if item := _whole(raw, codes):
            items.append(item)
        else:
            problems.append(Problem(HALF_WRITTEN.format(stem=stem), element=number))
    return items, problems


def _whole(raw: dict, codes: dict[int, str]) -> Item | None:
    """The question, or none where it could not be read again."""
    try:
        item = transcribed.item_of(raw["type"], raw["value"], codes=codes)
    except Amiss:
        return None
    return item if transcribed.is_whole(item) else None


def written(items: list[Item], form: Format) -> File:
    file = write(items, form)
    return File(form, file.text, len(items) - len(file.problems), file.problems, file.notes)
