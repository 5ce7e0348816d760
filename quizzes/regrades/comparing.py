"""Whether an answer to one version of a question can be marked by the key of another, and why not. And a key in words."""

from quizzes.asking.typed import number_in_words
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.marking.kinds import Scheme
from quizzes.marking.scores import FULL
from quizzes.questions import Kind, QuestionVersion

OTHER_KIND = "It is answered in another way now ({now}) than it was ({was})."
OTHER_OPTIONS = (
    "The answers to choose from are not the same as they were. An answer that was reworded, added or taken away is "
    "another answer, and people chose among those of before."
)
OTHER_LINES = "The lines to answer are not the same as they were. A line that was reworded, added or taken away is another line."
OTHER_UNITS = "A unit that could be left out or written no longer can. Let it, and give it its worth."
SCHEMES = {Scheme.ALL: "All or nothing", Scheme.PART: "In parts"}


def why_not(was: QuestionVersion, now: QuestionVersion) -> str:
    """Why answers to the one cannot be marked by the other, in words; nothing where they can."""
    if was.kind != now.kind:
        return OTHER_KIND.format(now=Kind(now.kind).label, was=Kind(was.kind).label)
    if _keys(was.options) != _keys(now.options):
        return OTHER_OPTIONS
    if _keys(was.prompts) != _keys(now.prompts):
        return OTHER_LINES
    return "" if _units_are_kept(was.rules, now.rules) else OTHER_UNITS


def _keys(rows: list[dict]) -> set[str]:
    """Keys are made of words: see blocks/question.py."""
    return {row["key"] for row in rows}


def _units_are_kept(was: dict, now: dict) -> bool:
    """Whether whatever was an answer still is one."""
    names = [{one["unit"] for one in rules.get("units", [])} for rules in (was, now)]
    newly_required = now.get("unit_required", False) and not was.get("unit_required", False)
    return names[0] <= names[1] and not newly_required


def key_in_words(version: QuestionVersion) -> list[str]:
    """What earns marks, a line or more. For whoever writes questions."""
    asked = AttemptQuestion(question_version=version, options=[], prompts=[])
    scheme = version.rules.get("scheme")
    return [*asked.shape.best(), *_shares(version.rules), *([SCHEMES[Scheme(scheme)]] if scheme else [])]


def _shares(rules: dict) -> list[str]:
    """The accepted answers that earn less than the whole mark."""
    return [
        f"{one['text'] if 'text' in one else number_in_words(one, rules['units'])}: {one['share_pct']}% of the mark"
        for one in rules.get("accepted", [])
        if one["share_pct"] < FULL
    ]
