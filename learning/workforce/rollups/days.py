"""On which day somebody's standing changes by itself next: something begins, ends, lapses or falls due.

Later days than the next are looked at when that one comes. What a requirement's own first and last day change is everyone's
and found by their dates (sweeping.py).
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q
from django.utils import timezone

from learning.people.posts import Absence, Post, PostQuerySet
from learning.records.certificates import Certificate, Revocation
from learning.records.enrolments import Enrolment
from learning.workforce.days import DAY
from learning.workforce.evidence.evidence import AcceptedEvidence, EvidenceWithdrawal
from learning.workforce.rollups.shares import HORIZONS, LATE_FROM, LEFT_FROM, Kept
from learning.workforce.statuses import LONG_DAYS, Spell, joined


def next_changes(
    organisation: int, people: Collection[int], kept: Iterable[Kept], *, on: datetime.date
) -> dict[int, datetime.date]:
    """By person; whoever nothing awaits is left out. Eight queries."""
    days: dict[int, set[datetime.date]] = defaultdict(set)
    for person, day in _days(organisation, people, on):
        days[person].add(day)
    for each in kept:
        days[each.person_id].update(_of_standing(each))
    later = {person: [day for day in found if day > on] for person, found in days.items()}
    return {person: min(found) for person, found in later.items() if found}


def _of_standing(each: Kept) -> Iterator[datetime.date]:
    standing = each.standing
    if standing.due_on:
        yield from (standing.due_on + days * DAY for days in LATE_FROM)
        yield from (standing.due_on - (days - 1) * DAY for days in LEFT_FROM[1:])
    if standing.until:
        yield from (standing.until - days * DAY for days in (0, *HORIZONS))


def _days(
    organisation: int, people: Collection[int], on: datetime.date
) -> Iterator[tuple[int, datetime.date]]:
    posts = Post.objects.filter(organisation=organisation, person__in=people).filter(
        Q(ends_on=None) | Q(ends_on__gte=on)
    )
    yield from _of_posts(posts)
    yield from _of_absences(posts, on)
    yield from _of_courses(people, on)
    yield from _of_evidence(organisation, people, on)


def _of_posts(posts: PostQuerySet) -> Iterator[tuple[int, datetime.date]]:
    for person, starts_on, ends_on in posts.values_list("person_id", "starts_on", "ends_on"):
        yield person, starts_on
        if ends_on:
            yield person, ends_on + DAY


def _of_absences(posts: PostQuerySet, on: datetime.date) -> Iterator[tuple[int, datetime.date]]:
    for person, spells in _spells(posts):
        for spell in joined(spells):
            yield from ((person, spell.starts_on), (person, spell.starts_on + LONG_DAYS * DAY))
            if spell.ended_on:
                yield person, spell.ended_on + DAY
    expected = Absence.objects.filter(post__in=posts.values("pk"), expected_until__gte=on)
    for person, expected_until in expected.values_list("post__person", "expected_until"):
        yield person, expected_until + DAY


def _of_courses(people: Collection[int], on: datetime.date) -> Iterator[tuple[int, datetime.date]]:
    """Certificates, courses begun, and certificates withdrawn, of later days."""
    yield from Certificate.objects.filter(learner__in=people, awarded_on__gt=on).values_list(
        "learner_id", "awarded_on"
    )
    begun = Enrolment.objects.filter(learner__in=people, enrolled_at__gte=_end_of(on))
    for person, enrolled_at in begun.values_list("learner_id", "enrolled_at"):
        yield person, timezone.localdate(enrolled_at)
    withdrawn = Revocation.objects.filter(certificate__learner__in=people, revoked_at__gte=_end_of(on))
    for person, revoked_at in withdrawn.values_list("certificate__learner_id", "revoked_at"):
        yield person, timezone.localdate(revoked_at)


def _of_evidence(
    organisation: int, people: Collection[int], on: datetime.date
) -> Iterator[tuple[int, datetime.date]]:
    """Evidence and its withdrawal, of later days."""
    accepted = AcceptedEvidence.objects.filter(organisation=organisation, person__in=people)
    yield from accepted.filter(completed_on__gt=on).values_list("person_id", "completed_on")
    ended = EvidenceWithdrawal.objects.filter(evidence__in=accepted, withdrawn_at__gte=_end_of(on))
    for person, withdrawn_at in ended.values_list("evidence__person_id", "withdrawn_at"):
        yield person, timezone.localdate(withdrawn_at)


def _spells(posts: PostQuerySet) -> Iterator[tuple[int, list[Spell]]]:
    """Of each post the person, and the times away: those that are over too, since one that adjoins goes on from them."""
    found = defaultdict(list)
    rows = Absence.objects.filter(post__in=posts.values("pk"))
    for *post, kind, starts_on, ended_on in rows.values_list(
        "post", "post__person", "kind", "starts_on", "ended_on"
    ):
        found[tuple(post)].append(Spell(kind, starts_on, ended_on))
    for (_, person), spells in found.items():
        yield person, spells


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day + DAY, datetime.time()))
