"""When someone's weekly mail goes: once a week, with all that is to be told by then, whatever it is about and whichever
organisation tells it (docs/adr/0043).
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from learning.people.posts import Post
from learning.people.responsibilities import Responsibility
from learning.records import effects
from learning.workforce.days import DAY
from learning.workforce.reminders import rules
from learning.workforce.reminders.plans import ReminderPlan
from learning.workforce.reminders.reminders import ANSWERING, WEEKLY, Kind, Outcome, Reminder

SEND = "learning.workforce.reminders.tasks.send"

APART = 5 * DAY


def key_of(row: Reminder) -> str:
    """What makes the mail of a row go once."""
    if row.kind in WEEKLY:
        return key_of_week(row.person_id, row.day)
    return f"reminder:{row.kind}:{row.person_id}:{row.day}:{row.pk}"


def key_of_week(person: int, day: datetime.date) -> str:
    """That of a weekly mail: the person and the week in which it goes."""
    return f"reminder:{Kind.DIGEST}:{person}:{rules.monday(day)}"


def key_of_choosing(organisation: int, week: datetime.date | str) -> str:
    """Of the last step in which an organisation chooses whom it writes to in a week: managers and leads."""
    return f"reminders_of_late:{organisation}:{week}"


def ask_for_mail(
    rows: Iterable[Reminder],
    people: Collection[int],
    *,
    week: datetime.date,
    at: datetime.datetime,
    chosen: int | None = None,
) -> None:
    """Ask for the mail of whoever has a row that waits, and let that of others among `people` go if it was held for these rows.

    Whoever is told by an organisation that is still choosing gets it once that is done, or a day later at most. Whoever was
    written to lately, or is being written to, gets it with the next week's, or a week later at most; whose mail of an earlier
    week waits still, with that. `chosen` is an organisation that is done. Within a transaction: it locks the mails that wait,
    in the order of their keys. As many queries for one person as for many.
    """
    waiting = defaultdict(list)
    for row in rows:
        if row.outcome == Outcome.WAITING:
            waiting[row.person_id].append(row.pk)
    people = {*people, *waiting}
    on = timezone.localdate(at)
    delayed, gone = _earlier(people, week, at)
    later = (_written_to(people, on) | gone) - {*delayed}
    held = _held(people, week, on, chosen) - later
    _ask(waiting, people - later - {*delayed}, week, at=at, not_before=at + DAY)
    theirs = {key_of_week(person, week): person for person in people - later - {*delayed}}
    free = {theirs[key] for key in _lock(theirs, at)}
    later |= {*theirs.values()} - free
    _ask(waiting, later, week + rules.WEEK, at=at, not_before=at + rules.WEEK)
    hasten = {key for key, person in theirs.items() if person in free - held}
    effects.hasten(hasten | {delayed[person] for person in {*delayed} - held}, at=at)


def _ask(
    waiting: Mapping[int, list[int]],
    people: Collection[int],
    week: datetime.date,
    *,
    at: datetime.datetime,
    not_before: datetime.datetime,
) -> None:
    """For the mail of a week of some people, by the order of the keys; a mail that was asked for already stays."""
    asked = {
        key_of_week(person, week): {"reminders": waiting[person]} for person in people if person in waiting
    }
    effects.ask_all(task=SEND, asked=dict(sorted(asked.items())), at=at, not_before=not_before)


def _lock(keys: Collection[str], at: datetime.datetime) -> list[str]:
    """Of the mails of some keys, those that wait and that no worker has: none takes them up before these rows are kept."""
    free = effects.Effect.objects.free(at).filter(key__in=keys)
    return list(free.select_for_update().order_by("key").values_list("key", flat=True))


def _earlier(
    people: Collection[int], week: datetime.date, at: datetime.datetime
) -> tuple[dict[int, str], set[int]]:
    """By person, the key of a mail of an earlier week that waits still; and whom a worker writes one to now. Older ones than
    these are given up.
    """
    keys = {key_of_week(person, week - back * rules.WEEK): person for person in people for back in (1, 2, 3)}
    delayed = {keys[key]: key for key in _lock(keys, at)}
    in_hand = effects.Effect.objects.leased(at).filter(key__in=keys).values_list("key", flat=True)
    return delayed, {keys[key] for key in in_hand}


def _written_to(people: Collection[int], on: datetime.date) -> set[int]:
    """Who got a mail lately: chosen less than seven days ago, or sent less than five, so that one that had to wait for the mail
    server moves no later one.
    """
    lately = Q(asked_at__date__gt=on - rules.WEEK) | Q(sent_at__date__gt=on - APART)
    sent = Reminder.objects.filter(lately, kind__in=WEEKLY, person__in=people, outcome=Outcome.SENT)
    return {*sent.values_list("person", flat=True)}


def _held(people: Collection[int], week: datetime.date, on: datetime.date, chosen: int | None) -> set[int]:
    """Whoever an organisation that is still choosing may have something to tell: those who answer for people there, and those
    who hold a post there and have had no look yet.
    """
    choosing = _choosing(week) - {chosen}
    answering = Responsibility.objects.in_force_on(on).filter(person__in=people, role__in=ANSWERING)
    answering = answering.filter(Q(organisation__in=choosing) | Q(team__organisation__in=choosing))
    looked_at = Reminder.objects.filter(kind=Kind.DIGEST, day=week, person=OuterRef("person"))
    posts = Post.objects.held_on(on).filter(person__in=people, organisation__in=choosing)
    unseen = posts.filter(~Exists(looked_at)).order_by().values_list("person", flat=True)
    return {*answering.order_by().values_list("person", flat=True), *unseen}


def _choosing(week: datetime.date) -> set[int]:
    """Organisations that have begun this week and are not done."""
    plans = ReminderPlan.objects.on().filter(asked_for=week).values_list("organisation", flat=True)
    keys = {key_of_choosing(organisation, week): organisation for organisation in plans}
    done = effects.Effect.objects.filter(key__in=keys).exclude(done_at=None, given_up_at=None)
    return {*keys.values()} - {keys[key] for key in done.values_list("key", flat=True)}
