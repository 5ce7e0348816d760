"""A staff list beside what stands in an organisation: who is added, changed, ended, absent and back. Reads, and writes nothing."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping

from learning.people.organisations import Organisation
from learning.workforce.days import DAY, in_words
from learning.workforce.staff_lists import identity
from learning.workforce.staff_lists.away import Spells
from learning.workforce.staff_lists.cells import Cells
from learning.workforce.staff_lists.changes import Comparison, Line, NewPost, Problem, told
from learning.workforce.staff_lists.lists import Outcome
from learning.workforce.staff_lists.pairing import pair
from learning.workforce.staff_lists.present import Held, Person, Present, present
from learning.workforce.staff_lists.staff_rows import LAST_BEFORE_FIRST, StaffRow, dictionaries, staff_row
from learning.workforce.staff_lists.tables import Table

LABELS = {"group": "Staff group", "team": "Team", "starts_on": "First day", "ends_on": "Last day"}
ALSO_ENDS = told("With the last post", "", "What they answer for here ends too")
WHOLE_ROW = "The whole row"
# Between the first rows and the last: told while rows are read.
Tell = Callable[[int], None]


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
    """What a list would do. `places` say where its columns are, `words` what its words mean, as was said."""
    found = Comparison()
    rows, unclear = _read(table, organisation, places, words, as_at, found, tell)
    headings = {name: table.headings[place] for name, place in places.items()}
    found.problems += identity.doubles(rows, headings)
    amiss = {problem.row for problem in found.problems}
    stands = present(organisation, emails=(row.email for row in rows if row.email))
    found.posts_before = sum(post.is_live_on(as_at) for held in stands.posts.values() for post in held)
    staff = _Staff(stands, found, headings, as_at)
    for of_one in _by_number(row for row in rows if row.row not in amiss):
        staff.compare_person(of_one)
    if is_everyone:
        mentioned = {stands.numbers.get(number) for number in unclear | {row.number for row in rows}}
        staff.end_the_missing(mentioned)
    found.problems.sort(key=lambda problem: problem.row)
    return found


def _read(table, organisation, places, words, as_at, found: Comparison, tell: Tell):
    """The rows that can be read; and the numbers of those that cannot, so that nobody in them counts as missing."""
    means = dictionaries(organisation, words)
    rows, unclear = [], set()
    for row in table.rows:
        cells = Cells(row, places, table.headings)
        if row.amiss:
            found.problems.append(Problem(row.number, "", WHOLE_ROW, row.amiss, ""))
        read = staff_row(cells, means, as_at=as_at)
        found.problems += cells.problems
        if cells.problems or row.amiss:
            unclear.add(read.number)
        else:
            rows.append(read)
        found.rows += 1
        tell(found.rows)
    found.unknown = means.unknown
    return rows, unclear


def _by_number(rows) -> list[list[StaffRow]]:
    found = defaultdict(list)
    for row in rows:
        found[row.number].append(row)
    return list(found.values())


def _wanted(row: StaffRow) -> dict:
    """What a row says of a post. Of what the list does not speak, nothing."""
    wanted = {"group": row.group}
    wanted |= {"team": row.team} if row.has_team else {}
    wanted |= {"starts_on": row.starts_on} if row.starts_on else {}
    wanted |= {"ends_on": row.ends_on} if row.has_end else {}
    return wanted | ({} if row.is_primary is None else {"is_primary": row.is_primary})


class _Staff:
    """The comparison as it grows, person by person."""

    def __init__(self, stands: Present, found: Comparison, headings: dict[str, str], as_at: datetime.date):
        self.stands, self.found, self.headings, self.as_at = stands, found, headings, as_at
        self.changes = found.changes
        self.spells = Spells(stands, found, as_at)
        self.kept: set[int] = set()
        self.compared: dict[int, StaffRow] = {}

    def compare_person(self, rows: list[StaffRow]) -> None:
        first = next((row for row in rows if row.email), rows[0])
        try:
            person = identity.identify(first, self.stands)
            if person and self.compared.setdefault(person.pk, first) is not first:
                other = self.compared[person.pk]
                raise identity.Unclear("number", identity.SAME_PERSON.format(row=other.row), first.number)
            held = self.stands.posts.get(person.pk, []) if person else []
            pairs = pair(rows, held, on=self.as_at)
            if any(post is None and not self._is_past(row) for row, post in pairs):
                identity.refuse_new(first, person)
        except identity.Unclear as unclear:
            heading = self.headings.get(unclear.field, LABELS.get(unclear.field, unclear.field))
            self.found.problems += [
                Problem(row.row, row.who, heading, unclear.reason, unclear.value) for row in rows
            ]
            return
        self._compare(first, person, pairs)

    def _compare(self, first: StaffRow, person: Person | None, pairs) -> None:
        known = self._about_person(first, person) if person and self._is_of_here(person, pairs) else []
        for row, post in pairs:
            about = known if row is first else []
            if post:
                self._change(row, post, about)
            elif not self._is_past(row):
                self._add(row, person.pk if person else self._new(first, about), about)
            else:
                self.found.unchanged += not self._line(Outcome.CHANGED, row, about)

    def _is_of_here(self, person: Person, pairs) -> bool:
        """Nobody gets a number here, and with it a name, whom nobody here ever knew, without a post of which they are told."""
        return person.pk in self.stands.here or any(not self._is_past(row) for row, _ in pairs)

    def _new(self, row: StaffRow, about: list[tuple]) -> str:
        """Someone new: known by their e-mail until they have a key."""
        if row.email not in self.changes.people:
            self.changes.people[row.email] = row.name
            self.changes.numbers[row.number] = row.email
            about.append(told("E-mail", "", row.email))
        return row.email

    def _is_past(self, row: StaffRow) -> bool:
        """Over before anybody here knew of it: nothing is made of that."""
        return row.ends_on is not None and row.ends_on < self.as_at

    def _about_person(self, row: StaffRow, person: Person) -> list[tuple]:
        """What of the person themselves is new: the number; name and e-mail while the account is only ours to correct."""
        details = []
        if row.number not in self.stands.numbers:
            self.changes.numbers[row.number] = person.pk
            details.append(told("Employee number", "", row.number))
        if not self.stands.is_ours(person):
            return details
        wanted = {"name": row.name, "email": row.email}
        changed = {name: value for name, value in wanted.items() if value and value != getattr(person, name)}
        if changed:
            self.changes.renamed[person.pk] = changed
        labels = {"name": "Name", "email": "E-mail"}
        return details + [told(labels[name], getattr(person, name), value) for name, value in changed.items()]

    def _add(self, row: StaffRow, person: int | str, about: list[tuple]) -> None:
        starts_on = row.starts_on or self.as_at
        self.changes.posts.append(
            NewPost(person, row.group, row.team, starts_on, row.ends_on, row.is_primary in (None, True))
        )
        details = [
            told("Staff group", "", self.stands.groups[row.group]),
            told("Team", "", self.stands.teams.get(row.team)),
            told("First day", "", starts_on),
            told("Last day", "", row.ends_on),
        ]
        self._line(Outcome.ADDED, row, [*about, *(each for each in details if each[2])])
        self.spells.compare(row, -len(self.changes.posts), [])

    def _change(self, row: StaffRow, post: Held, about: list[tuple]) -> None:
        self.kept.add(post.pk)
        changed = {name: value for name, value in _wanted(row).items() if value != getattr(post, name)}
        first, last = (changed.get(name, getattr(post, name)) for name in ("starts_on", "ends_on"))
        if last and last < first:
            heading = self.headings.get("ends_on", LABELS["ends_on"])
            problem = Problem(row.row, row.who, heading, LAST_BEFORE_FIRST, in_words(last))
            return self.found.problems.append(problem)
        if changed:
            self.changes.moved[post.pk] = changed
        details = [self._told(name, getattr(post, name), value) for name, value in changed.items()]
        is_end = set(changed) == {"ends_on"} and row.ends_on is not None
        outcome = Outcome.ENDED if is_end and not about else Outcome.CHANGED
        said = self._line(outcome, row, [*about, *details])
        away = self.spells.compare(row, post.pk, self.stands.away.get(post.pk, []))
        self.found.unchanged += not (said or away)
        return None

    def _told(self, name: str, before, after) -> tuple[str, str, str]:
        names = {"group": self.stands.groups, "team": self.stands.teams}.get(name)
        if names:
            before, after = names.get(before), names.get(after)
        return told(LABELS.get(name, "Main post"), before, after)

    def _line(self, outcome: Outcome, row: StaffRow, details: list[tuple]) -> bool:
        if details:
            self.found.lines.append(Line(outcome.value, row.row, row.who, tuple(details)))
        return bool(details)

    def end_the_missing(self, mentioned: set[int | None]) -> None:
        """End, on the day before, the posts held that day that the list does not have.

        Of whoever is in the list in a row that could not be compared nothing ends.
        """
        amiss = {problem.row for problem in self.found.problems}
        for person, held in self.stands.posts.items():
            for post in held:
                is_held = post.starts_on < self.as_at and post.is_live_on(self.as_at)
                if is_held and post.pk not in self.kept and not (amiss and person in mentioned):
                    self._end(person, post)

    def _end(self, person: int, post: Held) -> None:
        last = max(post.starts_on, self.as_at - DAY)
        self.changes.moved[post.pk] = {"ends_on": last}
        one = self.stands.people[person]
        details = (
            told("Post", "", self._place(post)),
            told("Last day", post.ends_on, last),
        )
        also = (ALSO_ENDS,) if person in self.stands.answering else ()
        self.found.lines.append(Line(Outcome.ENDED.value, None, one.name or one.email, (*details, *also)))

    def _place(self, post: Held) -> str:
        names = (self.stands.groups[post.group], self.stands.teams.get(post.team))
        return ", ".join(name for name in names if name)
