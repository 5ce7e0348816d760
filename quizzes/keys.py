"""From a question as it is stored to the key that marks it. Pure Python.

A question version holds, as JSON:

- `options`: what may be chosen, a list of {key, text, feedback}; of a choice also is_right. Of a sequence they are the
  things to put in order, in their right order.
- `prompts`: the lines of a grid, a list of {key, text, right, feedback}; right is a list of keys of options.
- `rules`: {scheme: "all" or "part"}; of what is typed {accepted: [{text, share_pct, feedback}]} or {accepted: [{value,
  tolerance, share_pct, feedback}], units: [{unit, times}], unit_required}; {model_answer} of a reflection; {panel} of
  what a panel answered: who they were; {ends} of a scale of numbers: what its ends mean. Of a survey also {turned}: keys
  of lines of which less is better, {least}: how many lines must be answered for a mean, and {is_read} of words that the
  course team reads. Numbers that need not be whole are written as text.
"""

from collections.abc import Callable
from decimal import Decimal

from quizzes.marking.choice import ChoiceKey
from quizzes.marking.grid import GridKey, ScaleKey
from quizzes.marking.kinds import Kind, Scheme
from quizzes.marking.scores import Key
from quizzes.marking.sequence import SequenceKey
from quizzes.marking.typed import AcceptedNumber, AcceptedText, NumberKey, ReflectionKey, TextKey, Unit

# How part of an answer counts, where the author may not choose or has not: see Kind.
USUAL = {
    Kind.MATCHING: Scheme.PART,
    Kind.JUDGEMENT: Scheme.PART,
    Kind.OBSERVATION: Scheme.PART,
    Kind.ORDERING: Scheme.PART,
    Kind.RANKING: Scheme.PART,
    Kind.SHORT_TEXT: Scheme.PART,
    Kind.NUMERIC: Scheme.PART,
}


def scheme_of(question) -> Scheme:
    return Scheme(question.rules.get("scheme") or USUAL.get(Kind(question.kind), Scheme.ALL))


def key_of(question) -> Key:
    """What marks a question: anything with kind, options, prompts and rules. ValueError when nothing can."""
    return MAKERS[Kind(question.kind)](question)


def _choice(question) -> ChoiceKey:
    return ChoiceKey(
        options=frozenset(_keys(question.options)),
        right=frozenset(option["key"] for option in question.options if option["is_right"]),
        scheme=scheme_of(question),
        is_single=question.kind != Kind.MULTIPLE,
    )


def _grid(question) -> GridKey:
    return GridKey(
        right={line["key"]: frozenset(line["right"]) for line in question.prompts},
        options=_keys(question.options),
        scheme=scheme_of(question),
        near_counts=question.kind == Kind.JUDGEMENT,
    )


def _scale(question) -> ScaleKey:
    return ScaleKey(lines=_keys(question.prompts), options=_keys(question.options))


def _sequence(question) -> SequenceKey:
    return SequenceKey(order=_keys(question.options), scheme=scheme_of(question))


def _text(question) -> TextKey:
    return TextKey(tuple(AcceptedText(one["text"], one["share_pct"]) for one in question.rules["accepted"]))


def _number(question) -> NumberKey:
    rules = question.rules
    return NumberKey(
        accepted=tuple(
            AcceptedNumber(Decimal(one["value"]), Decimal(one["tolerance"]), one["share_pct"])
            for one in rules["accepted"]
        ),
        units=tuple(Unit(one["unit"], Decimal(one["times"])) for one in rules["units"]),
        unit_required=rules["unit_required"],
    )


def _keys(rows: list[dict]) -> tuple[str, ...]:
    return tuple(row["key"] for row in rows)


MAKERS: dict[Kind, Callable[..., Key]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _choice,
    Kind.MATCHING: _grid,
    Kind.JUDGEMENT: _grid,
    Kind.OBSERVATION: _grid,
    Kind.LIKERT: _scale,
    Kind.ORDERING: _sequence,
    Kind.RANKING: _sequence,
    Kind.SHORT_TEXT: _text,
    Kind.NUMERIC: _number,
    Kind.REFLECTION: lambda question: ReflectionKey(),
}
