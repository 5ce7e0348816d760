"""Who is told of people that are late for long: the nearest line manager, then workforce leads. Status only, once a week."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from learning.people.organisations import Team
from learning.people.posts import Post
from learning.people.responsibilities import Responsibility
from learning.people.roles import Role
from learning.people.users import User
from learning.workforce.counting import once_a_person
from learning.workforce.reminders import rules
from learning.workforce.reminders.absent import away_from
from learning.workforce.reminders.digests import REMEMBERED, next_people
from learning.workforce.reminders.plans import ReminderPlan
from learning.workforce.reminders.reminders import Kind, Outcome, Reminder, kept
from learning.workforce.reminders.weekly import ask_for_mail
from learning.workforce.standings import PostStanding, standings
from learning.workforce.statuses import Status

MOST_LINES = 50


@dataclass
class Recipient:
    """Someone who is to hear of others, and of whom."""

    person: int
    kind: Kind
    late: list[PostStanding] = field(default_factory=list)

    @property
    def about(self) -> list:
        """Whoever has come to be late last first, so that what is new is always among them."""
        newest = sorted(self.late, key=lambda each: (each.standing.due_on, each.post_id), reverse=True)
        return [
            kept(rules.Line(each.course_id, each.standing.due_on, each.status), each.person_id)
            for each in newest[:MOST_LINES]
        ]


def write_escalations(
    plan: ReminderPlan, *, week: datetime.date, at: datetime.datetime, keep: Callable[[], None]
) -> None:
    """Keep for each line manager and lead of an organisation whether they are told this week, and ask for the mail.

    The manager of somebody's team, or else of the nearest team above; the people of a manager who is away go to the one
    above. Those who have a row for the week are left alone. The mail of whoever answers for people there was held for this.
    `keep` is called now and then, while it goes on.
    """
    on, organisation = timezone.localdate(at), plan.organisation_id
    managers = _answering(organisation, Role.LINE_MANAGER, "team__path", on)
    leads = _answering(organisation, Role.WORKFORCE_LEAD, "organisation", on)
    missing = _missing(organisation, {person for person, _ in managers + leads}, on)
    told = _told(plan, managers, leads, missing, on, keep)
    rows = _rows(organisation, told, missing, week=week, at=at)
    with transaction.atomic():
        Reminder.objects.bulk_create(rows)
        people = {one.person for one in told}
        ask_for_mail(rows, people, week=week, at=at, chosen=organisation)


def _rows(
    organisation: int,
    told: list[Recipient],
    missing: dict[int, Outcome],
    *,
    week: datetime.date,
    at: datetime.datetime,
) -> list[Reminder]:
    """A row for each who has none for the week yet."""
    before = _told_before(organisation, at)
    written = _written(organisation, week)
    return [
        Reminder(
            organisation_id=organisation,
            person_id=one.person,
            kind=one.kind,
            day=week,
            outcome=missing.get(one.person) or _outcome(one.about, before.get((one.person, one.kind), [])),
            about=one.about,
            number=len(one.late),
            asked_at=at,
        )
        for one in told
        if (one.person, one.kind) not in written
    ]


def _told(plan, managers, leads, missing, on, keep) -> list[Recipient]:
    """Every manager and lead, with the people of whom they are to hear."""
    by_path, managing = defaultdict(list), {}
    for person, path in managers:
        managing[person] = Recipient(person, Kind.MANAGER)
        if person not in missing:
            by_path[path].append(person)
    leading = [Recipient(person, Kind.LEAD) for person, _ in leads]
    paths = dict(Team.objects.filter(organisation=plan.organisation_id).values_list("pk", "path"))
    for each in _late(plan.organisation_id, on, keep):
        late = rules.days_late(each.standing, on)
        if late >= plan.manager_after_days:
            for manager in rules.nearest(paths.get(each.team_id), by_path, but=each.person_id):
                managing[manager].late.append(each)
        if late >= plan.lead_after_days:
            for lead in leading:
                if lead.person not in missing and lead.person != each.person_id:
                    lead.late.append(each)
    return [*managing.values(), *leading]


def _late(organisation: int, on: datetime.date, keep: Callable[[], None]) -> Iterator[PostStanding]:
    """Everyone who is late for something required, once a course."""
    after = 0
    while people := next_people(organisation, after=after, on=on):
        found = standings(Post.objects.filter(organisation=organisation, person__in=people), on=on)
        for each in once_a_person(each for each in found if each.is_required):
            if each.status in Status.LATE:
                yield each
        after = people[-1]
        keep()


def _answering(organisation: int, role: Role, what: str, on: datetime.date) -> list[tuple]:
    """People and what they answer for in a role."""
    held = Responsibility.objects.in_force_on(on).within(organisation).filter(role=role)
    return list(held.order_by("pk").values_list("person", what))


def _missing(organisation: int, people: Collection[int], on: datetime.date) -> dict[int, Outcome]:
    """Those who cannot be told, and why: the account is closed, or they are away from every post that they hold there."""
    away = {person for person, _ in away_from([organisation], people, on)}
    closed = User.objects.filter(pk__in=people, is_active=False).values_list("pk", flat=True)
    return dict.fromkeys(away, Outcome.AWAY) | dict.fromkeys(closed, Outcome.CLOSED)


def _written(organisation: int, week: datetime.date) -> set[tuple]:
    """Who has a row for a week already, and of which kind."""
    rows = Reminder.objects.filter(organisation=organisation, day=week)
    return set(rows.filter(kind__in=[Kind.MANAGER, Kind.LEAD]).values_list("person", "kind"))


def _told_before(organisation: int, at: datetime.datetime) -> dict[tuple, list]:
    """What managers and leads were told the last time."""
    rows = Reminder.objects.told(at).filter(organisation=organisation, kind__in=[Kind.MANAGER, Kind.LEAD])
    rows = rows.filter(asked_at__gte=at - REMEMBERED).order_by("asked_at", "pk")
    return {(person, kind): about for person, kind, about in rows.values_list("person", "kind", "about")}


def _outcome(about: list, before: list) -> Outcome:
    if not about:
        return Outcome.NOTHING
    is_new = not set(map(tuple, about)) <= set(map(tuple, before))
    return Outcome.WAITING if is_new else Outcome.NO_NEWS
