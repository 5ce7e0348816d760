"""What is asked of someone, in words for themselves: by whom, why, and by when."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from wagtail.models import Page

from learning.people.posts import PracticeGroup
from learning.records.pages import address
from learning.workforce.counting import asked_once
from learning.workforce.requirements import Requirement
from learning.workforce.standings import PostStanding, standings
from learning.workforce.statuses import Status
from learning.workforce.words import told

WHY = {
    Requirement.Kind.STATUTORY: "Required by {organisation} for your post as {group}.",
    Requirement.Kind.MANDATORY: "Required by {organisation} for your post as {group}.",
    Requirement.Kind.ROLE_ESSENTIAL: "Essential for your role, says {organisation}.",
    Requirement.Kind.RECOMMENDED: "Suggested by {organisation}. There is no deadline you can miss.",
}
WHEN = {
    Status.IN_GRACE: "Due by {due}.",
    Status.NEVER: "It was due by {due}.",
    Status.OVERDUE: "It lapsed on {until}.",
    Status.EXPIRING: "Renew it by {until}.",
}
COUNTS_UNTIL = "It counts until {until}."


@dataclass(frozen=True)
class Ask:
    """A course that one of someone's posts asks of them. `note` says by whom, why and by when.

    Shown by components/rows.html; without `url` the course was taken down.
    """

    title: str
    url: str | None
    note: str
    word: str
    kind: str


def asked_of(person, *, on: datetime.date) -> list[Ask]:
    """What the posts that someone holds on a day ask of them, each course once for each organisation, as it is counted
    there; nothing of a post they are away from.

    What is required comes first, and of that what is late, then what is due soonest. Seven queries, and three more if there
    is anything.
    """
    found = standings(person.posts.all(), on=on)
    found = asked_once(each for each in found if each.status != Status.EXEMPT)
    if not found:
        return []
    rules = Requirement.objects.select_related("organisation").in_bulk(
        {each.requirement_id for each in found}
    )
    groups = PracticeGroup.objects.in_bulk({each.practice_group_id for each in found})
    courses = Page.objects.in_bulk({each.course_id for each in found})
    found.sort(key=lambda each: (*_urgency(each), courses[each.course_id].path))
    return [
        _ask(each, rules[each.requirement_id], groups[each.practice_group_id], courses[each.course_id])
        for each in found
    ]


def asked_by(person, course_id: int, *, on: datetime.date) -> datetime.date | None:
    """Up to when what someone holds of a course counts for the one of their posts that asks for it soonest; None when no
    post asks for it again. Seven queries.
    """
    found = standings(person.posts.all(), on=on, courses=[course_id])
    return min((each.standing.until for each in found if each.standing.until), default=None)


def _urgency(each: PostStanding) -> tuple:
    standing = each.standing
    day = standing.due_on or standing.until or datetime.date.max
    return (not each.is_required, each.status not in Status.LATE, day)


def _ask(each: PostStanding, rule: Requirement, group: PracticeGroup, course: Page) -> Ask:
    standing = each.standing
    why = WHY[rule.kind].format(organisation=rule.organisation, group=group)
    due = standing.due_on and date_format(standing.due_on)
    until = standing.until and date_format(standing.until)
    words = told(each)
    return Ask(
        title=course.title,
        url=address(course.url_path) if course.live else None,
        note=f"{why} {_when(each).format(due=due, until=until)}".strip(),
        word=words.word,
        kind=words.kind,
    )


def _when(each: PostStanding) -> str:
    """The day that matters, if there is one: nobody is late for what is only suggested."""
    if each.status == Status.COMPLIANT:
        return COUNTS_UNTIL if each.standing.until else ""
    return WHEN.get(each.status, "") if each.is_required else ""
