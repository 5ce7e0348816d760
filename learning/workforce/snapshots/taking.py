"""The writer of snapshots: once for each organisation and month, and the same answer for ever after."""

import datetime
import json
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from learning.people.organisations import Organisation, Team
from learning.people.posts import PracticeGroup
from learning.records import effects
from learning.workforce.days import DAY
from learning.workforce.fields import indented
from learning.workforce.months import month_ends
from learning.workforce.requirements import Requirement
from learning.workforce.snapshots.rows import Dimension, Snapshot, SnapshotName, SnapshotRow
from learning.workforce.snapshots.rules import canonical, digest, rules_of
from learning.workforce.snapshots.tallying import tally

# A month is counted once it has been over for so long, so that a clock that is an hour wrong counts no month too early.
SETTLED = datetime.timedelta(hours=3)
TAKE = "learning.workforce.snapshots.tasks.take_month_end"
SWEEP = "learning.workforce.snapshots.tasks.ask_for_missing"
BATCH = 500

What = SnapshotName.What


class MonthNotOver(Exception):
    """The day is not the end of a month that is over. Nothing was written."""


def last_ended(at: datetime.datetime) -> datetime.date:
    """The last day of the newest month that can be counted."""
    return month_ends(timezone.localdate(at - SETTLED), 1)[0]


def take(
    *,
    organisation: Organisation,
    month_end: datetime.date,
    at: datetime.datetime,
    by=None,
    after_each: Callable[[], None] = lambda: None,
) -> Snapshot:
    """Count a month's last day by the rules in force on it, and keep it. One that is kept already is returned as it is.

    Raises MonthNotOver. `by` nobody is the worker. Counted outside the transaction: a month that is over stands still.
    """
    kept = Snapshot.objects.filter(organisation=organisation, month_end=month_end)
    if stored := kept.first():
        return stored
    if month_end not in month_ends(last_ended(at) + DAY):
        raise MonthNotOver(month_end)
    rules = canonical(rules_of(organisation, on=month_end))
    snapshot = Snapshot(
        organisation=organisation,
        month_end=month_end,
        made_at=at,
        made_by=by,
        rules=rules,
        rules_hash=digest(rules),
    )
    rows = list(tally(organisation, on=month_end, snapshot=snapshot.pk, after_each=after_each))
    try:
        _write(snapshot, rows, _names(snapshot, rows))
    except IntegrityError:  # another has written the month meanwhile, and theirs is the one
        return kept.get()
    return snapshot


@transaction.atomic
def _write(snapshot: Snapshot, rows: list[SnapshotRow], names: list[SnapshotName]) -> None:
    """The snapshot last: from then on the database adds nothing to it."""
    SnapshotRow.objects.bulk_create(rows, batch_size=BATCH)
    SnapshotName.objects.bulk_create(names, batch_size=BATCH)
    snapshot.save(force_insert=True)


def _names(snapshot: Snapshot, rows: list[SnapshotRow]) -> list[SnapshotName]:
    """What each thing is called that is counted, or that the rules name. Three queries."""
    rules = json.loads(snapshot.rules)["requirements"]
    groups = {row.key for row in rows if row.dimension == Dimension.GROUP}
    teams = {row.key for row in rows if row.dimension == Dimension.TEAM}
    courses = {rule["course"] for rule in rules}
    groups.update(key for rule in rules for key in rule["practice_groups"])
    teams.update(key for rule in rules for key in rule["teams"])
    called = {
        What.ORGANISATION: [(snapshot.organisation_id, str(snapshot.organisation))],
        What.GROUP: _called(PracticeGroup.objects.filter(pk__in=groups).order_by("name", "pk"), str),
        What.TEAM: _called(Team.objects.filter(pk__in=teams), indented),
        What.COURSE: _called(Page.objects.filter(pk__in=courses).order_by("path"), lambda page: page.title),
    }
    return [
        SnapshotName(snapshot_id=snapshot.pk, what=what, key=key, name=name[:255], place=place)
        for what, found in called.items()
        for place, (key, name) in enumerate(found)
    ]


def _called(things, name_of: Callable) -> list[tuple[int, str]]:
    return [(thing.pk, name_of(thing)) for thing in things]


def ask_daily(*, at: datetime.datetime) -> bool:
    """A chore of the worker's: once a day, look for months that are over and not kept. True when it asked."""
    key = f"month_ends:{timezone.localdate(at - SETTLED)}"
    if effects.Effect.objects.filter(key=key).exists():
        return False
    effects.ask(task=SWEEP, key=key, at=at)
    return True


def ask_for(*, organisation: int, month_end: datetime.date, at: datetime.datetime, by=None) -> None:
    """Ask the worker to take a snapshot. A lead's asking is another than the worker's own, which may have been given up."""
    who = f":{by.pk}:{at.isoformat()}" if by else ""
    effects.ask(
        task=TAKE,
        key=f"month_end:{organisation}:{month_end}{who}",
        at=at,
        organisation_id=organisation,
        month_end=month_end.isoformat(),
        by_id=by and by.pk,
    )


def missing(*, at: datetime.datetime) -> list[tuple[int, datetime.date]]:
    """Organisations by key and months that are over and not kept: from an organisation's first kept month on, or the last
    month alone where none is kept. Two queries.
    """
    months = month_ends(last_ended(at) + DAY)
    kept = set(Snapshot.objects.filter(month_end__in=months).values_list("organisation_id", "month_end"))
    asking = Requirement.objects.filter(effective_from__lte=months[0]).order_by("organisation_id")
    found = []
    for organisation in asking.values_list("organisation_id", flat=True).distinct():
        first = min((month for key, month in kept if key == organisation), default=months[0])
        found += [(organisation, m) for m in months if m >= first and (organisation, m) not in kept]
    return found
