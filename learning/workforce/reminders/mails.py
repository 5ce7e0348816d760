"""What a message says when it goes: as things stand then, so that nobody is told of what is done since, and nobody who has
left or is away is written to.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from learning.people.posts import Post
from learning.people.users import User
from learning.workforce import scopes
from learning.workforce.counting import once_a_person
from learning.workforce.reminders.announcing import announced_to, sentence
from learning.workforce.reminders.reminders import TO_THEMSELVES, Kind, Outcome, Reminder
from learning.workforce.reminders.rules import last_day
from learning.workforce.requirements import Requirement
from learning.workforce.standings import PostStanding, standings
from learning.workforce.statuses import Status
from learning.workforce.words import told

TEMPLATES = {kind: f"workforce/email/{kind.value}" for kind in Kind}


@dataclass
class Draft:
    """A mail as it is now to be written, and what becomes of each row that it was to tell. Without a context there is none."""

    outcomes: dict[int, Outcome]
    template: str = ""
    context: dict | None = None


def draft(rows: list[Reminder], *, on: datetime.date) -> Draft:
    """The mail of some rows that wait, of one person and kind."""
    if not rows[0].person.is_active:
        return Draft(dict.fromkeys((row.pk for row in rows), Outcome.CLOSED))
    if rows[0].kind in TO_THEMSELVES:
        return _to_themselves(rows, on)
    [row] = rows
    return _about_others(row, on)


def letter(
    person: User,
    found: Iterable[PostStanding],
    *,
    kind: Kind,
    by: User | None,
    titles: dict[int, str],
    announced: Iterable[tuple[Requirement, Post]] = (),
) -> tuple[str, dict]:
    """The template of a mail to someone about their own training, and what stands in it. No query."""
    found = sorted(found, key=lambda each: (last_day(each.standing), each.course_id))
    lines = [
        (each.status in Status.LATE, f"{titles[each.course_id]}. {told(each).about_day}.") for each in found
    ]
    return TEMPLATES[kind], {
        "first_name": person.first_name,
        "by": by,
        "late": [words for is_late, words in lines if is_late],
        "coming": [words for is_late, words in lines if not is_late],
        "announced": [sentence(rule, post, titles[rule.course_id]) for rule, post in announced],
        "number": len(lines),
        "link": settings.SITE_URL + reverse("my_learning"),
    }


def not_done(found: Iterable[PostStanding], courses: Collection[int] | None = None) -> list[PostStanding]:
    """Of how someone stands, what is required and is late, coming due or lapsing; of some courses alone, if given."""
    return [
        each
        for each in once_a_person(each for each in found if each.is_required)
        if last_day(each.standing) and (courses is None or each.course_id in courses)
    ]


def _to_themselves(rows: list[Reminder], on: datetime.date) -> Draft:
    first = rows[0]
    places = [row.organisation_id for row in rows]
    posts = first.person.posts.filter(organisation__in=places)
    found = standings(posts, on=on)
    held = set(posts.held_on(on).values_list("organisation", flat=True))
    outcomes, tell = {}, []
    announcing = {row.organisation_id for row in rows if row.announces}
    coming = announced_to(posts.filter(organisation__in=announcing), on=on) if announcing else []
    for row in rows:
        there = [each for each in found if each.organisation_id == row.organisation_id]
        still = not_done(there, row.courses_due)
        soon = [post for _, post in coming if post.organisation_id == row.organisation_id]
        outcomes[row.pk] = _outcome([*still, *soon], there, row.organisation_id in held)
        tell += still
    tell = once_a_person(tell)
    if not tell and not coming:
        return Draft(outcomes)
    titles = titles_of([*tell, *(rule for rule, _ in coming)])
    kind = Kind(first.kind)
    return Draft(
        outcomes, *letter(first.person, tell, kind=kind, by=first.by, titles=titles, announced=coming)
    )


def _outcome(still: list, there: list[PostStanding], is_held: bool) -> Outcome:
    if still:
        return Outcome.SENT
    if not is_held:
        return Outcome.LEFT
    return Outcome.AWAY if any(each.status == Status.EXEMPT for each in there) else Outcome.NOTHING


def _about_others(row: Reminder, on: datetime.date) -> Draft:
    """Only of people whom they see by name today, and only that they are late: who is away is in no line."""
    about = {(person, course) for course, _, _, person in row.about}
    seen = scopes.posts_named(row.person, today=on).filter(
        organisation=row.organisation_id, person__in={person for person, _ in about}
    )
    found = [
        each
        for each in once_a_person(each for each in standings(seen, on=on) if each.is_required)
        if each.status in Status.LATE and (each.person_id, each.course_id) in about
    ]
    if not found:
        return Draft({row.pk: Outcome.NOTHING})
    names = {
        person.pk: str(person) for person in User.objects.filter(pk__in={each.person_id for each in found})
    }
    titles = titles_of(found)
    lines = sorted(f"{names[each.person_id]}: {titles[each.course_id]}. {_words(each)}." for each in found)
    context = {
        "first_name": row.person.first_name,
        "organisation": row.organisation,
        "lines": lines,
        "more": max(row.number - len(row.about), 0),
        "link": settings.SITE_URL
        + reverse("workforce_people")
        + f"?organisation={row.organisation_id}&status=overdue",
    }
    return Draft({row.pk: Outcome.SENT}, TEMPLATES[Kind(row.kind)], context)


def _words(each: PostStanding) -> str:
    words = told(each)
    return words.about_day if each.status == Status.OVERDUE else f"{words.word}. {words.about_day}"


def titles_of(found: Iterable[PostStanding | Requirement]) -> dict[int, str]:
    return dict(Page.objects.filter(pk__in={each.course_id for each in found}).values_list("pk", "title"))
