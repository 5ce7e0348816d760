"""What is asked of someone, in words for themselves: by whom, why, and by when."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from wagtail.models import Page

from learning.people.posts import PracticeGroup
from learning.workforce.counting import once_a_person
from learning.workforce.requirements import Requirement
from learning.workforce.standings import PostStanding, standings
from learning.workforce.statuses import Status

WHY = {
    Requirement.Kind.STATUTORY: "Required by {organisation} for your post as {group}.",
    Requirement.Kind.MANDATORY: "Required by {organisation} for your post as {group}.",
    Requirement.Kind.ROLE_ESSENTIAL: "Needed for your role, says {organisation}.",
    Requirement.Kind.RECOMMENDED: "Suggested by {organisation}. There is no deadline you can miss.",
}
WHEN = {
    Status.IN_GRACE: "Due by {due}.",
    Status.NEVER: "It was due by {due}.",
    Status.OVERDUE: "It lapsed on {until}.",
    Status.EXPIRING: "Renew it by {until}.",
}


@dataclass(frozen=True)
class Ask:
    """A course that one of someone's posts asks of them. `words` say by whom, why and by when."""

    course: Page
    words: str
    is_required: bool
    is_late: bool
    due_on: datetime.date | None
    is_done: bool


def asked_of(person, *, on: datetime.date) -> list[Ask]:
    """What the posts that someone holds on a day ask of them, each course once; nothing of a post they are away from.

    What is late comes first, then what is due soonest. Six queries, and three more if there is anything.
    """
    found = once_a_person(standings(person.posts.all(), on=on))
    found = [each for each in found if each.status != Status.EXEMPT]
    if not found:
        return []
    rules = Requirement.objects.select_related("organisation").in_bulk(
        {each.requirement_id for each in found}
    )
    groups = PracticeGroup.objects.in_bulk({each.practice_group_id for each in found})
    courses = Page.objects.in_bulk({each.course_id for each in found})
    asks = [
        _ask(each, rules[each.requirement_id], groups[each.practice_group_id], courses[each.course_id])
        for each in found
    ]
    return sorted(asks, key=_urgency)


def _urgency(ask: Ask) -> tuple:
    return (not ask.is_required, not ask.is_late, ask.due_on or datetime.date.max, ask.course.path)


def _ask(each: PostStanding, rule: Requirement, group: PracticeGroup, course: Page) -> Ask:
    standing = each.standing
    why = WHY[rule.kind].format(organisation=rule.organisation, group=group)
    when = WHEN.get(each.status, "") if each.is_required else ""
    due = standing.due_on and date_format(standing.due_on)
    until = standing.until and date_format(standing.until)
    return Ask(
        course=course,
        words=f"{why} {when.format(due=due, until=until)}".strip(),
        is_required=each.is_required,
        is_late=each.is_required and each.status in Status.LATE,
        due_on=standing.due_on,
        is_done=each.is_done,
    )
