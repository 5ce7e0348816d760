"""A question that is being written, as a learner will meet it: in the very form that asks it."""

from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.questions import QuestionVersion
from quizzes.taking.forms import AnswerForm


def form_of(block, value, *, prefix: str) -> AnswerForm:
    """An empty form for a block's value, which may be half-written. Nothing is stored, and no query is made."""
    content = block.answers(value)
    version = QuestionVersion(
        kind=block.kind.value, stem=value["stem"] or "", situation=value["situation"] or "", **content
    )
    asked = AttemptQuestion(
        question_version=version, options=_shown(content["options"]), prompts=_shown(version.prompts)
    )
    return AnswerForm(question=asked, prefix=prefix)


def _shown(rows: list[dict]) -> list[list[str]]:
    """[id, key] of each, in the author's order."""
    return [[f"shown-{place}", row["key"]] for place, row in enumerate(rows, start=1)]
