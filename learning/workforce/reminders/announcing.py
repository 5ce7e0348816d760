"""What the weekly mail announces: rules that begin within 60 days, to whoever they will require something of."""

import datetime
from collections import defaultdict

from django.utils.formats import date_format

from learning.people.posts import Post, PostQuerySet
from learning.records.counting import counted
from learning.workforce.needs.coming import ANNOUNCED_DAYS, announced, often
from learning.workforce.reminders.rules import ANNOUNCED, Line
from learning.workforce.requirements import Requirement
from learning.workforce.standings import spells_of
from learning.workforce.statuses import is_away

ASKED = "From {day} {organisation} asks “{course}” of you."
TIME = "You have {days} to complete it."


def announced_to(posts: PostQuerySet, *, on: datetime.date) -> list[tuple[Requirement, Post]]:
    """Each organisation, person and course once, the soonest first; nothing of a post that they are away from.

    One query where no rule begins soon, six otherwise.
    """
    soon = Requirement.objects.beginning_within(ANNOUNCED_DAYS, after=on)
    soon = soon.of(posts.order_by().values("organisation")).exclude(kind=Requirement.Kind.RECOMMENDED)
    if not (rules := set(soon.values_list("pk", flat=True))):
        return []
    spells = spells_of(posts, on)
    found = {}
    for rule, post in sorted(announced(posts, on=on), key=_order):
        if rule.pk in rules and not is_away(spells.get(post.pk, ()), on):
            found.setdefault((post.organisation_id, post.person_id, rule.course_id), (rule, post))
    return list(found.values())


def _order(each: tuple[Requirement, Post]) -> tuple:
    rule, post = each
    return rule.effective_from, rule.pk, post.pk


def lines_announced(posts: PostQuerySet, *, on: datetime.date) -> dict[int, dict[int, list[Line]]]:
    """By person and organisation. As many queries as announced_to()."""
    lines = defaultdict(lambda: defaultdict(list))
    for rule, post in announced_to(posts, on=on):
        line = Line(rule.course_id, rule.effective_from, ANNOUNCED)
        lines[post.person_id][rule.organisation_id].append(line)
    return lines


def sentence(rule: Requirement, post: Post, title: str) -> str:
    """Such as "From 1 March 2027 Northmoor asks “First bond” of you. You have 90 days to complete it. Once is enough."
    Where days go on from another rule they are not said: for many they are over.
    """
    words = ASKED.format(day=date_format(rule.effective_from), organisation=post.organisation, course=title)
    time = "" if rule.asked_since else TIME.format(days=counted(rule.first_due_days, "day"))
    return " ".join(filter(None, [words, time, often(rule)]))
