"""What a message says when it goes: as things stand then, so that nobody is told of what is done since, and nobody who has
left or is away is written to.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from learning.people.posts import Post
from learning.people.users import User
from learning.workforce.counting import once_a_person
from learning.workforce.reminders import others
from learning.workforce.reminders.absent import away_from
from learning.workforce.reminders.announcing import announced_to, sentence
from learning.workforce.reminders.reminders import TO_THEMSELVES, Kind, Outcome, Reminder
from learning.workforce.reminders.rules import last_day
from learning.workforce.reminders.stops import ReminderStop
from learning.workforce.reminders.titles import titles_of
from learning.workforce.requirements import Requirement
from learning.workforce.standings import PostStanding, standings
from learning.workforce.statuses import Status
from learning.workforce.words import told


@dataclass
class Draft:
    """A mail as it is now to be written, and what becomes of each row that it was to tell. Without a context there is none."""

    outcomes: dict[int, Outcome]
    template: str = ""
    context: dict | None = None


@dataclass(frozen=True)
class OwnPart:
    """What one organisation asks of someone themselves, in lines. `place` is empty where it goes without saying."""

    place: str
    late: list[str]
    coming: list[str]
    announced: list[str]
    courses: frozenset[int]


def draft(rows: list[Reminder], *, on: datetime.date) -> Draft:
    """The mail of some rows that wait, of one person: a nudge, or the weekly mail with all its parts."""
    first = rows[0]
    refused = _refused(rows, on)
    rows = [row for row in rows if row.pk not in refused]
    about_self, own = _own([row for row in rows if row.kind in TO_THEMSELVES], on)
    about_others, parts = others.parts([row for row in rows if row.kind not in TO_THEMSELVES], on=on)
    outcomes = refused | about_self | about_others
    if not own and not parts:
        return Draft(outcomes)
    kind = Kind.NUDGE if first.kind == Kind.NUDGE else Kind.DIGEST
    return Draft(outcomes, *letter(first.person, own, kind=kind, by=first.by, parts=parts))


def letter(
    person: User, own: list[OwnPart], *, kind: Kind, by: User | None, parts: Collection[others.Part] = ()
) -> tuple[str, dict]:
    """The template of a mail to someone, and what stands in it: one link in all, to My learning unless it tells of others
    alone. No query.
    """
    return f"workforce/email/{kind.value}", {
        "first_name": person.first_name,
        "by": by,
        "own": own,
        "others": parts,
        "places": list(dict.fromkeys(part.organisation for part in parts)),
        "number": len(frozenset().union(*(part.courses for part in own))),
        "link": settings.SITE_URL + (reverse("my_learning") if own else others.address(parts)),
    }


def own_parts(
    found: Iterable[PostStanding],
    *,
    titles: Mapping[int, str],
    names: Mapping[int, str],
    announced: Iterable[tuple[Requirement, Post]] = (),
) -> list[OwnPart]:
    """Of how someone stands, what is not done, by the organisation that requires it. `names` are what to call these; empty
    where there is one alone. No query.
    """
    due, coming = defaultdict(list), defaultdict(list)
    for each in found:
        due[each.organisation_id].append(each)
    for rule, post in announced:
        coming[post.organisation_id].append(sentence(rule, post, titles[rule.course_id]))
    parts = [
        _part(names.get(place, ""), not_done(due[place]), titles, coming[place])
        for place in sorted({*due, *coming})
    ]
    return [part for part in parts if part.courses or part.announced]


def not_done(found: Iterable[PostStanding], courses: Collection[int] | None = None) -> list[PostStanding]:
    """Of how someone stands, what is required and is late, coming due or lapsing; of some courses alone, if given."""
    return [
        each
        for each in once_a_person(each for each in found if each.is_required)
        if last_day(each.standing) and (courses is None or each.course_id in courses)
    ]


def _part(place: str, found: list[PostStanding], titles: Mapping[int, str], announced: list[str]) -> OwnPart:
    found = sorted(found, key=lambda each: (last_day(each.standing), each.course_id))
    lines = [
        (each.status in Status.LATE, f"{titles[each.course_id]}. {told(each).about_day}.") for each in found
    ]
    return OwnPart(
        place=place,
        late=[words for is_late, words in lines if is_late],
        coming=[words for is_late, words in lines if not is_late],
        announced=announced,
        courses=frozenset(each.course_id for each in found),
    )


def _refused(rows: list[Reminder], on: datetime.date) -> dict[int, Outcome]:
    """What is not told after all, whatever there is to say: the account was closed, the weekly mail stopped, or they went away.
    Three queries at most.
    """
    person = rows[0].person
    if not person.is_active:
        return {row.pk: Outcome.CLOSED for row in rows}
    away = away_from({row.organisation_id for row in rows}, [person.pk], on)
    refused = {row.pk: Outcome.AWAY for row in rows if (person.pk, row.organisation_id) in away}
    own = [row.pk for row in rows if row.kind == Kind.DIGEST]
    if own and ReminderStop.objects.filter(person=person).exists():
        refused |= dict.fromkeys(own, Outcome.STOPPED)
    return refused


def _own(rows: list[Reminder], on: datetime.date) -> tuple[dict[int, Outcome], list[OwnPart]]:
    """What becomes of rows that tell someone of their own training, and the parts of the mail."""
    if not rows:
        return {}, []
    person = rows[0].person
    posts = person.posts.filter(organisation__in={row.organisation_id for row in rows})
    found = standings(posts, on=on)
    held = dict(person.posts.held_on(on).values_list("organisation", "organisation__name"))
    announcing = {row.organisation_id for row in rows if row.announces}
    coming = announced_to(posts.filter(organisation__in=announcing), on=on) if announcing else []
    outcomes, tell = {}, {}
    for row in rows:
        there = [each for each in found if each.organisation_id == row.organisation_id]
        still = not_done(there, row.courses_due)
        soon = [post for _, post in coming if post.organisation_id == row.organisation_id]
        outcomes[row.pk] = _outcome([*still, *soon], there, row.organisation_id in held)
        tell |= {(each.organisation_id, each.course_id): each for each in still}
    titles = titles_of([*tell.values(), *(rule for rule, _ in coming)])
    names = held if len(_named(rows, held)) > 1 else {}
    return outcomes, own_parts(tell.values(), titles=titles, names=names, announced=coming)


def _named(rows: list[Reminder], held: Collection[int]) -> Collection[int]:
    """Organisations that are named if there are several: of a nudge those that ask, so that its preview tells no lead of a
    post elsewhere.
    """
    return {row.organisation_id for row in rows} if rows[0].kind == Kind.NUDGE else held


def _outcome(still: list, there: list[PostStanding], is_held: bool) -> Outcome:
    if still:
        return Outcome.SENT
    if not is_held:
        return Outcome.LEFT
    return Outcome.AWAY if any(each.status == Status.EXEMPT for each in there) else Outcome.NOTHING
