"""What the worker does about the ends of months."""

import datetime
from functools import partial

from django.utils import timezone
from django_tasks import task

from learning.people.organisations import Organisation
from learning.people.users import User
from learning.records import effects
from learning.workforce.snapshots import correcting, taking
from learning.workforce.snapshots.rows import Snapshot


@task(backend="effects")
def ask_for_missing() -> None:
    """Ask for each month that is over and not kept."""
    now = timezone.now()
    for organisation, month_end in taking.missing(at=now):
        taking.ask_for(organisation=organisation, month_end=month_end, at=now)


@task(backend="effects")
def take_month_end(organisation_id: int, month_end: str, by_id: int | None = None) -> None:
    """Take a snapshot, unless it is there. Its lease is renewed after each course."""
    taking.take(
        organisation=Organisation.objects.get(pk=organisation_id),
        month_end=datetime.date.fromisoformat(month_end),
        at=timezone.now(),
        by=by_id and User.objects.get(pk=by_id),
        after_each=partial(_renew, taking.TAKE),
    )


@task(backend="effects")
def count_again(snapshot_id: str, by_id: int, why: str) -> None:
    """Add a note to a snapshot, if it comes out otherwise."""
    correcting.note(
        snapshot=Snapshot.objects.get(pk=snapshot_id),
        by=User.objects.get(pk=by_id),
        why=why,
        at=timezone.now(),
        after_each=partial(_renew, correcting.COUNT_AGAIN),
    )


def _renew(task_name: str) -> None:
    """Long tasks are done one at a time, so that the one in hand of this kind is the one that calls."""
    now = timezone.now()
    for effect in effects.Effect.objects.leased(now).filter(task=task_name):
        effects.renew(key=effect.key, at=now)
