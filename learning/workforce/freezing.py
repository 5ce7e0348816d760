"""Every row of workforce that the database itself refuses to change; each room says which of its own."""

from learning.records import freezing
from learning.workforce.needs import freezing as needs
from learning.workforce.reminders import freezing as reminders
from learning.workforce.sharing import freezing as sharing
from learning.workforce.snapshots import freezing as snapshots
from learning.workforce.staff_lists import freezing as staff_lists

FROZEN = [*needs.FROZEN, *reminders.FROZEN, *sharing.FROZEN, *snapshots.FROZEN, *staff_lists.FROZEN]


def freeze(connection) -> None:
    """Make every trigger of workforce, once more where it stands already."""
    thaw(connection)
    freezing.hold(connection, FROZEN)


def thaw(connection) -> None:
    """Take every trigger of workforce off."""
    freezing.release(connection, FROZEN)
