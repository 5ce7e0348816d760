"""A question of a file as our blocks hold it, and what of it they hold less of. The way back is in transcribed.py."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from quizzes.interchange.questions import FALSE, TRUE, Answer, Item, Kind, Problem
from quizzes.interchange.shares import decimal_words
from quizzes.interchange.words import one_line

CODE_CHARS = 20
LEVELS = ("core", "further")
# What an accepted answer may earn, in per cent.
SHARES_PCT = (100, 75, 50, 25, 0)

WILDCARD = "“{text}” has a * in it, which stands for any words. Write out what is accepted instead."
NO_SOURCE = "There is no source “{code}”. Add it under Sources first, or take it out of the file."

Values = dict[str, object]


def block_of(item: Item, *, sources: Mapping[str, int]) -> tuple[str, Values] | Problem:
    """The block's name and its value as a stream stores it. `sources` has the key of each code, in small letters.

    Answers stand on one line each. Whether our blocks accept it is theirs to say; what they hold less of is said by `not_kept`.
    """
    if unknown := [code for code in item.sources if code.lower() not in sources]:
        return Problem.of(item, NO_SOURCE.format(code=unknown[0][:40]))
    if item.kind == Kind.SHORT_TEXT and (wild := [one.text for one in _accepted(item) if "*" in one.text]):
        return Problem.of(item, WILDCARD.format(text=wild[0][:40]))
    return item.kind.value, _common(item, sources) | ANSWERS[item.kind](item)


def _common(item: Item, sources: Mapping[str, int]) -> Values:
    situation, stem = _parted(item)
    return {
        "situation": situation,
        "stem": stem,
        "explanation": item.explanation,
        "sources": [sources[code.lower()] for code in item.sources],
        "code": _code(item),
        "level": item.level if item.level in LEVELS else "core",
        "topics": list(item.tags),
        "lesson": None,
    }


def _parted(item: Item) -> tuple[str, str]:
    """The last paragraph asks; what stands before it is the situation."""
    if item.situation:
        return item.situation, item.stem
    situation, _, stem = item.stem.rpartition("\n\n")
    return situation, stem


def _code(item: Item) -> str:
    return next((name for name in (item.id, item.name) if 0 < len(name) <= CODE_CHARS), "")


def _choice(item: Item) -> Values:
    options = [
        {"text": one_line(one.text), "is_right": _is_right(item, one), "feedback": one.feedback}
        for one in item.answers
    ]
    return {"options": options, "shuffle_options": item.shuffle}


def _is_right(item: Item, answer: Answer) -> bool:
    return answer.share == 1 if item.kind == Kind.SINGLE else answer.share > 0


def _several(item: Item) -> Values:
    return _choice(item) | {"scheme": scheme_of(item)}


def scheme_of(item: Item) -> str:
    """All or nothing where any wrong answer takes the whole mark away; otherwise in parts."""
    wrong = [answer.share for answer in item.answers if answer.share <= 0]
    return "all" if wrong and all(share == -1 for share in wrong) else "part"


def _truth(item: Item) -> Values:
    told = {answer.text: answer for answer in item.answers}
    return {
        "is_true": TRUE if told[TRUE].share == 1 else FALSE,
        "feedback_true": told[TRUE].feedback,
        "feedback_false": told[FALSE].feedback,
    }


def _matching(item: Item) -> Values:
    return {
        "pairs": [
            {"prompt": one_line(one.prompt), "answer": one_line(one.text)}
            for one in item.answers
            if one.prompt
        ],
        "extra_answers": [one_line(one.text) for one in item.answers if not one.prompt],
        "shuffle_options": item.shuffle,
    }


def _ordering(item: Item) -> Values:
    return {"items": [{"text": one_line(answer.text)} for answer in item.answers]}


def _accepted(item: Item) -> list[Answer]:
    """Without the one that stands for every other answer."""
    return [answer for answer in item.answers if answer.text != "*"]


def _short(item: Item) -> Values:
    rows = [
        {"text": one_line(one.text), "share_pct": str(share_pct(one.share)), "feedback": one.feedback}
        for one in _accepted(item)
    ]
    return {"accepted": rows}


def share_pct(share: Fraction) -> int:
    """The nearest share that an accepted answer can earn; the lower of two as near."""
    return min(reversed(SHARES_PCT), key=lambda pct: abs(share * 100 - pct))


def _numeric(item: Item) -> Values:
    rows = [
        {
            "value": one.text,
            "tolerance": one.tolerance or "0",
            "share_pct": str(share_pct(one.share)),
            "feedback": one.feedback,
        }
        for one in _accepted(item)
    ]
    units = [{"unit": unit.name, "times": decimal_words(unit.times)} for unit in item.units]
    return {"accepted": rows, "units": units, "unit_required": item.unit_required}


def _reflection(item: Item) -> Values:
    """GIFT has one place for both, so an explanation alone is the model answer."""
    if item.answers:
        return {"model_answer": item.answers[0].text}
    return {"model_answer": item.explanation, "explanation": ""}


ANSWERS: dict[Kind, Callable[[Item], Values]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _several,
    Kind.TRUE_FALSE: _truth,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.SHORT_TEXT: _short,
    Kind.NUMERIC: _numeric,
    Kind.REFLECTION: _reflection,
}


def not_kept(item: Item, held: frozenset[str]) -> tuple[str, ...]:
    """What of a question is lost in our blocks, which have fields of these names."""
    lost = {
        "Its category is not kept: the questions of a quiz have none.": bool(item.category)
        and item.category[-1] not in item.tags,
        "Its tags are not kept: a question of a quiz has no topics yet.": bool(item.tags)
        and "topics" not in held,
        "Its name is too long for a code, and is not kept.": bool(item.id or item.name) and not _code(item),
        OTHER_SHARES[item.kind]: _earns_otherwise(item),
        "Feedback for any other answer is not kept.": any(
            one.text == "*" and one.feedback for one in item.answers
        ),
    }
    return (*item.notes, *(note for note, is_lost in lost.items() if is_lost))


OTHER_SHARES = dict.fromkeys(Kind, "An answer earns the nearest of 100, 75, 50, 25 and 0 per cent.") | {
    Kind.SINGLE: "Only the right answer earns a mark: shares for others are not kept.",
    Kind.MULTIPLE: "Each right answer earns the same share, and each wrong one takes as much away: other shares are not kept.",
}


def _earns_otherwise(item: Item) -> bool:
    """Whether our way of marking gives other marks than the file's shares."""
    shares = [answer.share for answer in item.answers]
    if item.kind == Kind.SINGLE:
        return any(share not in (0, 1) for share in shares)
    if item.kind == Kind.MULTIPLE:
        right = [share for share in shares if share > 0]
        part = Fraction(1, len(right))
        loss = Fraction(1) if scheme_of(item) == "all" else part
        return any(share != (part if share > 0 else -loss) for share in shares)
    if item.kind in (Kind.SHORT_TEXT, Kind.NUMERIC):
        return any(one.share * 100 not in SHARES_PCT for one in _accepted(item))
    return False
