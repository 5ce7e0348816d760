"""A question that was pasted, and what may stop it from being asked. Pure Python: no Django, no database."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from string import ascii_lowercase

from quizzes import limits

NUMBERED = re.compile(r"(?:q(?:uestion)? ?)?\(?(\d{1,3})[.):] (?=\S)", re.IGNORECASE)
LABELS = (
    (re.compile(r"\(?([a-z])[.)](?: |$)", re.IGNORECASE), ascii_lowercase),
    (re.compile(r"\(?(\d{1,2})[.)](?: |$)"), [str(number) for number in range(1, limits.OPTIONS_MAX * 3)]),
)
WORDS_SHOWN = 60


@dataclass(frozen=True)
class Answer:
    """One answer to choose, and the line that it stands in."""

    line: int = field(compare=False)
    text: str
    is_right: bool = False
    feedback: str = ""

    def with_feedback(self, words: str) -> "Answer":
        return replace(self, feedback=f"{self.feedback} {words}".strip())


@dataclass(frozen=True)
class Question:
    """A question that can be asked. `sources` are the codes as they were written."""

    line: int = field(compare=False)
    stem: str
    answers: tuple[Answer, ...]
    situation: str = ""
    explanation: str = ""
    sources: tuple[str, ...] = ()

    @property
    def is_multiple(self) -> bool:
        return sum(answer.is_right for answer in self.answers) > 1


@dataclass(frozen=True)
class Problem:
    """What is amiss, and in which line of the text, counted from 1."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.text}"


class Refused(Exception):
    """A question that cannot be asked, with every reason."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def strip_labels(line: str) -> tuple[int | None, str]:
    """The number in front of a question, if there is one, and its words."""
    match = NUMBERED.match(line)
    return (int(match[1]), line[match.end() :]) if match else (None, line)


def question_of(draft, known_sources: Collection[str] | None) -> Question:
    """The question that a draft comes to; Refused when it cannot be asked."""
    problems = list(draft.problems)
    if not draft.stem:
        problems = problems or [
            Problem(draft.first_line, "There is no question here. Write it on the first line.")
        ]
        raise Refused(problems)
    answers = _with_key(_without_labels(draft.answers), draft, problems)
    question = Question(
        line=draft.first_line,
        stem=draft.stem,
        answers=tuple(answers),
        situation="\n".join(draft.situation),
        explanation="\n".join(draft.explanation),
        sources=tuple(dict.fromkeys(code for _, code in draft.sources)),
    )
    problems += _unknown(draft.sources, known_sources)
    problems = problems or [*_problems(question), *_problems_of_length(question)]
    if problems:
        raise Refused(problems)
    return question


def _without_labels(answers: list[Answer]) -> list[Answer]:
    """Without a) b) c) or 1. 2. 3., when every answer has its own. Word puts the * that someone typed after them."""
    for pattern, series in LABELS:
        labels = [pattern.match(answer.text) for answer in answers]
        if all(labels) and [label[1].lower() for label in labels] == list(series[: len(labels)]):
            answers = [
                _starred(answer, answer.text[label.end() :])
                for answer, label in zip(answers, labels, strict=True)
            ]
            break
    return [answer for answer in answers if answer.text]


def _starred(answer: Answer, text: str) -> Answer:
    words = text.lstrip("* ")
    return replace(answer, text=words, is_right=answer.is_right or text.startswith("*"))


def _with_key(answers: list[Answer], draft, problems: list[Problem]) -> list[Answer]:
    """With the answers right that an ANSWER: line names. A line that names none of them is a problem."""
    for line, words in draft.key:
        places = [_place(word) for word in re.findall(r"\w+", words) if word.lower() != "and"]
        if not places or not all(place in range(len(answers)) for place in places):
            text = f"“ANSWER: {_shown(words)}” names no answer of this question. Write its letter, such as B."
            problems.append(Problem(line, text))
            continue
        for place in places:
            answers[place] = replace(answers[place], is_right=True)
    return answers


def _place(word: str) -> int:
    """0 for A, a or 1; -1 for what is neither a letter nor a number."""
    if len(word) == 1 and word.isalpha():
        return ascii_lowercase.find(word.lower())
    return int(word) - 1 if re.fullmatch(r"[0-9]{1,2}", word) else -1


def _unknown(sources: list[tuple[int, str]], known: Collection[str] | None) -> list[Problem]:
    if known is None:
        return []
    codes = {code.lower() for code in known}
    return [
        Problem(
            line, f"There is no source “{_shown(code)}”. Add it under Sources first, or take it out here."
        )
        for line, code in sources
        if code.lower() not in codes
    ]


def _problems(question: Question) -> list[Problem]:
    said = _shown(question.stem)
    texts = [answer.text for answer in question.answers]
    if not texts:
        text = f"“{said}” has no answers. Write each on a line of its own, straight under the question."
        return [Problem(question.line, text)]
    if len(texts) < limits.OPTIONS_MIN:
        return [Problem(question.line, f"“{said}” has one answer. It needs at least two.")]
    if len(texts) > limits.OPTIONS_MAX:
        text = f"“{said}” has {len(texts)} answers. Keep to {limits.OPTIONS_MAX}, or put a blank line between questions."
        return [Problem(question.line, text)]
    twice = [answer for index, answer in enumerate(question.answers) if answer.text in texts[:index]]
    if twice:
        return [Problem(one.line, f"“{_shown(one.text)}” is there twice. Change one.") for one in twice]
    if not any(answer.is_right for answer in question.answers):
        return [Problem(question.line, f"“{said}” has no right answer. Put * in front of it.")]
    return []


def _problems_of_length(question: Question) -> list[Problem]:
    parts = [
        (question.line, "The situation", question.situation, limits.SITUATION_CHARS),
        (question.line, "The question", question.stem, limits.STEM_CHARS),
        (question.line, "The explanation", question.explanation, limits.EXPLANATION_CHARS),
    ]
    for answer in question.answers:
        parts.append((answer.line, "The answer", answer.text, limits.OPTION_CHARS))
        parts.append((answer.line, "The words about this answer", answer.feedback, limits.FEEDBACK_CHARS))
    found = [
        Problem(line, f"{what} is {len(words)} characters long. Keep to {most}.")
        for line, what, words, most in parts
        if len(words) > most
    ]
    if len(question.sources) > limits.SOURCES_MAX:
        found.append(Problem(question.line, f"Name up to {limits.SOURCES_MAX} sources."))
    return found


def _shown(words: str) -> str:
    """Enough of a line to find it by."""
    return words if len(words) <= WORDS_SHOWN else words[: WORDS_SHOWN - 1].rstrip() + "…"
