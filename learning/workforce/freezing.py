"""Every row of workforce that the database itself refuses to change; each room says which of its own."""

from learning.records import freezing
from learning.workforce.sharing import freezing as sharing

FROZEN = [*sharing.FROZEN]


def freeze(connection) -> None:
    """Make every trigger of workforce, once more where it stands already."""
    thaw(connection)
    freezing.hold(connection, FROZEN)


def thaw(connection) -> None:
    """Take every trigger of workforce off."""
    freezing.release(connection, FROZEN)
