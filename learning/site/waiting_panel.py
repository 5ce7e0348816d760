"""Mail and other work of the worker that waits for long or was given up, on the admin's home."""

import datetime

from django.db.models import Count, Min, Q, QuerySet
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.utils.timesince import timesince

from learning.records.effects import AWAY, Effect
from learning.site.home_panels import HomePanel, Line, day

SHOWN_FOR = datetime.timedelta(days=30)


class WaitingPanel(HomePanel):
    """How long the oldest mail and the oldest of all else has waited, and what was given up lately. Nobody is named. Four queries."""

    name = "waiting"
    heading = "Mail and work that waits"
    empty = "Nothing has waited for more than five minutes, and nothing was given up in the last 30 days."
    order = 5

    def is_shown(self):
        return self.person.is_administrator

    def rows(self):
        now = timezone.now()
        late = Effect.objects.late(now)
        given_up = Effect.objects.given_up().filter(given_up_at__gte=now - SHOWN_FOR)
        lines = [_mail(late.mail(), now), _other(late.mail(False), now), _given_up(given_up)]
        return [line for line in lines if line]

    def line(self, row):
        return row


def _mail(late: QuerySet, now: datetime.datetime) -> Line | None:
    counted = late.aggregate(
        since=Min("late_since"), number=Count("pk"), away=Count("pk", filter=Q(last_error__startswith=AWAY))
    )
    if not (number := counted["number"]):
        return None
    away = "The mail server cannot be reached. It is asked again and again, and nothing is lost."
    return Line(
        title=f"{number} mail{pluralize(number)} cannot go: the oldest has waited for {_age(counted, now)}",
        note=away if counted["away"] else "The mail server refuses some of them, or the worker does not run.",
    )


def _other(late: QuerySet, now: datetime.datetime) -> Line | None:
    counted = late.aggregate(since=Min("late_since"), number=Count("pk"))
    if not (number := counted["number"]):
        return None
    return Line(
        title=f"{number} other task{pluralize(number)} not done: the oldest has waited for {_age(counted, now)}",
        note="Films and long files wait for each other. If none is being made, the worker does not run.",
    )


def _given_up(given_up: QuerySet) -> Line | None:
    if not (last := given_up.order_by("-given_up_at", "-pk").first()):
        return None
    number, when = given_up.count(), day(timezone.localtime(last.given_up_at))
    return Line(
        title=f"{number} mail{pluralize(number)} or task{pluralize(number)} given up in the last 30 days",
        note=f"The last on {when}, which ended with: {last.last_error}",
    )


def _age(counted: dict, now: datetime.datetime) -> str:
    return timesince(counted["since"], now, depth=1).replace("\xa0", " ")
