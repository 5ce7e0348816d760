"""The columns that lists may have, and which of a file's they probably are. Pure Python."""

from collections.abc import Mapping
from dataclasses import dataclass

from learning.workforce.staff_lists.tables import plainly


@dataclass(frozen=True)
class Column:
    """`also` are headings of other systems, likeliest first; `rather` those that win over our own. `sample` is for our
    template.
    """

    name: str
    label: str
    also: tuple[str, ...] = ()
    hint: str = ""
    sample: str = ""
    rather: tuple[str, ...] = ()

    @property
    def known(self) -> list[str]:
        return [plainly(words) for words in (*self.rather, self.label, *self.also)]


NUMBER = Column(
    "number",
    "Employee number",
    (
        *("employee no", "emp no", "employee id", "staff number", "staff no", "person number"),
        *("personnel number", "assignment number", "payroll number", "pay number"),
    ),
    "Taken as text: zeros at the start count.",
    "00012345",
)
EMAIL = Column(
    "email",
    "E-mail",
    ("email", "email address", "e-mail address", "work email", "work email address", "office email address"),
    "Needed for whoever has no account yet.",
    "amina.yusuf@northmoor.example",
)
STAFF = (
    NUMBER,
    Column("name", "Name", ("full name", "employee name", "employee", "person"), "", "Amina Yusuf"),
    Column("first_name", "First name", ("forename", "given name", "known as", "preferred name")),
    Column("last_name", "Last name", ("surname", "family name")),
    EMAIL,
    Column(
        "group",
        "Staff group",
        (
            *("role", "job title", "position title", "position name", "post title"),
            *("post", "esr staff group"),
        ),
        "The kind of practitioner. The next page asks what your words mean, once.",
        "Health visitor",
        rather=("practice group", "job role"),
    ),
    Column(
        "team",
        "Team",
        ("team name", "organisation", "org l5", "department", "service", "unit", "cost centre name"),
        "By its name or its code here.",
        "Quayside",
    ),
    Column(
        "starts_on",
        "First day in the post",
        (
            "start date in position",
            "position start date",
            "post start date",
            "start date",
            "assignment start date",
        )
        + ("latest start date", "latest hire date", "hire date", "date started"),
        "",
        "01-Mar-2026",
    ),
    Column(
        "ends_on",
        "Last day in the post",
        ("end date", "post end date", "assignment end date", "leaving date", "termination date")
        + ("actual termination date", "fixed term end date"),
        "",
        "",
    ),
    Column(
        "away",
        "Kind of absence",
        ("absence", "absence type", "absence category", "assignment status", "leave type", "absence reason"),
        "Empty for whoever is at work.",
        "",
    ),
    Column("away_from", "Absent from", ("absence start date", "absence start", "leave start date")),
    Column(
        "away_until",
        "Expected until",
        (
            "absence end date",
            "expected return",
            "expected return date",
            "absence expected end",
            "expected end",
        ),
    ),
    Column("back_on", "First day back", ("return date", "actual return date", "returned on")),
    Column("primary", "Main post", ("primary assignment", "primary", "main assignment"), "Yes or no.", "Yes"),
)
COMPLETIONS = (
    NUMBER,
    EMAIL,
    Column(
        "course",
        "Course",
        ("course title", "course name", "competence", "competence name", "training", "training title"),
        "The next page asks what your words mean, once.",
        "",
    ),
    Column(
        "completed_on",
        "Completed on",
        ("completion date", "date completed", "completed", "date achieved", "achieved on", "date from"),
        "",
        "14-Nov-2025",
    ),
    Column(
        "expires_on",
        "Expires on",
        ("expiry date", "expiry", "expires", "valid to", "valid until", "date to", "renewal date"),
        "The first day on which it no longer counts. The requirement’s own time counts too: the earlier applies.",
        "14-Nov-2028",
    ),
    Column(
        "provider", "Provider", ("training provider", "supplier", "delivered by"), "", "Northmoor Council"
    ),
)


NONE = ""


def known(columns: tuple[Column, ...]) -> frozenset[str]:
    """Every heading that is known, put plainly."""
    return frozenset(words for column in columns for words in column.known)


def guess(columns: tuple[Column, ...], headings: list[str], remembered: Mapping[str, str]) -> dict[str, int]:
    """The place of each column among the headings, as far as it is known: as it was said last, or, where that is not there,
    by its name. Of which it was said that it is none of them (remembered as no heading), none.
    """
    places = {}
    for place, heading in reversed(list(enumerate(headings))):
        places[plainly(heading)] = place
    found = {name: places[plainly(words)] for name, words in remembered.items() if plainly(words) in places}
    for column in columns:
        if column.name in found or remembered.get(column.name) == NONE:
            continue
        wanted = [words for words in column.known if words in places and places[words] not in found.values()]
        if wanted:
            found[column.name] = places[wanted[0]]
    return found


def missing(kind_columns: tuple[Column, ...], places: Mapping[str, int]) -> list[str]:
    """What has to be there and is not, in words."""
    names = {column.name for column in kind_columns}
    amiss = []
    if "number" not in places and "name" in names:
        amiss.append("Say which column holds the employee number.")
    if "course" in names:
        amiss += [
            f"Say which column holds “{label}”." for name, label in NEEDED_OF_PAST if name not in places
        ]
        if not {"number", "email"} & set(places):
            amiss.append("Say which column holds the employee number, or the e-mail.")
    elif "group" not in places:
        amiss.append("Say which column holds the staff group.")
    if len(set(places.values())) < len(places):
        amiss.append("Choose each column of the file once.")
    return amiss


NEEDED_OF_PAST = (("course", "Course"), ("completed_on", "Completed on"))
