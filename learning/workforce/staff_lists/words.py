"""What the words of a list mean: staff groups, teams, kinds of absence, courses. Asks nothing of the database."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from learning.people.job_roles import NAME_CHARS
from learning.people.posts import Absence
from learning.workforce.staff_lists.tables import plainly

AT_WORK = "at_work"
NO_TEAM = "no_team"
NO_ROLE = "no_role"
NEW_ROLE = "new_role"
KINDS = {
    AT_WORK: ("active", "active assignment", "at work", "none", "no", "in post", "acting up", "n a"),
    Absence.Kind.MATERNITY: (
        "maternity",
        "maternity and adoption",
        "maternity adoption",
        "ordinary maternity",
    ),
    Absence.Kind.ADOPTION: ("adoption",),
    Absence.Kind.SHARED_PARENTAL: ("shared parental", "parental leave"),
    Absence.Kind.LONG_TERM_SICK: ("long term sick", "long term sickness", "sickness", "sick", "sick leave"),
    Absence.Kind.CAREER_BREAK: ("career break",),
    Absence.Kind.SECONDMENT_OUT: (
        *("secondment", "secondment out", "secondment elsewhere", "external secondment"),
        *(
            "out on external secondment",
            "out on external secondment paid",
            "out on external secondment unpaid",
        ),
    ),
    Absence.Kind.SUSPENDED: ("suspended", "suspension", "suspend no pay", "suspend with pay"),
    Absence.Kind.OTHER: ("other", "unpaid leave", "special leave"),
}
YES_NO = {
    "yes": True,
    "y": True,
    "true": True,
    "1": True,
    "no": False,
    "n": False,
    "false": False,
    "0": False,
}


def kinds_by_word() -> dict[str, list[str]]:
    found = {word: [str(kind)] for kind, words in KINDS.items() for word in words}
    return found | {plainly(kind.label): [kind.value] for kind in Absence.Kind}


@dataclass
class Dictionary:
    """What words mean: our codes by their word, put plainly; several where it is not clear. What was said wins.

    `choices` are our codes with their names, for whoever is asked what a word means.
    """

    choices: dict[str, str]
    by_word: Mapping[str, list[str]]
    said: Mapping[str, str]
    unknown: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def meaning(self, word: str) -> str | None:
        """Our code; None where it is not known, or not clear, and then it is kept as unknown."""
        plain = plainly(word)
        said = self.said.get(plain)
        if said in self.choices:
            return said
        found = self.by_word.get(plain, ())
        if len(found) == 1:
            return found[0]
        self.unknown[word] += 1
        return None


@dataclass
class RoleDictionary(Dictionary):
    """What words for job roles mean. One that nobody has heard of is a role of its own; `new` holds them as first written."""

    new: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def meaning(self, word: str) -> str | None:
        plain = plainly(word)
        if self.said.get(plain) in self.choices or plain in self.by_word or not 0 < len(word) <= NAME_CHARS:
            return super().meaning(word)
        self.rows[self.new.setdefault(plain, word)] += 1
        return NEW_ROLE


def by_word(named: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Codes by each of the words for them."""
    found = defaultdict(list)
    for code, words in named.items():
        for word in {plainly(word) for word in (code, *words)} - {""}:
            found[word].append(code)
    return found
