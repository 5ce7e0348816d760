"""A question of ours as files hold it, out of the value that its block stores. The other way is in transcribing.py."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from quizzes.interchange.checks import faults
from quizzes.interchange.questions import FALSE, TRUE, Answer, Item, Kind, Unit
from quizzes.interchange.shares import number, plain_number, times_of
from quizzes.interchange.words import one_line, tidy
from quizzes.marking.typed import number_of


def item_of(name: str, value: Mapping, *, codes: Mapping[int, str]) -> Item:
    """The question that a block holds, from its value as a stream stores it. `codes` has the code of each source's key.

    A half-written question comes out half-written, or raises Amiss where one of its numbers is none.
    """
    kind = Kind(name)
    return Item(
        kind=kind,
        situation=tidy(value.get("situation") or ""),
        stem=tidy(value.get("stem") or ""),
        explanation=tidy(value.get("explanation") or ""),
        id=one_line(value.get("code") or ""),
        level=value.get("level") or "",
        tags=tuple(tag for topic in _flat(value.get("topics")) if (tag := one_line(topic or ""))),
        sources=tuple(codes[pk] for pk in _flat(value.get("sources")) if pk in codes),
        shuffle=value.get("shuffle_options", True),
        unit_required=bool(value.get("unit_required")),
        units=tuple(Unit(one_line(row["unit"]), _times(row)) for row in _written(value, "units", "unit")),
        answers=tuple(map(_tidied, BACK[kind](value))),
    )


def _times(row: dict) -> Fraction:
    """What a unit is worth; nothing where a draft does not say it yet, so that the question is not whole."""
    read = number_of(row.get("times") or "1")
    return (read and not read[1] and times_of(plain_number(read[0]))) or Fraction(0)


def is_whole(item: Item) -> bool:
    """Whether it could be read again from a file."""
    return not faults(item)


def _flat(rows) -> list:
    """What a list holds: a stored list wraps each of its values."""
    return [
        row["value"] if isinstance(row, dict) and "value" in row and "id" in row else row
        for row in rows or []
    ]


def _rows(value: Mapping, name: str) -> list[dict]:
    return _flat(value.get(name))


def _written(value: Mapping, name: str, key: str = "text") -> list[dict]:
    return [row for row in _rows(value, name) if (row.get(key) or "").strip()]


def _tidied(answer: Answer) -> Answer:
    """Without signs that nobody sees, which no file would hold."""
    return replace(answer, text=tidy(answer.text), prompt=tidy(answer.prompt), feedback=tidy(answer.feedback))


def _number(written: str | None) -> str:
    """A number as trainers may write it too: with a comma, or spaces between thousands."""
    return number("".join((written or "0").split()).replace(",", "."))


def _one_back(value: Mapping):
    for row in _written(value, "options"):
        yield Answer(row["text"], Fraction(bool(row.get("is_right"))), row.get("feedback") or "")


def _several_back(value: Mapping):
    """Each right answer earns an equal share; a wrong one takes as much away, or everything."""
    rows = _written(value, "options")
    part = Fraction(1, max(sum(bool(row.get("is_right")) for row in rows), 1))
    loss = part if value.get("scheme") == "part" else Fraction(1)
    for row in rows:
        yield Answer(row["text"], part if row.get("is_right") else -loss, row.get("feedback") or "")


def _truth_back(value: Mapping):
    truth = value.get("is_true")
    yield Answer(TRUE, Fraction(truth == TRUE), value.get("feedback_true") or "")
    yield Answer(FALSE, Fraction(truth == FALSE), value.get("feedback_false") or "")


def _matching_back(value: Mapping):
    for row in _written(value, "pairs", "answer"):
        yield Answer(row["answer"], prompt=row.get("prompt") or "")
    for text in _flat(value.get("extra_answers")):
        if text:
            yield Answer(text)


def _ordering_back(value: Mapping):
    for row in _written(value, "items"):
        yield Answer(row["text"])


def _short_back(value: Mapping):
    for row in _written(value, "accepted"):
        yield Answer(row["text"], _share(row), row.get("feedback") or "")


def _numeric_back(value: Mapping):
    for row in _written(value, "accepted", "value"):
        yield Answer(
            _number(row["value"]), _share(row), row.get("feedback") or "", _number(row.get("tolerance"))
        )


def _share(row: dict) -> Fraction:
    return Fraction(int(row.get("share_pct") or 0), 100)


def _reflection_back(value: Mapping):
    if model := value.get("model_answer"):
        yield Answer(model)


BACK = {
    Kind.SINGLE: _one_back,
    Kind.MULTIPLE: _several_back,
    Kind.TRUE_FALSE: _truth_back,
    Kind.MATCHING: _matching_back,
    Kind.ORDERING: _ordering_back,
    Kind.SHORT_TEXT: _short_back,
    Kind.NUMERIC: _numeric_back,
    Kind.REFLECTION: _reflection_back,
}
