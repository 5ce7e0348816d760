"""What is amiss with captions, by line. Pure: no Django."""

from dataclasses import dataclass

SHOWN = 80


@dataclass(frozen=True, order=True)
class Problem:
    """One thing amiss at a line of a file, counted from 1, with the line's own text.

    An error: a browser would lose or change words, their times or their marking. A warning: it would show what
    is meant, but the specification has it otherwise, or something is probably not as its author wants it.
    """

    line: int
    words: str
    is_error: bool = True
    text: str = ""

    def __str__(self) -> str:
        said = f"Line {self.line} of the captions file: {self.words}."
        return f"{said} The line reads: {self.text}" if self.text.strip() else said

    def quoting(self, lines: list[str]) -> "Problem":
        """The same, with its line out of a file's lines."""
        text = lines[self.line - 1] if self.line <= len(lines) else ""
        shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        return Problem(self.line, self.words, self.is_error, shown)


def errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.is_error]


def warnings(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if not problem.is_error]
