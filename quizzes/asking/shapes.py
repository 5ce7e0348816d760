"""The shape of each kind of question."""

from typing import Protocol

from django import forms

from quizzes.asking.choice import Choice
from quizzes.asking.grid import Grid
from quizzes.asking.sequence import Sequence
from quizzes.asking.typed import Typed
from quizzes.marking import kinds


class Shape(Protocol):
    """Bound to one question of an attempt, read with_answer()."""

    # Whether the form has a field for each line, under one question.
    has_parts: bool
    # Whether what is given is what someone wrote: kept apart, where it can be erased.
    is_typed: bool
    hint: str
    # Where there are parts: classes of their own for the look of them.
    look: str

    def fields(self) -> dict[str, forms.Field]:
        """The form's fields by name. Nothing of the key is in them."""

    def mistakes(self, cleaned: dict) -> dict[str, str]:
        """What no single field can see is amiss: a message for each field."""

    def sent(self, cleaned: dict):
        """What the form's values come to; empty when nothing was answered."""

    def initial(self, sent) -> dict:
        """The form's values that come to this."""

    def given(self, sent):
        """The answer in keys. NoAnswer when it is empty, UnknownOption when it is not one of this question."""

    def sent_of(self, given):
        """The answer in the ids of this attempt."""

    def words(self, given) -> list[str]:
        """The answer as a learner reads it, a line or more."""

    def about(self, given) -> list[str]:
        """The author's words about this answer. Only for whoever has sent it."""

    def best(self) -> list[str]:
        """A better answer, in words. Only for whoever has sent theirs."""


SHAPES = [
    (kinds.CHOICES, Choice),
    (kinds.GRIDS, Grid),
    (kinds.SEQUENCES, Sequence),
    (kinds.TYPED, Typed),
]


def shape_of(asked) -> Shape:
    """The shape of a question of an attempt."""
    return next(shape(asked) for of, shape in SHAPES if asked.question_version.kind in of)
