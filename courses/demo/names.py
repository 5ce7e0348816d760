"""Names and work addresses for invented people. Pure: no database, and the same draw from the same seed."""

import random
import unicodedata
from dataclasses import dataclass

EMAIL_LENGTH = 40
# Letters that do not come apart into a plain letter and a mark.
PLAIN = str.maketrans({"ł": "l", "þ": "th", "ð": "d", "ı": "i", "ø": "o", "æ": "ae", "ß": "ss"})


@dataclass(frozen=True)
class Name:
    """What someone is called. Some people have one name only."""

    given: str
    family: str = ""

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}".strip()


class NameBook:
    """Draws names by the weights of the rules; never the name of a film's character."""

    def __init__(self, rules: dict, not_used: list[str], rng: random.Random):
        self.rules = rules
        self.not_used = set(not_used)
        self.rng = rng
        self.groups = list(rules["groups"].values())
        self.weights = [group["weight"] for group in self.groups]

    def draw(self) -> Name:
        while True:
            group = self._group()
            family = self._family(group)
            if self.rng.random() < self.rules["double_barrel_rate"] and family.isalpha():
                family = f"{family}-{self._family(group)}"
            name = Name(self.rng.choice(group["given"]), family)
            if name.full not in self.not_used:
                return name

    def special(self) -> list[Name]:
        """Names that every table, certificate and file must be able to hold, once each."""
        return [Name(name["given"], name["family"]) for name in self.rules["always_include"]]

    def _group(self) -> dict:
        return self.rng.choices(self.groups, self.weights)[0]

    def _family(self, group: dict) -> str:
        mixed = self.rng.random() < self.rules["mix_rate"]
        return self.rng.choice((self._group() if mixed else group)["family"])


class AddressBook:
    """Gives each person a work address of their own: a.family@domain, then a.family2@domain."""

    def __init__(self, taken: list[str]):
        self.taken = set(taken)

    def address(self, name: Name, domain: str) -> str:
        local = _local_part(name)
        number = 1
        while (address := f"{local}{number if number > 1 else ''}@{domain}") in self.taken:
            number += 1
        self.taken.add(address)
        return address


def folded(text: str) -> str:
    """The text in a to z, digits and hyphens, without its marks."""
    apart = unicodedata.normalize("NFKD", text.lower().translate(PLAIN))
    return "".join(letter for letter in apart if letter.isascii() and (letter.isalnum() or letter == "-"))


def _local_part(name: Name) -> str:
    given, family = folded(name.given), folded(name.family)
    return (f"{given[0]}.{family}" if family else given)[:EMAIL_LENGTH]
