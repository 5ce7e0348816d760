"""Past completions in a list beside the evidence that is accepted already. Reads, and writes nothing."""

import datetime
from collections.abc import Mapping

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from learning.people.organisations import Organisation
from learning.records.pages import Programme
from learning.workforce.evidence.evidence import PROVIDER_CHARS, AcceptedEvidence, EvidenceWithdrawal
from learning.workforce.reach import courses_of
from learning.workforce.staff_lists.cells import Cells
from learning.workforce.staff_lists.changes import Comparison, Line, NewEvidence, Problem, told
from learning.workforce.staff_lists.lists import Outcome
from learning.workforce.staff_lists.present import Person, Present, present
from learning.workforce.staff_lists.staff import WHOLE_ROW, Tell
from learning.workforce.staff_lists.tables import Table
from learning.workforce.staff_lists.words import Dictionary, by_word

NOBODY = "Nobody here has this. Bring the staff list first."
TWO_PEOPLE = "The employee number and the e-mail are of two different people."
TO_COME = "This is a day to come."
EXPIRES_EARLY = "This is not after the day on which it was completed."
OTHER_END = "This completion is accepted already, with another day on which it expires: {was}."
TWICE = "Row {row} is the same completion."
WITHDRAWN = "This completion was accepted, and withdrawn on {day}. Leave it out."
NO_END = "none"


def courses_by_key(organisation: Organisation) -> dict[str, str]:
    """Titles of courses, by their keys as text: those that can be taken, and what the organisation ever required."""
    live = Q(pk__in=Page.objects.type(Programme).live().values("pk"))
    required = Q(pk__in=courses_of([organisation]).order_by().values("pk"))
    rows = Page.objects.filter(live | required).order_by("title", "pk").values_list("pk", "title")
    return {str(pk): title for pk, title in rows}


def dictionary(organisation: Organisation, said: Mapping[str, Mapping[str, str]]) -> Dictionary:
    titles = courses_by_key(organisation)
    named = by_word({key: (title,) for key, title in titles.items()})
    return Dictionary(choices=titles, by_word=named, said=said.get("course", {}))


def compare(
    table: Table,
    *,
    organisation: Organisation,
    places: Mapping[str, int],
    words: Mapping[str, Mapping[str, str]],
    as_at: datetime.date,
    is_everyone: bool,
    tell: Tell,
) -> Comparison:
    """What a list of past completions would add. Nothing that is there is changed, and nothing taken away."""
    means = dictionary(organisation, words)
    stands = present(organisation, emails=())
    past = _Past(stands, _accepted(organisation), _withdrawn(organisation), means, as_at)
    for row in table.rows:
        cells = Cells(row, places, table.headings)
        if row.amiss:
            past.found.problems.append(Problem(row.number, "", WHOLE_ROW, row.amiss, ""))
        past.compare_row(cells)
        past.found.problems += cells.problems
        past.found.rows += 1
        tell(past.found.rows)
    if means.unknown:
        past.found.unknown = {"course": dict(means.unknown)}
    return past.found


def _accepted(organisation: Organisation) -> dict[tuple, datetime.date | None]:
    """When each accepted completion expires, by person, course and day."""
    fields = ["person", "course", "completed_on", "expires_on"]
    rows = AcceptedEvidence.objects.filter(organisation=organisation).values_list(*fields)
    return {tuple(key): expires_on for *key, expires_on in rows}


def _withdrawn(organisation: Organisation) -> dict[tuple, datetime.date]:
    """When each was withdrawn, by person, course and day."""
    fields = ["evidence__person", "evidence__course", "evidence__completed_on", "withdrawn_at"]
    rows = EvidenceWithdrawal.objects.filter(evidence__organisation=organisation).values_list(*fields)
    return {tuple(key): timezone.localdate(withdrawn_at) for *key, withdrawn_at in rows}


class _Past:
    """The comparison as it grows, row by row."""

    def __init__(
        self, stands: Present, accepted: dict, withdrawn: dict, means: Dictionary, as_at: datetime.date
    ):
        self.stands, self.accepted, self.withdrawn, self.means = stands, accepted, withdrawn, means
        self.as_at = as_at
        self.found = Comparison()
        self.rows: dict[tuple, int] = {}

    def compare_row(self, cells: Cells) -> None:
        number, email = cells.number(), cells.email()
        cells.who = ", ".join(filter(None, [number, email]))
        person = self._person(cells, number, email)
        cells.who = f"{person.name}, {cells.who}" if person else cells.who
        course = cells.word("course", self.means)
        cells.needed("course", course)
        completed_on, expires_on = cells.day("completed_on"), cells.day("expires_on")
        provider = cells.text("provider")[:PROVIDER_CHARS]
        if not cells.needed("completed_on", completed_on):
            return
        if completed_on > self.as_at:
            cells.amiss("completed_on", TO_COME, cells.text("completed_on"))
        if expires_on and expires_on <= completed_on:
            cells.amiss("expires_on", EXPIRES_EARLY, cells.text("expires_on"))
        if not cells.problems:
            self._add(cells, NewEvidence(person.pk, int(course), completed_on, expires_on, provider))

    def _person(self, cells: Cells, number: str, email: str) -> Person | None:
        """Whoever has the number here, or holds or held a post here and has the e-mail."""
        name = "number" if cells.has("number") and (number or not email) else "email"
        by_number = self.stands.people.get(self.stands.numbers.get(number, 0))
        by_email = self.stands.by_email.get(email)
        if by_number and by_email and by_number.pk != by_email.pk:
            return cells.amiss("email", TWO_PEOPLE, email)
        found = by_number if name == "number" else by_email
        if found is None and cells.needed(name, number or email):
            cells.amiss(name, NOBODY, number if name == "number" else email)
        return found

    def _add(self, cells: Cells, new: NewEvidence) -> None:
        key = (new.person, new.course, new.completed_on)
        if key in self.withdrawn:
            day = date_format(self.withdrawn[key])
            return cells.amiss("completed_on", WITHDRAWN.format(day=day), cells.text("completed_on"))
        if key in self.accepted:
            return self._repeat(cells, self.accepted[key], new.expires_on)
        if self.rows.setdefault(key, cells.row.number) != cells.row.number:
            return cells.amiss("completed_on", TWICE.format(row=self.rows[key]))
        self.found.changes.evidence.append(new)
        details = [
            told("Course", "", self.means.choices.get(str(new.course))),
            told("Completed on", "", new.completed_on),
            told("Expires on", "", new.expires_on),
            told("Provider", "", new.provider),
        ]
        self.found.lines.append(
            Line(Outcome.ADDED.value, cells.row.number, cells.who, tuple(each for each in details if each[2]))
        )
        return None

    def _repeat(self, cells: Cells, was: datetime.date | None, expires_on: datetime.date | None) -> None:
        if was == expires_on:
            self.found.unchanged += 1
        else:
            was = told("", "", was)[2] or NO_END
            cells.amiss("expires_on", OTHER_END.format(was=was), cells.text("expires_on"))
