"""The kinds of question, and how part of an answer counts."""

from enum import StrEnum


class Kind(StrEnum):
    """What a question asks for."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    MATCHING = "matching"
    ORDERING = "ordering"
    SHORT_TEXT = "short_text"
    NUMERIC = "numeric"
    JUDGEMENT = "judgement"
    RANKING = "ranking"
    OBSERVATION = "observation"
    REFLECTION = "reflection"
    LIKERT = "likert"


class Scheme(StrEnum):
    """Whether an answer that is partly right earns part of the mark."""

    ALL = "all"
    PART = "part"


CHOICES = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE})
GRIDS = frozenset({Kind.MATCHING, Kind.JUDGEMENT, Kind.OBSERVATION, Kind.LIKERT})
SEQUENCES = frozenset({Kind.ORDERING, Kind.RANKING})
TYPED = frozenset({Kind.SHORT_TEXT, Kind.NUMERIC, Kind.REFLECTION})
# Asked, and never marked.
UNMARKED = frozenset({Kind.REFLECTION, Kind.LIKERT})
