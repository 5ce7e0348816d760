"""What is announced and not asked yet: the rules that begin later, for the people they will be about."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from wagtail.models import Page

from learning.people.posts import Post, PostQuerySet
from learning.records.counting import counted
from learning.records.pages import address
from learning.workforce.audiences import Audience, audiences_of
from learning.workforce.requirements import NEVER_REQUIRED, Requirement

REQUIRED = "{kind}, from {day}: your post as {group} at {organisation}. {days} to complete it. {often}"
RECOMMENDED = "Recommended, from {day}: your post as {group} at {organisation}."
# How long before it begins a rule is told of in the weekly mail, and on the page of today.
ANNOUNCED_DAYS = 60
# What of a rule is news to whoever it is about; its target, say, is not.
NEWS = ("kind", "first_due_days", "refresh_months", "returner_days")


@dataclass(frozen=True)
class Coming:
    """A row for components/rows.html; without `url` the course was taken down."""

    title: str
    url: str | None
    note: str
    word: str
    kind: str = "plain"


def coming_to(posts: PostQuerySet, *, on: datetime.date) -> list[Coming]:
    """What begins after a day to be asked of whoever holds some posts, the soonest first. Six queries at most."""
    found = announced(posts, on=on)
    courses = Page.objects.in_bulk({rule.course_id for rule, _ in found})
    found.sort(key=lambda each: (each[0].effective_from, courses[each[0].course_id].path, each[0].pk))
    return [_row(rule, post, courses[rule.course_id]) for rule, post in found]


def announced(posts: PostQuerySet, *, on: datetime.date) -> list[tuple[Requirement, Post]]:
    """The rules that begin after a day, each with a post that it will be about and is news to. Five queries at most."""
    held = posts.filter(Q(ends_on=None) | Q(ends_on__gt=on)).exclude(practice_group__code=NEVER_REQUIRED)
    held = list(held.with_details().in_order())
    wanted = Requirement.objects.of({post.organisation_id for post in held})
    audiences = audiences_of(wanted.filter(Q(effective_to=None) | Q(effective_to__gte=on))) if held else {}
    return [
        (audience.requirement, post)
        for post in held
        for audience in audiences.get(post.organisation_id, [])
        if _begins(audience, post, audiences[post.organisation_id], on)
    ]


def _begins(audience: Audience, post: Post, others: list[Audience], on: datetime.date) -> bool:
    """Whether it will be the strongest about a post when it begins, and is otherwise than what is asked now."""
    rule = audience.requirement
    day = rule.effective_from
    if day <= on or not post.is_held_on(max(day, post.starts_on)) or post.is_over_on(day):
        return False
    if _strongest(rule.course_id, post, others, day) is not audience:
        return False
    now = _strongest(rule.course_id, post, others, on)
    return now is None or any(getattr(rule, name) != getattr(now.requirement, name) for name in NEWS)


def _strongest(course: int, post: Post, audiences: list[Audience], day: datetime.date) -> Audience | None:
    path = post.team.path if post.team else None
    return next(
        (
            each
            for each in audiences
            if each.requirement.course_id == course
            and each.requirement.effective_from <= day
            and (each.requirement.effective_to is None or each.requirement.effective_to >= day)
            and each.includes(post.practice_group_id, path, post.job_role_id)
        ),
        None,
    )


def often(rule: Requirement) -> str:
    months = rule.refresh_months
    return f"Renewed every {counted(months, 'month')}." if months else "Once is enough."


def _row(rule: Requirement, post: Post, course: Page) -> Coming:
    words = RECOMMENDED if rule.kind == Requirement.Kind.RECOMMENDED else REQUIRED
    note = words.format(
        kind=rule.get_kind_display(),
        organisation=post.organisation,
        group=post.practice_group,
        day=date_format(rule.effective_from),
        days=counted(rule.first_due_days, "day"),
        often=often(rule),
    )
    url = address(course.url_path) if course.live else None
    return Coming(course.title, url, note, f"From {date_format(rule.effective_from)}")
