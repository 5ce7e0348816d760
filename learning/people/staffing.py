"""Bringing someone into a post, with the account and the mail, and ending one. Each is one transaction."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.log_actions import log

from learning.people import invitations, mail
from learning.people.job_roles import JobRole
from learning.people.organisations import Organisation, Team
from learning.people.posts import Post, PracticeGroup
from learning.people.users import User

POST_GIVEN = "people.give_post"
POST_ENDED = "people.end_post"
LATEST_END = datetime.timedelta(days=366)


class PostRefused(Exception):
    """They cannot be brought into this post; the message says why and what to do."""


class EndRefused(Exception):
    """The post cannot end on that day; the message says why and what to do."""


@transaction.atomic
def take_on(
    *,
    email: str,
    name: str,
    organisation: Organisation,
    practice_group: PracticeGroup,
    team: Team | None,
    starts_on: datetime.date,
    by: User,
    at: datetime.datetime,
    job_role: JobRole | None = None,
) -> Post:
    """Give someone a post, and an account if they have none, and write to them.

    Whoever has a password keeps their account, name and password, and is told of the post. Whoever has none
    yet gets a link, again if they were sent one before. Kept in Wagtail's log, by key and without a name: from then on
    whoever looks after the post sees the person.
    """
    person = User.objects.known_or_new(email, name)
    if not person.is_active:
        raise PostRefused("This account has been closed. An administrator can open it again.")
    place = {"organisation": organisation, "practice_group": practice_group, "team": team}
    post = person.posts.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), **place).order_by("pk").first()
    if post and person.has_usable_password():
        raise PostRefused(f"They already hold this post, since {post.starts_on:%-d %B %Y}.")
    if post is None:
        post = Post.objects.create(person=person, starts_on=starts_on, job_role=job_role, **place)
        log(instance=post, action=POST_GIVEN, user=by, title=f"Post {post.pk}", timestamp=at)
    if person.has_usable_password():
        tell(post, by=by)
    else:
        send_invitation(person, organisation=organisation, by=by, at=at)
    return post


@transaction.atomic
def end_post(*, post: Post, ends_on: datetime.date, by: User, at: datetime.datetime) -> Post:
    """Give a post its last day, in the past or up to a year ahead; one that is still to come may be moved.

    Whoever looks after the post sees the person no longer once it is over; what they have done stays theirs.
    Kept in Wagtail's log, by key and without a name.
    """
    post = Post.objects.select_for_update(of=("self",)).with_details().get(pk=post.pk)
    if refusal := _why_not(post, ends_on, today=timezone.localdate(at)):
        raise EndRefused(refusal)
    if post.ends_on == ends_on:
        return post
    days = {"ends_on": ends_on.isoformat(), "was": post.ends_on and post.ends_on.isoformat()}
    end_what_they_answer_for(post, ends_on)
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    log(instance=post, action=POST_ENDED, user=by, title=f"Post {post.pk}", data=days, timestamp=at)
    return post


def end_what_they_answer_for(post: Post, ends_on: datetime.date) -> None:
    """With the last post in an organisation ends what someone answers for there: they look at nobody's record any more."""
    others = post.person.posts.filter(organisation=post.organisation).exclude(pk=post.pk)
    if others.filter(Q(ends_on=None) | Q(ends_on__gt=ends_on)).exists():
        return
    held = post.person.responsibilities.within(post.organisation)
    moved = Q(ends_on__isnull=False, ends_on=post.ends_on)
    held.filter(Q(ends_on=None) | Q(ends_on__gt=ends_on) | moved).update(ends_on=ends_on)


def _why_not(post: Post, ends_on: datetime.date, *, today: datetime.date) -> str:
    if post.is_over_on(today):
        return f"This post ended on {date_format(post.ends_on)} already."
    if ends_on < post.starts_on:
        return f"The last day cannot be before the first, {date_format(post.starts_on)}."
    if ends_on > today + LATEST_END:
        return "Choose a last day within a year from today."
    return ""


@transaction.atomic
def send_invitation(
    person: User, *, organisation: Organisation | None, by: User | None, at: datetime.datetime
) -> None:
    """A link by mail to someone who has no password yet."""
    invitation, link = invitations.invite(
        email=person.email, name=person.name, organisation=organisation, by=by, at=at
    )
    mail.ask(
        template="account/email/invitation",
        to=person.email,
        key=f"invitation:{invitation.pk}",
        context={
            "person": person,
            "organisation": organisation,
            "partnership": organisation and organisation.partnership,
            "by": by,
            "link": link,
            "valid_for": f"{settings.INVITATION_DAYS} days",
        },
    )


def tell(post: Post, *, by: User | None) -> None:
    """Write to whoever has an account of a post that they were given, once."""
    mail.ask(
        template="account/email/post_added",
        to=post.person.email,
        key=f"post:{post.pk}",
        context={"post": post, "by": by, "link": settings.SITE_URL + reverse("my_account")},
    )
