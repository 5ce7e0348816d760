"""What a changed file would do: rules added, changed and ended, and each line that cannot be; nothing is written here."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from learning.workforce.days import DAY
from learning.workforce.needs import words
from learning.workforce.needs.files import Asked, Trouble, read
from learning.workforce.needs.need import Held
from learning.workforce.needs.places import Place
from learning.workforce.needs.steps import NeedRefused, Step, What, add, after, change, refuse_overlaps

COLUMN_OF = {
    "course": "course",
    "groups": "staff groups",
    "teams": "teams",
    "effective_from": "first day",
    "effective_to": "last day",
    "from_day": "first day",
    "asked_since": "days counted from",
}
UNKNOWN_RULE = "This organisation has no rule with this number. Leave it empty for a new one."
GOES_ON = "Rule {number} goes on from this one. Download the grid again, and change that line."
NAMED_TWICE = "Line {row} is of the same rule."
NOT_TO_CHANGE = "This follows from the rule, and cannot be written. Put back what was there."
TITLES = {
    What.ADDED: "Added",
    What.CHANGED: "Changed",
    What.REPLACED: "Changed",
    What.ENDED: "Given another last day",
}


@dataclass(frozen=True)
class Planned:
    """What one line would do, in words."""

    row: int
    what: str
    course: str
    who: str
    lines: list[str]


@dataclass(frozen=True)
class DryRun:
    """All that a file would do. `same` counts lines that change nothing, `absent` rules that it does not name."""

    steps: list[Step]
    planned: list[Planned]
    troubles: list[Trouble]
    same: int
    absent: int


def dry_run(place: Place, text: str, *, from_day: datetime.date, today: datetime.date) -> DryRun:
    """Files.Unreadable when it is no grid. A rule that a file leaves out stays: to end one, give it a last day."""
    asked, troubles = read(place, text)
    uploading = _Uploading(place, from_day, today)
    for line in asked:
        uploading.take(line)
    uploading.refuse_overlaps()
    troubles = sorted([*troubles, *uploading.troubles], key=lambda one: one.row)
    steps = [step for _, step in uploading.steps]
    named = {line.number for line in asked} | set(uploading.rows)
    absent = [each for each in place.held if not each.need.is_over_on(today) and each.number not in named]
    planned = [_planned(place, line, step) for line, step in uploading.steps]
    return DryRun(steps, planned, troubles, uploading.same, len(absent) if not troubles else 0)


class _Uploading:
    """The lines of a file, one after the other, against the rules that stand."""

    def __init__(self, place: Place, from_day: datetime.date, today: datetime.date):
        self.place, self.from_day, self.today = place, from_day, today
        self.standing = {each.number: each for each in place.held}
        self.rows: dict[int, int] = {}
        self.steps: list[tuple[Asked, Step]] = []
        self.troubles: list[Trouble] = []
        self.same = 0

    def take(self, line: Asked) -> None:
        held = self._held(line)
        if line.number and held is None:
            return self._wrong(line, "rule", UNKNOWN_RULE, line.number)
        if held and held.number in self.rows:
            return self._wrong(line, "rule", NAMED_TWICE.format(row=self.rows[held.number]), held.number)
        if held:
            self.rows[held.number] = line.row
        return self._step(line, held)

    def _held(self, line: Asked) -> Held | None:
        """The rule that a line names, or that is the same but for its terms: so a file sent twice adds nothing twice."""
        if line.number:
            return self.standing.get(line.number)
        same = (line.need.place, line.need.effective_from)
        return next(
            (each for each in self.place.held if (each.need.place, each.need.effective_from) == same), None
        )

    def _step(self, line: Asked, held: Held | None) -> None:
        since = held.need.asked_since if held else None
        if line.need.asked_since != since:
            return self._wrong(line, "days counted from", NOT_TO_CHANGE, line.need.asked_since)
        if held and line.need != held.need and (following := self._following(held)):
            return self._compare(line, held, following)
        try:
            step = (
                change(held, line.need, from_day=self.from_day, today=self.today)
                if held
                else add(line.need, today=self.today)
            )
        except NeedRefused as refusal:
            value = getattr(line.need, refusal.field, self.from_day)
            return self._wrong(line, COLUMN_OF[refusal.field], str(refusal), value)
        if step is None:
            self.same += 1
        else:
            self.steps.append((line, step))
        return None

    def _following(self, held: Held) -> Held | None:
        """The rule that goes on from one, as its change left it."""
        ended = held.need.effective_to
        return next(
            (
                each
                for each in self.place.held
                if ended
                and each.need.effective_from - DAY == ended
                and each.need.course == held.need.course
                and each.need.is_within(held.need)
            ),
            None,
        )

    def _compare(self, line: Asked, held: Held, following: Held) -> None:
        """A file sent again changes nothing: what its line asks is what goes on already. Otherwise it is an old one."""
        own_days = {"effective_from": held.need.effective_from, "asked_since": held.need.asked_since}
        if replace(following.need, **own_days) == line.need:
            self.rows[following.number] = line.row
            self.same += 1
        else:
            self._wrong(line, "rule", GOES_ON.format(number=following.number), held.number)

    def refuse_overlaps(self) -> None:
        then = after(self.place.held, [step for _, step in self.steps])
        for line, step in self.steps:
            try:
                refuse_overlaps(then, step)
            except NeedRefused as refusal:
                self._wrong(line, "first day", str(refusal), line.need.effective_from)

    def _wrong(self, line: Asked, column: str, reason: str, value) -> None:
        told = value.isoformat() if isinstance(value, datetime.date) else value
        if isinstance(value, frozenset):
            known = self.place.groups if column == "staff groups" else self.place.teams
            told = ", ".join(sorted(known[key].code for key in value)) or "all"
        self.troubles.append(Trouble(line.row, column, reason, "" if told is None else str(told)))


def _planned(place: Place, line: Asked, step: Step) -> Planned:
    need = step.begins or step.stays
    lines: Iterable[str]
    if step.held:
        lines = words.changes(step.held.need, need, place)
    else:
        lines = [f"{each['label']}: {each['value']}" for each in words.terms(need, place)]
    return Planned(line.row, TITLES[step.what], place.title_of(need), place.who(need), list(lines))
