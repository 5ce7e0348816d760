"""The cells of a row, taken one by one; whatever is wrong with one is kept, with its column and what stands there."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from learning.people.fields import EMAIL_LENGTH, NAME_LENGTH
from learning.people.staff_numbers import NUMBER_CHARS
from learning.workforce.staff_lists.changes import Problem
from learning.workforce.staff_lists.days import day, in_years
from learning.workforce.staff_lists.tables import Amiss, Row, Value, written
from learning.workforce.staff_lists.words import YES_NO, Dictionary

MISSING = "Nothing stands here, and it is needed."
NOT_A_DAY = "This is not a day that can be read. Write it as 31/01/2027 or 31-Jan-2027."
NOT_AN_EMAIL = "This is not an e-mail address."
NOT_A_NAME = "A name needs a letter, and may have up to 200 signs."
NOT_A_NUMBER = "An employee number may have up to 40 signs."
SCIENTIFIC = "Excel has shortened this number. Format the column as text, and put the whole number there."
NOT_YES_OR_NO = "Write yes or no."
NOT_KNOWN = "It is not known what this means."
# What is not seen, and what turns the words after it round: a name would be read as another one. And what is but a blank.
UNSEEN = [0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
BLANK = [*range(0x20), *range(0x7F, 0xA1)]
CONTROLS = dict.fromkeys(UNSEEN) | dict.fromkeys(BLANK, " ")


@dataclass
class Cells:
    """One row. `places` say in which column a field is; what is asked for and has no column is empty."""

    row: Row
    places: Mapping[str, int]
    headings: list[str]
    problems: list[Problem] = field(default_factory=list)
    who: str = ""

    def has(self, name: str) -> bool:
        return name in self.places

    def heading(self, name: str) -> str:
        place = self.places.get(name)
        return self.headings[place] if place is not None else ""

    def amiss(self, name: str, reason: str, value: str = "") -> None:
        self.problems.append(Problem(self.row.number, self.who, self.heading(name), reason, value))

    def value(self, name: str) -> Value:
        """What stands there; of a cell that could not be read, nothing, and that is kept."""
        place = self.places.get(name)
        if place is None or place >= len(self.row.cells):
            return ""
        value = self.row.cells[place]
        if isinstance(value, Amiss):
            self.amiss(name, value.reason, value.value)
            return ""
        return value

    def text(self, name: str) -> str:
        return " ".join(written(self.value(name)).translate(CONTROLS).split())

    def needed(self, name: str, value) -> bool:
        """Whether there is something; that there is nothing is kept, unless something else of the cell already is."""
        if value or any(each.column == self.heading(name) for each in self.problems):
            return bool(value)
        self.amiss(name, MISSING)
        return False

    def number(self) -> str:
        number = self.text("number")
        if len(number) > NUMBER_CHARS:
            return self.amiss("number", NOT_A_NUMBER, number) or ""
        if "E+" in number.upper() and number.upper().replace("E+", "").replace(".", "").isdigit():
            return self.amiss("number", SCIENTIFIC, number) or ""
        return number

    def name(self) -> str:
        """From one column, or from two."""
        name = self.text("name") or f"{self.text('first_name')} {self.text('last_name')}".strip()
        if name and (len(name) > NAME_LENGTH or not any(map(str.isalpha, name))):
            return self.amiss("name" if self.has("name") else "last_name", NOT_A_NAME, name) or ""
        return name

    def email(self) -> str:
        email = self.text("email").lower()
        if not email:
            return ""
        try:
            validate_email(email)
        except ValidationError:
            return self.amiss("email", NOT_AN_EMAIL, email) or ""
        return email if len(email) <= EMAIL_LENGTH else self.amiss("email", NOT_AN_EMAIL, email) or ""

    def day(self, name: str) -> datetime.date | None:
        value = self.value(name)
        if not value:
            return None
        found = in_years(value) if isinstance(value, datetime.date) else day(value)
        if found is None:
            self.amiss(name, NOT_A_DAY, written(value))
        return found

    def yes(self, name: str) -> bool | None:
        value = self.text(name)
        if value and value.lower() not in YES_NO:
            self.amiss(name, NOT_YES_OR_NO, value)
        return YES_NO.get(value.lower())

    def word(self, name: str, dictionary: Dictionary) -> str:
        """Our code of a word; empty for nothing, and for what is not known."""
        word = self.text(name)
        if not word:
            return ""
        code = dictionary.meaning(word)
        if code is None:
            self.amiss(name, NOT_KNOWN, word)
        return code or ""
