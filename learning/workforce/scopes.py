"""What someone's responsibilities let them look at. Whoever has none gets nothing, and so a 404.

By name, as people are today: a lead the organisation, a manager the team and those below it. Counted, as things
were on a day: also those who have left since. A partnership lead counts, and sees nobody by name (docs/adr/0006).
"""

import datetime

from django.db.models import Exists, OuterRef, Q

from learning.people.organisations import Organisation, Partnership, Team
from learning.people.posts import Post, PostQuerySet
from learning.people.responsibilities import Responsibility
from learning.people.roles import Role


def is_responsible(person) -> bool:
    """Whether someone answers for anybody. One query."""
    return Responsibility.objects.filter(person=person.pk).exists()


def organisations_led(person):
    return Organisation.objects.led_by(person)


def teams_managed(person):
    """With the teams below them."""
    return Team.objects.managed_by(person)


def partnerships_led(person):
    return Partnership.objects.filter(
        responsibilities__person=person.pk, responsibilities__role=Role.PARTNERSHIP_LEAD
    ).distinct()


def posts_named(person, *, today: datetime.date) -> PostQuerySet:
    """The posts that someone sees with the name of who holds them."""
    return Post.objects.visible_to(person, on=today)


def posts_counted(person, *, on: datetime.date) -> PostQuerySet:
    """The posts behind a lead's or manager's numbers for a day: held on it, in what they answer for today."""
    reach = Q(organisation__in=organisations_led(person)) | Q(team__in=teams_managed(person))
    return Post.objects.held_on(on).filter(reach)


def posts_counted_across(person, *, on: datetime.date) -> PostQuerySet:
    """The posts behind a partnership lead's numbers for a day. Nobody in them is ever named."""
    return Post.objects.held_on(on).filter(organisation__partnership__in=partnerships_led(person))


def with_is_named(posts: PostQuerySet, person, *, today: datetime.date) -> PostQuerySet:
    """Adds `is_named`: whether someone sees today, by name, whoever held the post.

    Not so after leaving what they answer for. Whoever has only changed post within it is still named.
    """
    seen = posts_named(person, today=today).filter(person=OuterRef("person"))
    return posts.annotate(is_named=Exists(seen))
