"""Questions written as plain text, read line by line. Pure Python: no Django, no database.

    1. What should go in the record?
    * What you saw, and in what order
    # Yes: describe, do not label.
    Happy, independent baby
    > Others can build on a description.
    Source: S58

The first line is the question. Each line under it is an answer; * stands before the right ones, # before words
about the answer above, > before the explanation. A line may also start with Situation:, or with ANSWER: and
letters (Aiken). A blank line ends a question, unless what follows can only belong to it. Numbers and letters in
front are left out where they count up from the first; bullets always.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from quizzes.files.pasted import NUMBERED, Answer, Problem, Question, Refused, question_of, strip_labels
from quizzes.files.plain_text import plain
from quizzes.limits import OPTIONS_MAX

BYTES_MAX = 100_000
QUESTIONS_AT_ONCE = 200

SITUATION = re.compile(r"situation: ?(.+)", re.IGNORECASE)
SOURCE = re.compile(r"(?:s|sources?):(.*)", re.IGNORECASE)
KEY = re.compile(r"(?:correct |right )?answers?:(.*)", re.IGNORECASE)
LETTERED = re.compile(r"\(?([a-j])[.)](?: |$)", re.IGNORECASE)
MARKS = ("*", "#", ">")


class TooMuch(Exception):
    """Nothing was read; the message says why and what to do."""


@dataclass
class Draft:
    """A question while it is being read: the lines that it was made of, and what they say."""

    lines: list[tuple[int, str]] = field(default_factory=list)
    number: int | None = None
    stem_line: int = 0
    stem: str = ""
    situation: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    sources: list[tuple[int, str]] = field(default_factory=list)
    key: list[tuple[int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def first_line(self) -> int:
        return self.stem_line or self.lines[0][0]

    @property
    def is_answered(self) -> bool:
        """Whether it could end here: something after the answers has been said."""
        return bool(self.key or self.explanation or self.sources)


@dataclass(frozen=True)
class Reading:
    """What was read. `left` is the text of the questions that could not be, as it was pasted."""

    questions: list[Question]
    problems: list[Problem]
    left: str


def read(text: str, *, known_sources: Collection[str] | None = None) -> Reading:
    """Every question that can be asked, and what is amiss with the others, by line. One bad question stops no other.

    A code that is not among the known sources is amiss, whatever its case; without a list every code will do.
    """
    _refuse_too_much(text)
    drafts = _drafts(plain(text))
    if len(drafts) > QUESTIONS_AT_ONCE:
        raise TooMuch(f"This is {len(drafts)} questions. Paste up to {QUESTIONS_AT_ONCE} at a time.")
    questions, problems, left = [], [], []
    for draft in drafts:
        try:
            questions.append(question_of(draft, known_sources))
        except Refused as refusal:
            problems += refusal.problems
            left.append("\n".join(line for _, line in draft.lines))
    return Reading(questions, problems, "\n\n".join(left))


def _refuse_too_much(text: str) -> None:
    size = len(text.encode(errors="replace"))
    if size > BYTES_MAX:
        raise TooMuch(
            f"This is {size // 1000} kB of text, and {BYTES_MAX // 1000} kB can be read at once. "
            "Paste some of the questions now and the rest afterwards."
        )


def _drafts(text: str) -> list[Draft]:
    drafts: list[Draft] = []
    after_blank = True
    for number, line in enumerate(text.split("\n"), start=1):
        if line:
            if not drafts or _starts_a_question(drafts[-1], line, after_blank):
                drafts.append(Draft())
            _add(drafts[-1], number, line)
        after_blank = not line
    return drafts


def _starts_a_question(draft: Draft, line: str, after_blank: bool) -> bool:
    if line.startswith(MARKS) or SOURCE.fullmatch(line) or KEY.fullmatch(line):
        return False
    if not draft.stem:
        return after_blank and not draft.situation
    if SITUATION.fullmatch(line):
        return True
    if _is_next_letter(draft, line):
        return False
    return after_blank or draft.is_answered or _is_next_number(draft, line)


def _is_next_letter(draft: Draft, line: str) -> bool:
    """Whether it is the answer that comes next: c) after two of them."""
    letter = LETTERED.match(line)
    return bool(letter) and ord(letter[1].lower()) - ord("a") == len(draft.answers) < OPTIONS_MAX


def _is_next_number(draft: Draft, line: str) -> bool:
    """Whether it is question 4 after question 3, and not the fourth of answers that are numbered too."""
    numbered = NUMBERED.match(line)
    if draft.number is None or not draft.answers or not numbered:
        return False
    return int(numbered[1]) == draft.number + 1 and not NUMBERED.match(draft.answers[0].text)


def _add(draft: Draft, number: int, line: str) -> None:
    draft.lines.append((number, line))
    if line.startswith(MARKS):
        _add_marked(draft, number, line[0], line.lstrip(f"{line[0]} "))
    elif match := SOURCE.fullmatch(line):
        draft.sources += [(number, code) for code in re.findall(r"[^,; ]+", match[1])]
    elif match := KEY.fullmatch(line):
        draft.key.append((number, match[1].strip()))
    elif not draft.stem and (match := SITUATION.fullmatch(line)):
        draft.situation.append(match[1])
    elif not draft.stem:
        _add_stem(draft, number, line)
    else:
        draft.answers.append(Answer(line=number, text=line))


def _add_stem(draft: Draft, number: int, line: str) -> None:
    draft.stem_line = number
    draft.number, draft.stem = strip_labels(line)


def _add_marked(draft: Draft, number: int, mark: str, words: str) -> None:
    """A line that starts with *, # or >. One of these alone on a line says nothing, and is passed over."""
    if not words:
        return
    if not draft.stem:
        draft.problems.append(Problem(number, f"This starts with {mark}, and there is no question above it."))
    elif mark == "*":
        draft.answers.append(Answer(line=number, text=words, is_right=True))
    elif mark == ">":
        draft.explanation.append(words)
    elif draft.answers:
        draft.answers[-1] = draft.answers[-1].with_feedback(words)
    else:
        draft.problems.append(Problem(number, "This starts with #, and there is no answer above it."))
