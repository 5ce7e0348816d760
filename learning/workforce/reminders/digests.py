"""Whom an organisation writes to in a week, and of what: some hundreds of people at a time, never a query a person."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from learning.people.posts import Post, PostQuerySet
from learning.people.users import User
from learning.workforce.counting import asked_once
from learning.workforce.reminders import rules
from learning.workforce.reminders.announcing import lines_announced
from learning.workforce.reminders.plans import ReminderPlan
from learning.workforce.reminders.reminders import Kind, Outcome, Reminder, kept, lines_of
from learning.workforce.reminders.stops import ReminderStop
from learning.workforce.reminders.weekly import ask_for_mail
from learning.workforce.standings import PostStanding, standings
from learning.workforce.statuses import Status

BATCH = 500
REMEMBERED = datetime.timedelta(days=400)


@dataclass(frozen=True)
class Told:
    """What someone has been told lately, and the last day on which they were."""

    lines: set[rules.Line] = field(default_factory=set)
    last_on: datetime.date | None = None


def next_people(organisation: int, *, after: int, on: datetime.date) -> list[int]:
    """Keys of the next people who hold a post in an organisation on a day; none when all have had their turn."""
    posts = Post.objects.held_on(on).filter(organisation=organisation, person__gt=after)
    return list(posts.order_by("person").values_list("person", flat=True).distinct()[:BATCH])


@transaction.atomic
def write_digests(
    organisation: int, people: Collection[int], *, week: datetime.date, at: datetime.datetime
) -> None:
    """Keep for each of some people whether they are written to this week, and ask for the mail.

    Whoever holds posts in several organisations that write hears once, from that of their main post, about all of them; each
    organisation keeps its own part. Those who have a row for the week are left alone, so that doing it twice does nothing.
    """
    on = timezone.localdate(at)
    plans = {plan.organisation_id: plan.rules for plan in ReminderPlan.objects.on()}
    places = _at_home(organisation, _places(people, plans, on))
    done = Reminder.objects.filter(kind=Kind.DIGEST, day=week, person__in=places).values_list(
        "person", flat=True
    )
    for person in set(done):
        del places[person]
    found = _found(places, plans, on)
    refusals = _refusals(places, told := told_to(places, at=at), on)
    lines = {person: lines_by_place(found[person], plans, on) for person in places}
    for person, announced in lines_announced(_posts(places, plans), on=on).items():
        for place, some in announced.items():
            lines[person][place] += some
    rows = []
    for person, there in places.items():
        away = {each.organisation_id for each in found[person] if each.status == Status.EXEMPT}
        said = lines[person]
        rows += _rows(person, there, said, away, refusals.get(person), told.get(person, Told()), plans, on)
    for row in rows:
        row.day, row.asked_at = week, at
    ask_for_mail(Reminder.objects.bulk_create(rows), places, week=week, at=at)


def told_to(people: Iterable[int], *, at: datetime.datetime) -> dict[int, Told]:
    """What some people have been told of their own training in the last 400 days. One query."""
    rows = Reminder.objects.told(at).to_themselves().filter(asked_at__gte=at - REMEMBERED, person__in=people)
    told: dict[int, Told] = {}
    for person, asked_at, about in rows.order_by("asked_at", "pk").values_list("person", "asked_at", "about"):
        before = told.get(person, Told())
        told[person] = Told(before.lines | set(lines_of(about)), timezone.localdate(asked_at))
    return told


def lines_by_place(
    found: Iterable[PostStanding], plans: dict[int, rules.Plan], on: datetime.date, *, all_of_it: bool = False
) -> dict[int, list[rules.Line]]:
    """By organisation, what someone is to be told of how they stand: what is required and has reached one of its stated
    days, or all that is not done. Nothing of a post that they are away from.
    """
    lines = defaultdict(list)
    for each in asked_once(each for each in found if each.is_required):
        day = rules.last_day(each.standing)
        reached = day and rules.stage(day, on, plans[each.organisation_id])
        if reached or (day and all_of_it):
            lines[each.organisation_id].append(rules.Line(each.course_id, day, reached))
    return lines


def _places(people: Collection[int], plans: Collection[int], on: datetime.date) -> dict[int, list[int]]:
    """By person, the organisations that write in which they hold posts; that of their main post first."""
    posts = Post.objects.held_on(on).filter(person__in=people, organisation__in=plans)
    places = defaultdict(list)
    for person, organisation in posts.order_by("person", "-is_primary", "starts_on", "pk").values_list(
        "person", "organisation"
    ):
        if organisation not in places[person]:
            places[person].append(organisation)
    return places


def _at_home(organisation: int, places: dict[int, list[int]]) -> dict[int, list[int]]:
    return {person: there for person, there in places.items() if there[0] == organisation}


def _found(
    places: Collection[int], plans: Collection[int], on: datetime.date
) -> dict[int, list[PostStanding]]:
    found = defaultdict(list)
    for each in standings(_posts(places, plans), on=on):
        found[each.person_id].append(each)
    return found


def _posts(places: Collection[int], plans: Collection[int]) -> PostQuerySet:
    return Post.objects.filter(person__in=list(places), organisation__in=list(plans))


def _refusals(people: Collection[int], told: dict[int, Told], on: datetime.date) -> dict[int, Outcome]:
    """Why people are not written to, whatever there is to say."""
    people = list(people)
    lately = {
        person: Outcome.TOLD for person, each in told.items() if rules.was_told_lately(on, each.last_on)
    }
    stopped = ReminderStop.objects.filter(person__in=people).values_list("person", flat=True)
    closed = User.objects.filter(pk__in=people, is_active=False).values_list("pk", flat=True)
    return lately | dict.fromkeys(stopped, Outcome.STOPPED) | dict.fromkeys(closed, Outcome.CLOSED)


def _rows(
    person: int,
    there: list[int],
    lines: dict[int, list[rules.Line]],
    away: Collection[int],
    refusal: Outcome | None,
    told: Told,
    plans: dict[int, rules.Plan],
    on: datetime.date,
) -> list[Reminder]:
    everything = [line for some in lines.values() for line in some]
    has_news = rules.has_news(everything, told.lines, on=on, told_on=told.last_on, plan=plans[there[0]])
    outcome = refusal or (Outcome.WAITING if has_news else Outcome.NO_NEWS)
    return [
        Reminder(
            organisation_id=place,
            person_id=person,
            kind=Kind.DIGEST,
            outcome=outcome if lines[place] else Outcome.AWAY if place in away else Outcome.NOTHING,
            about=[kept(line) for line in lines[place]],
            number=len(lines[place]),
        )
        for place in there
    ]
