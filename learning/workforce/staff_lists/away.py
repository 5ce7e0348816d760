"""Times away in a list beside those that stand."""

import datetime

from learning.people.posts import Absence
from learning.workforce.days import DAY, in_words
from learning.workforce.staff_lists.changes import Comparison, Line, NewAbsence, Problem, told
from learning.workforce.staff_lists.lists import Outcome
from learning.workforce.staff_lists.present import Away as Held
from learning.workforce.staff_lists.present import Present
from learning.workforce.staff_lists.staff_rows import AWAY_ENDS_EARLY, Away, StaffRow

KINDS = dict(Absence.Kind.choices)


class Spells:
    def __init__(self, stands: Present, found: Comparison, as_at: datetime.date):
        self.stands, self.found, self.as_at = stands, found, as_at
        self.changes = found.changes

    def compare(self, row: StaffRow, post: int, held: list[Held]) -> bool:
        """Whether a row says something new of someone's absence from a post; a negative key is a new post's."""
        if not row.has_away:
            return False
        is_open = next((spell for spell in held if spell.ended_on is None), None)
        if row.away is None:
            return self._back(row, is_open)
        starts_on = row.away.starts_on or self.as_at
        same = is_open or next((spell for spell in held if spell.starts_on == starts_on), None)
        return self._change(row, row.away, same) if same else self._begin(row, row.away, post)

    def _back(self, row: StaffRow, is_open: Held | None) -> bool:
        """At work, though an absence had begun and is still open: yesterday was the last day away."""
        if is_open is None or is_open.starts_on >= self.as_at:
            return False
        last = self.as_at - DAY
        self.changes.spells[is_open.pk] = {"ended_on": last}
        return self._line(Outcome.RETURNED, row, [told("Last day away", "", last)])

    def _begin(self, row: StaffRow, away: Away, post: int) -> bool:
        starts_on = away.starts_on or self.as_at
        self.changes.absences.append(
            NewAbsence(post, away.kind, starts_on, away.expected_until, away.last_day)
        )
        details = [
            told("Kind", "", KINDS[away.kind]),
            told("Absent from", "", starts_on),
            told("Expected until", "", away.expected_until),
            told("Last day away", "", away.last_day),
        ]
        return self._line(Outcome.ABSENT, row, [each for each in details if each[2]])

    def _change(self, row: StaffRow, away: Away, spell: Held) -> bool:
        """What is not said stays, but for a return: whoever is away in the list is away."""
        starts_on = away.starts_on or spell.starts_on
        until = away.expected_until or spell.expected_until
        if away.last_day and away.last_day < starts_on:
            self.found.problems.append(
                Problem(row.row, row.who, "First day back", AWAY_ENDS_EARLY, in_words(away.last_day + DAY))
            )
            return True
        wanted = {
            "kind": away.kind,
            "starts_on": starts_on,
            "expected_until": until if until and until >= starts_on else None,
            "ended_on": away.last_day,
        }
        changed = {name: value for name, value in wanted.items() if value != getattr(spell, name)}
        if not changed:
            return False
        self.changes.spells[spell.pk] = changed
        labels = {
            "kind": "Kind",
            "starts_on": "Absent from",
            "expected_until": "Expected until",
            "ended_on": "Last day away",
        }
        details = [
            told(labels[name], _named(getattr(spell, name)), _named(value)) for name, value in changed.items()
        ]
        return self._line(_outcome(changed), row, details)

    def _line(self, outcome: Outcome, row: StaffRow, details: list[tuple]) -> bool:
        self.found.lines.append(Line(outcome.value, row.row, row.who, tuple(details)))
        return True


def _outcome(changed: dict) -> Outcome:
    if "ended_on" not in changed:
        return Outcome.CHANGED
    return Outcome.RETURNED if changed["ended_on"] else Outcome.ABSENT


def _named(value):
    return KINDS.get(value, value) if isinstance(value, str) else value
