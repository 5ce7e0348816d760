"""What a table has for rows, before anything is counted: names, and how filters are changed to be of one row alone."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from learning.workforce.standings import PostStanding


@dataclass(frozen=True)
class RowHead:
    """A row's key among standings, never empty; and the filters that are of it alone, by their names in an address.

    `path` is that of a team. `below` are the filters of the table of what the row is made of; None where there is no such table.
    """

    key: Hashable
    name: str
    alone: dict[str, object]
    below: dict[str, object] | None = None
    side: str = ""
    path: str = ""


@dataclass(frozen=True)
class Rows:
    """The rows of one table, in order, and which of them a standing is in. Only those with someone in them are shown.

    `above` leads from the whole down to what is shown: names and filters.
    """

    label: str
    total: str
    heads: list[RowHead]
    row_of: Callable[[PostStanding], Hashable]
    above: list[tuple[str, dict[str, object]]] = field(default_factory=list)
