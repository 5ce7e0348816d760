"""Who a row is about: by employee number, then by an e-mail whose owner has opened a link; never by name. Asks nothing of the database."""

from collections.abc import Iterable

from learning.workforce.staff_lists.cells import MISSING
from learning.workforce.staff_lists.changes import Problem
from learning.workforce.staff_lists.present import Person, Present
from learning.workforce.staff_lists.staff_rows import StaffRow

TWO_NUMBERS = "Row {row} has the same e-mail with another employee number."
TWO_EMAILS = "Row {row} has the same employee number with another e-mail."
TWO_NAMES = "Row {row} has the same employee number with another name."
SAME_POST = "Row {row} is the same post of the same person. Leave one out, or give each its own team."
SAME_PERSON = "Row {row} is of the same person, with another employee number."
SOMEBODY_ELSES = "Somebody else has this e-mail address: not the person with this employee number."
NOT_OPENED = (
    "An account with this e-mail address is waiting for its owner. Invite them by hand: once they have opened the link, "
    "the list finds them."
)
ZEROS_LOST = "Here the number is {number}: its zeros at the start were lost. Save the column as text."
CLOSED = "This account has been closed. An administrator can open it again."


class Unclear(Exception):
    """It is not clear who the row is about. `field` is the column that says so."""

    def __init__(self, field: str, reason: str, value: str = ""):
        self.field, self.reason, self.value = field, reason, value


def doubles(rows: Iterable[StaffRow], headings: dict[str, str]) -> list[Problem]:
    """Rows that say what an earlier one contradicts, or repeats."""
    by_number: dict[str, StaffRow] = {}
    by_email: dict[str, StaffRow] = {}
    posts: dict[tuple, StaffRow] = {}
    found = []
    for row in rows:
        first = by_number.setdefault(row.number, row)
        same_email = by_email.setdefault(row.email, row) if row.email else row
        post = posts.setdefault((row.number, row.group, row.team, row.starts_on), row)
        if same_email.number != row.number:
            amiss = ("email", TWO_NUMBERS, same_email, row.email)
        elif row.email and first.email and first.email != row.email:
            amiss = ("email", TWO_EMAILS, first, row.email)
        elif row.name and first.name and first.name.casefold() != row.name.casefold():
            amiss = ("name", TWO_NAMES, first, row.name)
        elif post is not row:
            amiss = ("number", SAME_POST, post, row.number)
        else:
            continue
        field, reason, other, value = amiss
        found.append(Problem(row.row, row.who, headings.get(field, ""), reason.format(row=other.row), value))
    return found


def identify(row: StaffRow, present: Present) -> Person | None:
    """Whom it is about; None is someone new. Raises Unclear."""
    by_number = present.people.get(present.numbers.get(row.number, 0))
    by_email = present.by_email.get(row.email)
    if by_number:
        if by_email and by_email.pk != by_number.pk:
            raise Unclear("email", SOMEBODY_ELSES, row.email)
        return by_number
    _refuse_lost_zeros(row, by_email, present)
    if by_email and not by_email.has_account and by_email.pk not in present.here:
        raise Unclear("email", NOT_OPENED, row.email)
    return by_email


def _refuse_lost_zeros(row: StaffRow, by_email: Person | None, present: Present) -> None:
    number = present.shortened.get(row.number.lstrip("0"), "")
    if number and (by_email is None or by_email.pk == present.numbers[number]):
        raise Unclear("number", ZEROS_LOST.format(number=number), row.number)


def refuse_new(row: StaffRow, person: Person | None) -> None:
    """Raise Unclear where a new post, or a new person, lacks what it needs."""
    if person is None:
        for field in ("email", "name"):
            if not getattr(row, field):
                raise Unclear(field, MISSING)
    elif not person.is_active:
        raise Unclear("number", CLOSED, row.number)
