"""Invitations to people whom a list brought: sent when their lead says so, and not before."""

import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery

from learning.people import staffing
from learning.people.invitations import Invitation
from learning.people.organisations import Organisation
from learning.people.posts import Post
from learning.people.users import User
from learning.records import effects
from learning.workforce.staff_lists.lists import AcceptedList

INVITE = "learning.workforce.staff_lists.tasks.send_invitations"
AT_ONCE = 200


def uninvited(organisation: Organisation, *, on: datetime.date):
    """Whoever has no account yet, was sent no link to the address that they have, and holds a post here that is not over."""
    posts = Post.objects.filter(person=OuterRef("pk"), organisation=organisation).exclude(ends_on__lt=on)
    links = Invitation.objects.at_their_address().filter(person=OuterRef("pk"))
    waiting = User.objects.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return waiting.filter(Exists(posts), ~Exists(links))


def counted(organisations, *, on: datetime.date) -> list[tuple[Organisation, int]]:
    """Those of some organisations that accepted a list and have people who were not sent a link, and how many. One query."""
    posts = Post.objects.filter(organisation=OuterRef("pk")).exclude(ends_on__lt=on)
    waiting = posts.filter(
        person__is_active=True,
        person__password__startswith=UNUSABLE_PASSWORD_PREFIX,
    ).filter(~Exists(Invitation.objects.at_their_address().filter(person=OuterRef("person"))))
    people = waiting.order_by().values("organisation").annotate(people=Count("person", distinct=True))
    brought = organisations.filter(Exists(AcceptedList.objects.filter(organisation=OuterRef("pk"))))
    found = brought.annotate(uninvited=Subquery(people.values("people"))).filter(uninvited__gt=0).in_order()
    return [(organisation, organisation.uninvited) for organisation in found]


def ask_to_invite(organisation: Organisation, *, by, at: datetime.datetime) -> None:
    """Have a link sent to everyone who was not sent one. Asked again before it is done, it is done once."""
    key = f"invite:{organisation.pk}:{at.isoformat(timespec='minutes')}"
    effects.ask(task=INVITE, key=key, at=at, organisation_id=organisation.pk, by_id=by.pk)


def invite(organisation: Organisation, *, by, at: datetime.datetime, on: datetime.date) -> int:
    """Send links to some of those who were not sent one; how many. Each is a transaction of its own."""
    people = list(uninvited(organisation, on=on).order_by("pk")[:AT_ONCE])
    for person in people:
        with transaction.atomic():
            person = User.objects.select_for_update().get(pk=person.pk)
            if not Invitation.objects.at_their_address().filter(person=person).exists():
                staffing.send_invitation(person, organisation=organisation, by=by, at=at)
    return len(people)
