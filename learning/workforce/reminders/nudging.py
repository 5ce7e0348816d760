"""A lead writes to chosen people at once: first what each would get and who is left out, then the same once more, for good."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from learning.people import mail
from learning.people.organisations import Organisation
from learning.people.posts import Post
from learning.people.users import User
from learning.records import effects
from learning.workforce import scopes
from learning.workforce.reminders import rules
from learning.workforce.reminders.digests import lines_by_place
from learning.workforce.reminders.mails import letter, not_done, own_parts
from learning.workforce.reminders.plans import ReminderPlan
from learning.workforce.reminders.reminders import WRITTEN, Kind, Outcome, Reminder, kept
from learning.workforce.reminders.tasks import opening
from learning.workforce.reminders.titles import titles_of
from learning.workforce.reminders.weekly import SEND, key_of
from learning.workforce.standings import PostStanding, standings
from learning.workforce.statuses import Status

MOST_PEOPLE = 200
AWAY = "Away."
CLOSED = "Their account is closed."
NOTHING = "Nothing is late, due or about to lapse."


@dataclass(frozen=True)
class Nudge:
    """What one person is to get. `goes_at` is None when it goes at once."""

    person: User
    subject: str
    body: str
    goes_at: datetime.datetime | None
    rows: list[Reminder]


@dataclass(frozen=True)
class LeftOut:
    person: User
    why: str


@dataclass(frozen=True)
class Preview:
    """Of the people chosen: who gets what, and who is left out, and why. By name."""

    nudges: list[Nudge]
    left_out: list[LeftOut]

    @property
    def people(self) -> list[int]:
        return [each.person.pk for each in [*self.nudges, *self.left_out]]


def preview(people: Collection[int], *, by: User, at: datetime.datetime) -> Preview:
    """What a nudge of some people would do. Whoever does not hold a post in an organisation that `by` leads is in neither list.

    As many queries for one as for two hundred. Nothing is written.
    """
    on = timezone.localdate(at)
    led = scopes.keys_led(by, today=on)
    posts = scopes.posts_named(by, today=on).filter(organisation__in=led, person__in=people).held_on(on)
    found = defaultdict(list)
    for each in standings(posts, on=on):
        found[each.person_id].append(each)
    chosen = list(User.objects.filter(pk__in=posts.values("person")).in_order()[:MOST_PEOPLE])
    lately = _nudged_lately([person.pk for person in chosen], led, at)
    writer = _Writer(led, found, by=by, at=at)
    nudges, left_out = [], []
    for person in chosen:
        if why := _why_not(person, found[person.pk], lately):
            left_out.append(LeftOut(person, why))
        else:
            nudges.append(writer.nudge(person))
    return Preview(nudges, left_out)


@transaction.atomic
def nudge(people: Collection[int], *, by: User, at: datetime.datetime) -> Preview:
    """Keep and ask for what preview() says at that moment, and return it. Sent twice, the second leaves everybody out."""
    led = scopes.keys_led(by, today=timezone.localdate(at))
    theirs = User.objects.filter(
        pk__in=Post.objects.filter(organisation__in=led, person__in=people).values("person")
    )
    list(theirs.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    seen = preview(people, by=by, at=at)
    Reminder.objects.bulk_create([row for each in seen.nudges for row in each.rows])
    asked = {key_of(each.rows[0]): {"reminders": [row.pk for row in each.rows]} for each in seen.nudges}
    effects.ask_all(task=SEND, asked=asked, at=at)
    return seen


class _Writer:
    """Writes the nudge of one person after another, with all that it takes read beforehand."""

    def __init__(self, led: Collection[int], found: dict, *, by: User, at: datetime.datetime):
        self.found, self.by, self.at = found, by, at
        self.local = timezone.localtime(at)
        organisations = Organisation.objects.in_bulk(led)
        kept_plans = {
            plan.organisation_id: plan
            for plan in ReminderPlan.objects.filter(organisation__in=led).select_related("organisation")
        }
        self.plans = {
            key: kept_plans.get(key) or ReminderPlan(organisation=organisation)
            for key, organisation in organisations.items()
        }
        self.titles = titles_of(each for some in found.values() for each in some)
        self.site = mail.site_name()

    def nudge(self, person: User) -> Nudge:
        found = self.found[person.pk]
        rows = self._rows(person, found)
        own = own_parts(found, titles=self.titles, names=self.names_of(rows))
        template, context = letter(person, own, kind=Kind.NUDGE, by=self.by)
        subject, body = mail.written(template, context | {"site_name": self.site})
        return Nudge(person, subject, body, self._goes_at(rows[0].organisation_id), rows)

    def names_of(self, rows: list[Reminder]) -> dict[int, str]:
        """Of the organisations that ask, if there are several: as the mail does when it goes."""
        places = {row.organisation_id for row in rows}
        return {key: str(self.plans[key].organisation) for key in places} if len(places) > 1 else {}

    def _rows(self, person: User, found: list[PostStanding]) -> list[Reminder]:
        on = self.local.date()
        rules_of = {key: plan.rules for key, plan in self.plans.items()}
        return [
            Reminder(
                organisation_id=place,
                person=person,
                kind=Kind.NUDGE,
                day=on,
                outcome=Outcome.WAITING,
                about=[kept(line) for line in lines],
                number=len(lines),
                by=self.by,
                asked_at=self.at,
            )
            for place, lines in lines_by_place(found, rules_of, on, all_of_it=True).items()
        ]

    def _goes_at(self, organisation: int) -> datetime.datetime | None:
        plan = self.plans[organisation]
        if rules.is_open(self.local, plan.rules, plan.works):
            return None
        return opening(plan, self.local)


def _why_not(person: User, found: list[PostStanding], lately: dict[int, str]) -> str:
    """Why someone gets no nudge, in words; empty if they do."""
    if not person.is_active:
        return CLOSED
    if person.pk in lately:
        return lately[person.pk]
    if not_done(found):
        return ""
    return AWAY if any(each.status == Status.EXEMPT for each in found) else NOTHING


def _nudged_lately(people: list[int], led: Collection[int], at: datetime.datetime) -> dict[int, str]:
    """Who was nudged within the last seven days, and when; by whom only in one's own organisations. Also whose nudge of today
    came to nothing there: one a day is kept.
    """
    on = timezone.localdate(at)
    rows = Reminder.objects.filter(kind=Kind.NUDGE, person__in=people, day__gt=on - rules.WEEK)
    rows = rows.filter(Q(outcome__in=WRITTEN) | Q(organisation__in=led, day=on))
    in_order = sorted(
        rows.select_related("by"), key=lambda row: (row.outcome in WRITTEN, row.day, row.pk)
    )  # the last counts
    return {row.person_id: _told(row, led) for row in in_order}


def _told(row: Reminder, led: Collection[int]) -> str:
    by = f" by {row.by}" if row.organisation_id in led else ""
    nudged = f"Nudged on {date_format(row.day)}{by}."
    if row.outcome in WRITTEN:
        return f"{nudged} Once in seven days is enough."
    return f"{nudged} {row.get_outcome_display()}. You can nudge them again tomorrow."
