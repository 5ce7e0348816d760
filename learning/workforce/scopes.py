"""What someone's responsibilities let them look at. Whoever has none gets nothing, and so a 404.

By name, as people are today: a lead the organisation, a manager the team and those below it. Counted, as things
were on a day: also those who have left since. A partnership lead counts, and sees nobody by name (docs/adr/0006).
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q

from learning.people.organisations import Organisation, Partnership, Team, answered_for_by
from learning.people.posts import Post, PostQuerySet
from learning.people.roles import Role
from learning.workforce.sharing.standing import shared
from learning.workforce.standings import PostStanding
from learning.workforce.statuses import Reason, Status


def organisations_led(person, *, today: datetime.date):
    return Organisation.objects.led_by(person, on=today)


def keys_led(person, *, today: datetime.date) -> set[int]:
    return set(organisations_led(person, today=today).values_list("pk", flat=True))


def teams_answered_for(person, *, today: datetime.date):
    """Those that someone is line manager of, without those below."""
    return Team.objects.filter(answered_for_by(person, Role.LINE_MANAGER, on=today)).distinct()


@dataclass(frozen=True)
class Reach:
    """What someone answers for by name, as keys and paths, so that a database finds its rows by an index: among sixty thousand
    teams, asking of each whether it is managed takes longer than all else on a page.
    """

    led: list[int]
    managed: list[tuple[int, str]]

    @classmethod
    def of(cls, person, *, today: datetime.date) -> "Reach":
        """Two queries."""
        managed = teams_answered_for(person, today=today).values_list("organisation_id", "path")
        return cls(sorted(keys_led(person, today=today)), list(managed))

    @property
    def teams(self) -> Q:
        return self._under("")

    @property
    def posts(self) -> Q:
        return self._under("team__")

    def _under(self, team: str) -> Q:
        found = Q(organisation__in=self.led)
        for organisation, path in self.managed:
            found |= Q(**{"organisation": organisation, f"{team}path__startswith": path})
        return found


def teams_managed(person, *, today: datetime.date):
    """With the teams below them."""
    return Team.objects.managed_by(person, on=today)


def partnerships_led(person, *, today: datetime.date):
    return Partnership.objects.filter(answered_for_by(person, Role.PARTNERSHIP_LEAD, on=today)).distinct()


def organisations_shared(person, *, today: datetime.date):
    """Those that let the partnership that someone leads see their counts today. For past months too: see docs/adr/0046."""
    led = Organisation.objects.filter(partnership__in=partnerships_led(person, today=today))
    return shared(led, on=today)


def posts_named(person, *, today: datetime.date) -> PostQuerySet:
    """The posts that someone sees with the name of who holds them."""
    return Post.objects.visible_to(person, on=today)


def posts_counted(person, *, on: datetime.date, today: datetime.date) -> PostQuerySet:
    """The posts behind a lead's or manager's numbers for a day: held on it, in what they answer for today."""
    return Post.objects.held_on(on).filter(Reach.of(person, today=today).posts)


def posts_counted_across(person, *, on: datetime.date, today: datetime.date) -> PostQuerySet:
    """The posts behind a partnership lead's numbers for a day. Nobody in them is ever named."""
    return Post.objects.held_on(on).filter(organisation__in=organisations_shared(person, today=today))


def as_seen(found: list[PostStanding], *, led: Collection[int]) -> list[PostStanding]:
    """Standings as whoever leads these organisations may know them: there also why people are away, elsewhere, as a
    manager, only that they are.
    """
    return [each if each.organisation_id in led else _discreet(each) for each in found]


def _discreet(each: PostStanding) -> PostStanding:
    if each.status != Status.EXEMPT:
        return each
    return replace(each, standing=replace(each.standing, why=Reason.AWAY))


def with_is_named(posts: PostQuerySet, person, *, today: datetime.date) -> PostQuerySet:
    """Adds `is_named`: whether someone sees today, by name, whoever held the post, in the organisation that it was in.

    Not so after leaving what they answer for, even for something else that they answer for: a post that is over in
    one organisation is no business of who manages them in another. Whoever has only changed post within it is named.
    """
    seen = posts_named(person, today=today).filter(
        person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    return posts.annotate(is_named=Exists(seen))
