"""What stands in an organisation before a list comes: people by number and by e-mail, their posts and their times away.

Plain rows, in as many queries for one person as for fifty thousand, but for e-mails, which are asked for by the thousand.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q

from learning.people.organisations import Organisation, Team
from learning.people.posts import Absence, Post, PracticeGroup
from learning.people.responsibilities import Responsibility
from learning.people.staff_numbers import StaffNumber
from learning.people.users import User

AT_ONCE = 5_000


class Person(NamedTuple):
    """`has_account`: has set a password, by a link sent to their e-mail, which is so verified."""

    pk: int
    name: str
    email: str
    has_account: bool
    is_active: bool


class Held(NamedTuple):
    pk: int
    person: int
    group: int
    team: int | None
    starts_on: datetime.date
    ends_on: datetime.date | None
    is_primary: bool

    def is_live_on(self, day: datetime.date) -> bool:
        return self.ends_on is None or self.ends_on >= day


class Away(NamedTuple):
    pk: int
    post: int
    kind: str
    starts_on: datetime.date
    expected_until: datetime.date | None
    ended_on: datetime.date | None


@dataclass
class Present:
    """`elsewhere` are keys of people who hold, or held, a post in another organisation too, or who answer for something
    else, or have a part in running the site; `answering` of those who answer for this one, or for a team of it.
    """

    organisation: Organisation
    numbers: dict[str, int]
    people: dict[int, Person]
    by_email: dict[str, Person]
    posts: dict[int, list[Held]]
    away: dict[int, list[Away]]
    elsewhere: set[int]
    answering: set[int]
    groups: dict[int, str] = field(default_factory=dict)
    teams: dict[int, str] = field(default_factory=dict)

    def is_ours(self, person: Person) -> bool:
        """No account yet, and known to this organisation alone: then its list may still correct name and e-mail.

        Of whoever has more to say than here, it may not: the link to their account would go to another address.
        """
        return not person.has_account and person.pk not in self.elsewhere

    @cached_property
    def shortened(self) -> dict[str, str]:
        """Numbers that begin with zeros, by what is left of them where a spreadsheet took them for a quantity."""
        return {number.lstrip("0"): number for number in self.numbers if number.startswith("0")}

    @cached_property
    def here(self) -> set[int]:
        """Keys of whoever holds or held a post here, or has a number."""
        return {*self.posts, *self.numbers.values()}


def in_pieces(values: Iterable, size: int = AT_ONCE) -> Iterator[list]:
    values = iter(values)
    while piece := list(islice(values, size)):
        yield piece


def present(organisation: Organisation, *, emails: Iterable[str]) -> Present:
    numbers = dict(StaffNumber.objects.filter(organisation=organisation).values_list("number", "person"))
    posts = _posts(organisation)
    here = User.objects.filter(pk__in=Post.objects.filter(organisation=organisation).values("person"))
    known = User.objects.filter(pk__in=StaffNumber.objects.filter(organisation=organisation).values("person"))
    people = _people(here) | _people(known)
    by_email = {person.email: person for person in people.values()}
    for piece in in_pieces(sorted(set(emails) - set(by_email))):
        by_email |= {
            person.email: person for person in _people(User.objects.filter(email__in=piece)).values()
        }
    return Present(
        organisation=organisation,
        numbers=numbers,
        people=people,
        by_email=by_email,
        posts=posts,
        away=_away(organisation),
        elsewhere=_elsewhere(organisation, here | known),
        answering=set(Responsibility.objects.within(organisation).values_list("person", flat=True)),
        groups=dict(PracticeGroup.objects.values_list("pk", "name")),
        teams=dict(Team.objects.filter(organisation=organisation).values_list("pk", "name")),
    )


def _elsewhere(organisation: Organisation, people) -> set[int]:
    posts = Post.objects.exclude(organisation=organisation).filter(person=OuterRef("pk"))
    here = Responsibility.objects.within(organisation).filter(person=OuterRef("pk")).values("pk")
    answers = Responsibility.objects.filter(person=OuterRef("pk")).exclude(pk__in=here)
    runs = Q(is_superuser=True) | Q(groups__isnull=False)
    return set(
        people.filter(Q(Exists(posts)) | Exists(answers) | runs).order_by().values_list("pk", flat=True)
    )


def _people(users) -> dict[int, Person]:
    rows = users.values_list("pk", "name", "email", "password", "is_active")
    return {
        pk: Person(pk, name, email, _is_set(password), is_active)
        for pk, name, email, password, is_active in rows.order_by()
    }


def _is_set(password: str) -> bool:
    return bool(password) and not password.startswith(UNUSABLE_PASSWORD_PREFIX)


def _posts(organisation: Organisation) -> dict[int, list[Held]]:
    """By person, in the order of their keys."""
    found = defaultdict(list)
    fields = ["pk", "person_id", "practice_group_id", "team_id", "starts_on", "ends_on", "is_primary"]
    for row in Post.objects.filter(organisation=organisation).order_by("pk").values_list(*fields):
        found[row[1]].append(Held(*row))
    return dict(found)


def _away(organisation: Organisation) -> dict[int, list[Away]]:
    """By post, the latest last."""
    found = defaultdict(list)
    fields = ["pk", "post_id", "kind", "starts_on", "expected_until", "ended_on"]
    rows = Absence.objects.filter(organisation=organisation).order_by("starts_on", "pk")
    for row in rows.values_list(*fields):
        found[row[1]].append(Away(*row))
    return found
