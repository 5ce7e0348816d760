"""Writes what a comparison came to: in the caller's transaction, in as few queries as there are kinds of change."""

import datetime
from collections import defaultdict

from django.contrib.auth.hashers import make_password

from learning.people.job_roles import make_job_roles
from learning.people.organisations import Organisation
from learning.people.posts import Absence, Post, PracticeGroup
from learning.people.staff_numbers import StaffNumber
from learning.people.staffing import end_what_they_answer_for
from learning.people.users import User
from learning.workforce.evidence import accepting
from learning.workforce.staff_lists.changes import Changes
from learning.workforce.staff_lists.present import in_pieces

AT_ONCE = 1000
FIELDS = {"group": "practice_group_id", "team": "team_id", "role": "job_role_id"}


def write(
    changes: Changes, *, organisation: Organisation, reason: str, by, at: datetime.datetime
) -> list[Post]:
    """The new posts, with their people. Whoever calls holds the organisation, and writes what is kept of it."""
    people = _people(changes)
    StaffNumber.objects.bulk_create(
        [
            StaffNumber(organisation=organisation, number=number, person_id=people.get(person, person))
            for number, person in changes.numbers.items()
        ],
        batch_size=AT_ONCE,
    )
    sides = dict(PracticeGroup.objects.values_list("pk", "service_side"))
    made = make_job_roles(organisation=organisation, names=changes.roles)
    roles = {name: role.pk for name, role in made.items()}
    posts = _posts(changes, organisation, people, sides, roles)
    _move(changes, organisation, sides, roles)
    Absence.objects.bulk_create(
        [
            Absence(
                organisation=organisation,
                post_id=posts[-each.post - 1].pk if each.post < 0 else each.post,
                kind=each.kind,
                starts_on=each.starts_on,
                expected_until=each.expected_until,
                ended_on=each.ended_on,
            )
            for each in changes.absences
        ],
        batch_size=AT_ONCE,
    )
    _update(Absence, changes.spells)
    accepting.accept(changes.evidence, organisation=organisation, reason=reason, by=by, at=at)
    return posts


def _people(changes: Changes) -> dict[str, int]:
    """Make accounts without a password, and correct those that are ours to correct; keys by e-mail."""
    new = [
        User(email=email, name=name, password=make_password(None)) for email, name in changes.people.items()
    ]
    User.objects.bulk_create(new, batch_size=AT_ONCE)
    User.objects.bulk_update(_renamed(changes.renamed), ["name", "email"], batch_size=AT_ONCE // 4)
    return {person.email: person.pk for person in new}


def _renamed(renamed: dict[int, dict]) -> list[User]:
    found = []
    for piece in in_pieces(renamed):
        for person in User.objects.filter(pk__in=piece):
            for name, value in renamed[person.pk].items():
                setattr(person, name, value)
            found.append(person)
    return found


def _posts(
    changes: Changes, organisation: Organisation, people: dict[str, int], sides, roles: dict[str, int]
) -> list[Post]:
    return Post.objects.bulk_create(
        [
            Post(
                person_id=people.get(new.person, new.person),
                organisation=organisation,
                team_id=new.team,
                practice_group_id=new.group,
                job_role_id=roles.get(new.role, new.role),
                service_side=sides[new.group] or organisation.side,
                is_primary=new.is_primary,
                starts_on=new.starts_on,
                ends_on=new.ends_on,
            )
            for new in changes.posts
        ],
        batch_size=AT_ONCE,
    )


def _move(changes: Changes, organisation: Organisation, sides, roles: dict[str, int]) -> None:
    """Change posts. With someone's last post ends what they answer for."""
    moved = {
        pk: {
            FIELDS.get(name, name): roles.get(value, value) if name == "role" else value
            for name, value in changed.items()
        }
        | ({"service_side": sides[changed["group"]] or organisation.side} if "group" in changed else {})
        for pk, changed in changes.moved.items()
    }
    ended = {pk: changed["ends_on"] for pk, changed in moved.items() if changed.get("ends_on")}
    answering = Post.objects.filter(organisation=organisation, person__responsibilities__isnull=False)
    before = [
        post for post in answering.distinct().select_related("organisation", "person") if post.pk in ended
    ]
    _update(Post, moved)
    for post in before:
        end_what_they_answer_for(post, ended[post.pk])


def _update(model, changed: dict[int, dict]) -> None:
    """Rows that change alike, together: lists move many people in few ways."""
    alike = defaultdict(list)
    for pk, values in changed.items():
        alike[tuple(sorted(values.items()))].append(pk)
    for values, keys in alike.items():
        for piece in in_pieces(keys):
            model.objects.filter(pk__in=piece).update(**dict(values))
