"""Whether a file may be taken away now. Every view and task that sends one asks this, and nothing else keeps that it was."""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from learning.people import mail
from learning.people.organisations import Organisation
from learning.people.responsibilities import Responsibility
from learning.people.roles import ADMINISTRATORS, Role
from learning.people.users import User
from learning.workforce.looks import Look, LookReason, record_export

MAIL = "workforce/email/long_file"


class ReasonNeeded(Exception):
    """A file is too long to be taken without saying why."""


def needs_reason(rows: int) -> bool:
    """Whether a file of so many lines is asked about again."""
    return rows > settings.EXPORT_ASKS_ABOVE


@transaction.atomic
def take_away(
    *, what: Look.What, filters: dict, rows: int, by, at: datetime.datetime, reason: str = ""
) -> Look:
    """Keep that someone takes a file away: it may go once this returns, and not if it raises ReasonNeeded.

    Above settings.EXPORT_ASKS_ABOVE lines a reason is kept too, and the leads of whose staff it is, and the administrators,
    are written to. Call it before the first byte, in the request of whoever asks.
    """
    reason = reason.strip()
    if needs_reason(rows) and not reason:
        raise ReasonNeeded
    look = record_export(what=what, filters=filters, rows=rows, by=by, at=at)
    if needs_reason(rows):
        LookReason.objects.create(look=look, text=reason)
        _report(look)
    return look


def _report(look: Look) -> None:
    """A message to each: how many lines, when and of what; nobody's name."""
    for recipient, organisations in _told(look).items():
        context = {
            "rows": f"{look.rows:,}",
            "at": look.at,
            "organisations": ", ".join(map(str, organisations)),
            "link": settings.SITE_URL + reverse("looks"),
        }
        mail.ask(
            template=MAIL, to=recipient.email, context=context, key=f"long-file:{look.pk}:{recipient.pk}"
        )


def _told(look: Look) -> dict[User, list[Organisation]]:
    """Whom to write to, each with those of the organisations that they may know of: a lead their own, an administrator all."""
    everywhere = list(Organisation.objects.filter(pk__in=look.places.values("organisation")).in_order())
    administrators = User.objects.filter(groups__name=ADMINISTRATORS)
    told = dict.fromkeys(administrators.filter(is_active=True).in_order(), everywhere)
    leads = Responsibility.objects.in_force_on(look.on).filter(
        role=Role.WORKFORCE_LEAD, organisation__in=everywhere, person__is_active=True
    )
    for row in leads.select_related("person", "organisation").order_by("organisation__name", "pk"):
        if told.get(row.person) is not everywhere:
            told.setdefault(row.person, []).append(row.organisation)
    told.pop(look.by, None)
    return told
