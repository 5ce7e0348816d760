"""What the weekly mail tells a line manager or a workforce lead of their people: who is late for what, and never why away."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from learning.people.users import User
from learning.workforce import scopes
from learning.workforce.counting import once_a_person
from learning.workforce.entrance import late_people
from learning.workforce.reminders.reminders import Kind, Outcome, Reminder
from learning.workforce.reminders.titles import titles_of
from learning.workforce.standings import standings
from learning.workforce.statuses import Status
from learning.workforce.words import told


@dataclass(frozen=True)
class Part:
    """Lines about people of one organisation, whom someone manages or leads, and how many `more` there are. Below another part of the
    same organisation only whether there are others: how many of them that part counts is not known.
    """

    place: int
    organisation: str
    is_lead: bool
    lines: list[str]
    more: int
    has_others: bool


def parts(rows: Iterable[Reminder], *, on: datetime.date) -> tuple[dict[int, Outcome], list[Part]]:
    """By organisation, as manager before as lead, each line once; and what becomes of each row."""
    outcomes, found, said = {}, [], set()
    in_order = sorted(rows, key=lambda row: (row.organisation_id, row.kind != Kind.MANAGER, row.pk))
    for _, some in groupby(in_order, lambda row: (row.organisation_id, row.kind)):
        alike = list(some)
        lines = _lines(alike, on)
        outcomes |= dict.fromkeys([row.pk for row in alike], Outcome.SENT if lines else Outcome.NOTHING)
        there = alike[-1].organisation_id
        new = {about: words for about, words in lines.items() if (there, *about) not in said}
        part = _part(alike[-1], new, is_second=any(each.place == there for each in found))
        if part.lines or (lines and (part.more or part.has_others)):
            found.append(part)
        said |= {(there, *about) for about in lines}
    return outcomes, found


def _lines(rows: list[Reminder], on: datetime.date) -> dict[tuple[int, int], str]:
    """By person and course, in the order of names. Only of people whom they see by name today, and only that they are late: who is
    away is in no line.
    """
    row = rows[-1]
    about = {(person, course) for each in rows for course, _, _, person in each.about}
    seen = scopes.posts_named(row.person, today=on).filter(
        organisation=row.organisation_id, person__in={person for person, _ in about}
    )
    found = [
        each
        for each in once_a_person(each for each in standings(seen, on=on) if each.is_required)
        if each.status in Status.LATE and (each.person_id, each.course_id) in about
    ]
    names = {
        person.pk: str(person) for person in User.objects.filter(pk__in={each.person_id for each in found})
    }
    titles = titles_of(found)
    lines = {
        (
            each.person_id,
            each.course_id,
        ): f"{names[each.person_id]}: {titles[each.course_id]}. {_words(each)}."
        for each in found
    }
    return dict(sorted(lines.items(), key=lambda line: (line[1], line[0])))


def _part(row: Reminder, lines: dict[tuple[int, int], str], *, is_second: bool) -> Part:
    more = max(row.number - len(row.about), 0)
    return Part(
        place=row.organisation_id,
        organisation=str(row.organisation),
        is_lead=row.kind == Kind.LEAD,
        lines=list(lines.values()),
        more=0 if is_second else more,
        has_others=is_second and more > 0,
    )


def address(parts: Iterable[Part]) -> str:
    """Where the list is as it stands now: of the organisation, or of everyone where there are several."""
    places = {part.place for part in parts}
    return late_people(*places) if len(places) == 1 else late_people()


def _words(each) -> str:
    words = told(each)
    return words.about_day if each.status == Status.OVERDUE else f"{words.word}. {words.about_day}"
