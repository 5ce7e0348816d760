"""What stops a question of each kind from being asked, whatever file it came in."""

from collections import Counter

from quizzes.interchange.questions import Item, Kind

NO_WORDS = "The question has no words."

ROWS_MAX = 50
TOO_MANY = f"It has more than {ROWS_MAX} answers, units, tags or pictures."

# One line of a file files every question after it, so that a long one would be there many times.
CATEGORY_CHARS = 1000
LONG_CATEGORY = f"Its category has more than {ROWS_MAX} names, or more than {CATEGORY_CHARS} characters."


def faults(item: Item) -> list[str]:
    """Why it cannot be asked, in words; nothing where it can."""
    if max(len(item.answers), len(item.units), len(item.tags), len(item.pictures)) > ROWS_MAX:
        return [TOO_MANY]
    if len(item.category) > ROWS_MAX or sum(map(len, item.category)) > CATEGORY_CHARS:
        return [LONG_CATEGORY]
    found = [] if item.whole_stem else [NO_WORDS]
    return found + CHECKS[item.kind](item)


def _choice(item: Item) -> list[str]:
    texts = [answer.text for answer in item.answers]
    if len(texts) < 2:
        return ["It has one answer. It needs at least two." if texts else "It has no answers."]
    if len(set(texts)) < len(texts):
        twice = next(text for text, count in Counter(texts).items() if count > 1)
        return [f"The answer “{twice[:40]}” is there twice."]
    if item.kind == Kind.MULTIPLE:
        return [] if any(answer.share > 0 for answer in item.answers) else ["No answer is right."]
    whole = sum(answer.share == 1 for answer in item.answers)
    if whole > 1:
        return [
            "Several answers earn the whole mark, and one can be chosen. Give each a share, such as %50%."
        ]
    return [] if whole else ["No answer earns the whole mark."]


def _truth(item: Item) -> list[str]:
    whole = sorted(answer.share for answer in item.answers)
    return [] if whole == [0, 1] else ["It must say which of true and false is right."]


def _matching(item: Item) -> list[str]:
    prompts = [answer.prompt for answer in item.answers if answer.prompt]
    if len(prompts) < 2:
        return ["It needs at least two pairs."]
    return ["Two pairs begin with the same words."] if len(set(prompts)) < len(prompts) else []


def _ordering(item: Item) -> list[str]:
    texts = [answer.text for answer in item.answers]
    if len(texts) < 2:
        return ["It needs at least two things to put in order, each on a line of its own."]
    return ["Two of the things to put in order are the same."] if len(set(texts)) < len(texts) else []


def _accepted(item: Item) -> list[str]:
    is_right = any(answer.share == 1 and answer.text != "*" for answer in item.answers)
    return [] if is_right else ["No answer earns the whole mark."]


def _numeric(item: Item) -> list[str]:
    worthless = any(unit.times <= 0 for unit in item.units)
    return _accepted(item) + (["What a unit is worth must be more than 0."] if worthless else [])


def _reflection(item: Item) -> list[str]:
    return []


CHECKS = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _truth,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.SHORT_TEXT: _accepted,
    Kind.NUMERIC: _numeric,
    Kind.REFLECTION: _reflection,
}
