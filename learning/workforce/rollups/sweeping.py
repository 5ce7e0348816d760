"""What the worker does before it folds: days that have come are noticed, and touches find their organisation.

Nothing is counted here: whoever is concerned is touched, and then folded as after any other fact. A day is begun once,
however late: after four days without a worker, all four are.
"""

import datetime
from collections.abc import Collection

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q

from learning.people.posts import Post
from learning.workforce.requirements import Requirement
from learning.workforce.rollups.rows import Rollup, Touched, Watched

SPREAD = 500


def begin_day(today: datetime.date) -> None:
    """Touch those whose standing the days since the last have changed, in each organisation that is behind.

    A clock that was ahead does no harm: a day that has been begun is not begun again.
    """
    for rollup in Rollup.objects.filter(day__lt=today).order_by("pk"):
        _begin_day(rollup, today)


@transaction.atomic
def _begin_day(rollup: Rollup, today: datetime.date) -> None:
    behind = Rollup.objects.select_for_update(of=("self",)).filter(pk=rollup.pk, day__lt=today).first()
    if behind is None:
        return
    organisation = behind.organisation_id
    due = Watched.objects.filter(organisation=organisation, changes_on__lte=today)
    people = due.order_by("person").values_list("person", flat=True)
    Touched.objects.bulk_create(
        (Touched(organisation_id=organisation, person=person) for person in people.iterator()),
        batch_size=1000,
    )
    if _rules_change(organisation, since=behind.day, today=today):
        Touched.objects.create(organisation_id=organisation)
    behind.day = today
    behind.save(update_fields=["day"])


def _rules_change(organisation: int, *, since: datetime.date, today: datetime.date) -> bool:
    """Whether a requirement has begun, or had its last day, in the days after one."""
    begun = Q(effective_from__gt=since, effective_from__lte=today)
    over = Q(effective_to__gte=since, effective_to__lt=today)
    return Requirement.objects.of([organisation]).filter(begun | over).exists()


def spread(today: datetime.date) -> None:
    """Touches of people wherever they work become one for each organisation that they have posts in.

    Only now, and not when the fact was written: a post that is being added at the same time is seen here, or touches
    its person itself. Of organisations whose figures are not kept they go; one that has grown large begins to be kept.
    """
    if Touched.objects.filter(organisation=None).exists():
        _spread()
    others = Touched.objects.exclude(organisation=None).exclude(organisation__in=_kept())
    for organisation in others.order_by("organisation").values_list("organisation", flat=True).distinct():
        _begin_or_forget(organisation, today)


def _kept() -> models.QuerySet:
    return Rollup.objects.values("organisation")


@transaction.atomic
def _spread() -> None:
    rows = Touched.objects.filter(organisation=None).order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    touched = list(rows[:SPREAD])
    first = {}
    for each in touched:
        first.setdefault(each.person, each.at)
    places = Post.objects.filter(person__in=first, organisation__in=_kept()).order_by(
        "person", "organisation"
    )
    Touched.objects.bulk_create(
        Touched(organisation_id=organisation, person=person, at=first[person])
        for person, organisation in places.values_list("person_id", "organisation_id").distinct()
    )
    Touched.objects.filter(pk__in=[each.pk for each in touched]).delete()


@transaction.atomic
def _begin_or_forget(organisation: int, today: datetime.date) -> None:
    """Keep an organisation's figures from now on, when it has so many posts that counting at each view would be slow."""
    seen = list(Touched.objects.filter(organisation=organisation).values_list("pk", flat=True))
    posts = Post.objects.filter(organisation=organisation).held_on(today)
    if posts.count() >= settings.ROLLUP_LEAST_POSTS:
        begin(organisation, today)
    Touched.objects.filter(pk__in=seen).delete()


def count_as_joint(courses: Collection[int]) -> None:
    """From now on these, by their keys; everyone in an organisation that asks for one that was added or taken off is touched."""
    keys = sorted(courses)
    for rollup in Rollup.objects.exclude(joint=keys).order_by("pk"):
        _count_as_joint(rollup, keys)


@transaction.atomic
def _count_as_joint(rollup: Rollup, keys: list[int]) -> None:
    held = Rollup.objects.select_for_update(of=("self",)).get(pk=rollup.pk)
    changed = {*held.joint}.symmetric_difference(keys)
    if Requirement.objects.of([held.organisation_id]).filter(course__in=changed).exists():
        Touched.objects.create(organisation_id=held.organisation_id)
    held.joint = keys
    held.save(update_fields=["joint"])


def begin(organisation: int, today: datetime.date) -> Rollup:
    """Everyone in it is to be looked at; until then its figures are counted at each view."""
    rollup, created = Rollup.objects.get_or_create(organisation_id=organisation, defaults={"day": today})
    if created:
        Touched.objects.create(organisation_id=organisation)
    return rollup
