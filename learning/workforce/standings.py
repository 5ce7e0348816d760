"""How posts stand on a day against what is required of them: rows of the database, put through statuses.

Plain tuples, since a table of ten thousand posts is read at every view. Names are for whoever shows them.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from django.utils import timezone

from learning.people.posts import Absence, PostQuerySet
from learning.records.certificates import EARLY_RENEWAL, Certificate
from learning.workforce.audiences import Audience, Audiences
from learning.workforce.evidence.awards import accepted_for
from learning.workforce.requirements import NEVER_REQUIRED, Requirement
from learning.workforce.statuses import Award, Spell, Standing, Status, standing


class Stands:
    """What follows from a standing and from the kind of its requirement."""

    __slots__ = ()
    kind: str
    grace_counts: bool
    standing: Standing

    @property
    def is_required(self) -> bool:
        """Nobody is late for what is only recommended."""
        return self.kind != Requirement.Kind.RECOMMENDED

    @property
    def status(self) -> Status:
        return self.standing.status

    @property
    def is_due(self) -> bool:
        """Whether it is among the N of "n of N"; otherwise it is left out, for standing.why."""
        return self.status in Status.DUE or (self.status == Status.IN_GRACE and self.grace_counts)

    @property
    def is_done(self) -> bool:
        """Whether it is among the n."""
        return self.status in Status.DONE


@dataclass(frozen=True, slots=True)
class PostStanding(Stands):
    """How one post stands against the one requirement that covers it for a course."""

    post_id: int
    person_id: int
    organisation_id: int
    team_id: int | None
    practice_group_id: int
    job_role_id: int | None
    side: str
    is_primary: bool
    course_id: int
    requirement_id: int
    kind: str
    target_pct: int
    amber_margin: int
    grace_counts: bool
    standing: Standing


class _Held(NamedTuple):
    """What is read of a post."""

    post: int
    person: int
    organisation: int
    team: int | None
    team_path: str | None
    group: int
    role: int | None
    side: str
    is_primary: bool
    starts_on: datetime.date
    ends_on: datetime.date | None


def standings(
    posts: PostQuerySet,
    *,
    on: datetime.date,
    courses: Iterable[int] | None = None,
    audiences: Audiences | None = None,
) -> list[PostStanding]:
    """One for each post held on a day and each course that something in force requires or recommends for it.

    In the order of posts' keys. `courses` are keys of pages; None is all. `audiences` are those of rules that are not, or
    not yet, in the database. Eight queries, however many posts.
    """
    posts = posts.held_on(on).exclude(practice_group__code=NEVER_REQUIRED)
    courses = None if courses is None else list(courses)
    held = [_Held(*row) for row in _rows(posts)]
    audiences = audiences or Audiences({post.organisation for post in held}, on=on, courses=courses)
    spells, awards, accepted = spells_of(posts, on), _awards(posts, on, courses), accepted_for(posts, on=on)
    return [
        _stand(post, audience, on, spells.get(post.post, ()), awards, accepted)
        for post in held
        for audience in audiences.covering(post.organisation, post.group, post.team_path, post.role)
    ]


def _stand(
    post: _Held, audience: Audience, on: datetime.date, spells: Iterable[Spell], awards: dict, accepted: dict
) -> PostStanding:
    requirement = audience.requirement
    key = (post.person, requirement.course_id)
    return PostStanding(
        post_id=post.post,
        person_id=post.person,
        organisation_id=post.organisation,
        team_id=post.team,
        practice_group_id=post.group,
        job_role_id=post.role,
        side=post.side,
        is_primary=post.is_primary,
        course_id=requirement.course_id,
        requirement_id=requirement.pk,
        kind=requirement.kind,
        target_pct=requirement.target_pct,
        amber_margin=requirement.amber_margin,
        grace_counts=requirement.grace_counts,
        standing=standing(
            on,
            starts_on=post.starts_on,
            ends_on=post.ends_on,
            spells=spells,
            rule=audience.rule,
            awards=[*awards.get(key, ()), *accepted.get((post.organisation, *key), ())],
        ),
    )


def _rows(posts: PostQuerySet):
    fields = ["pk", "person_id", "organisation_id", "team_id", "team__path", "practice_group_id"]
    fields += ["job_role_id", "service_side", "is_primary", "starts_on", "ends_on"]
    return posts.order_by("pk").values_list(*fields)


def spells_of(posts: PostQuerySet, on: datetime.date) -> dict[int, list[Spell]]:
    """Times away that had begun by a day, by post."""
    found = defaultdict(list)
    away = Absence.objects.filter(post__in=posts.order_by().values("pk"), starts_on__lte=on)
    for post, kind, starts_on, ended_on in away.values_list("post_id", "kind", "starts_on", "ended_on"):
        found[post].append(Spell(kind, starts_on, ended_on))
    return found


def _awards(
    posts: PostQuerySet, on: datetime.date, courses: list[int] | None
) -> dict[tuple[int, int], list[Award]]:
    """Certificates that people held by a day, by person and course: of some courses, or of all."""
    found = defaultdict(list)
    people = posts.order_by().values("person_id")
    rows = Certificate.objects.filter(learner__in=people, awarded_on__lte=on)
    rows = rows if courses is None else rows.filter(course__in=courses)
    fields = ["learner_id", "course_id", "awarded_on", "expires_on", "revocation__revoked_at"]
    for person, course, awarded_on, expires_on, revoked_at in rows.values_list(*fields):
        withdrawn_on = revoked_at and timezone.localdate(revoked_at)
        found[person, course].append(Award(awarded_on, expires_on, withdrawn_on, awarded_on))
    return {key: _renewals(held) if len(held) > 1 else held for key, held in found.items()}


def _renewals(held: list[Award]) -> list[Award]:
    """Certificates of one course, each with the day from which its time runs, as it was awarded (records/awards.py): the
    anniversary of the one before, where it was renewed in its last 90 days.
    """
    in_order = sorted(held, key=attrgetter("completed_on"))
    return in_order[:1] + [
        replace(each, runs_from=before.expires_on) if _keeps(each, before) else each
        for before, each in pairwise(in_order)
    ]


def _keeps(each: Award, before: Award) -> bool:
    end = before.expires_on
    return (
        end is not None
        and before.counts_on(each.completed_on)
        and end - EARLY_RENEWAL <= each.completed_on < end
    )
