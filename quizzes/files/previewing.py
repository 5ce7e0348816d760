"""Questions that came in as text or a file, as they are looked through before they are added: with their key."""

from dataclasses import dataclass

from learning.site.blocks import sources_in
from learning.site.sources import fill
from quizzes.questions import QuestionVersion
from quizzes.regrades.comparing import key_in_words


@dataclass(frozen=True)
class Looked:
    """A question's block; what earns marks, in words; and each answer or line that has feedback, with it."""

    block: object
    key: list[str]
    told: list[tuple[str, str]]

    @property
    def explanation(self) -> str:
        return self.block.value["explanation"]


def looked_through(asked) -> list[Looked]:
    """Each question of a stream. They must be whole. One query, for their sources."""
    fill(sources_in(asked))
    return [_looked(child) for child in asked]


def _looked(child) -> Looked:
    version = QuestionVersion(**child.block.content(child.value))
    rows = [*version.prompts, *version.options, *version.rules.get("accepted", [])]
    told = [(_words(row), row["feedback"]) for row in rows if row.get("feedback")]
    return Looked(child, key_in_words(version), told)


def _words(row: dict) -> str:
    return row["text"] if "text" in row else str(row["value"])
