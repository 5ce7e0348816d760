"""Days that pass with a worker at work."""

import datetime

from django.core import mail
from django.utils import timezone

from learning.records.models import Effect
from learning.records.worker import work_once
from learning.workforce.models import Reminder
from learning.workforce.reminders.tasks import ask_for_the_week
from learning.workforce.reminders.weekly import SEND


class Days:
    """The clock stands where it is moved to; there the worker does all that is ready."""

    def __init__(self, clock):
        self.clock = clock

    def work(self, moment: str = "", *, subject: str = "Your training") -> list:
        """Do the chore and every effect at a moment of London's clock, or now. The mails that went, by what they are about."""
        if moment:
            self.move(moment)
        before = len(mail.outbox)
        ask_for_the_week(at=timezone.now())
        do_all()
        return [message for message in mail.outbox[before:] if message.subject.startswith(subject)]

    def move(self, moment: str) -> None:
        local = timezone.make_aware(datetime.datetime.fromisoformat(moment))
        self.clock.move_to(local, tick=False)

    def choose(self) -> None:
        """As work(), and the mail waits until tomorrow."""
        ask_for_the_week(at=timezone.now())
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        while Effect.objects.ready(timezone.now()).exclude(task=SEND).exists():
            Effect.objects.filter(task=SEND).update(run_after=tomorrow)
            work_once(worker="test") or work_once(worker="test", is_long=True)
        Effect.objects.filter(task=SEND).update(run_after=tomorrow)


def do_all() -> None:
    """Every effect that is ready, in whichever lane."""
    while work_once(worker="test") or work_once(worker="test", is_long=True):
        pass


def outcomes(kind: str = "digest", **filters) -> dict[str, str]:
    """By name, what became of the messages of a kind, the newest of each person."""
    rows = Reminder.objects.filter(kind=kind, **filters).order_by("asked_at", "pk")
    return {row.person.name: row.outcome for row in rows.select_related("person")}


def names(sent) -> list[str]:
    """Whom mails went to, by the first word of their name."""
    return sorted(message.body.split(",")[0].removeprefix("Hello ") for message in sent)
