"""Every row of case studies that the database itself refuses to change; each room says which of its own.

Made anew after every migrate (receivers.py), as those of quizzes are.
"""

from casestudies.consents import freezing as consents
from casestudies.two_sides import freezing as two_sides
from learning.records import freezing

FROZEN = [*consents.FROZEN, *two_sides.FROZEN]


def freeze(connection) -> None:
    """Make every trigger of case studies, once more where it stands already."""
    thaw(connection)
    freezing.hold(connection, FROZEN)


def thaw(connection) -> None:
    """Take every trigger of case studies off."""
    freezing.release(connection, FROZEN)
