"""The one writer of what trainers decide about shared answers, and of looks behind a name. Time and person are passed in."""

import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from casestudies.exchange.shares import NameLook, NameLookReason, Reason, Share
from learning.people import mail
from learning.people.users import User


class NotDecided(Exception):
    """Nothing was changed; the message says why."""


MAILS = {
    Share.State.OK: "casestudies/email/answer_shown",
    Share.State.HELD: "casestudies/email/answer_held",
    Share.State.REMOVED: "casestudies/email/answer_removed",
}


@transaction.atomic
def decide(*, public_id: UUID, state: str, reason: str = "", by: User, at: datetime.datetime) -> Share:
    """Show an answer, hold it back or remove it, and tell whoever wrote it. What is not shown needs a reason."""
    row = _locked(public_id)
    if row is None:
        raise NotDecided(
            "Whoever wrote it has taken it back or changed it meanwhile. There is nothing to decide."
        )
    if row.reflection.learner_id == by.pk:
        raise NotDecided("This is your own answer. Another trainer reads it.")
    if state != Share.State.OK and reason not in Reason.values:
        raise NotDecided("Say why others should not see it.")
    row.state, row.reason = state, "" if state == Share.State.OK else reason
    row.decided_by, row.decided_at = by, at
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    _tell(row, MAILS[Share.State(state)], key=f"{state}:{at.isoformat()}")
    return row


@transaction.atomic
def look_behind(*, public_id: UUID, why: str, by: User, at: datetime.datetime) -> User:
    """Who wrote a shared answer. That an administrator looked, and why, is kept, and whoever wrote it is told."""
    row = _locked(public_id)
    if row is None:
        raise NotDecided("Whoever wrote it has taken it back meanwhile.")
    if not by.is_administrator:
        raise NotDecided("Only an administrator may look up who wrote it.")
    if not why.strip():
        raise NotDecided("Say why you need to know who wrote it.")
    look = NameLook.objects.create(share=row, by=by, looked_at=at)
    NameLookReason.objects.create(look=look, text=why.strip())
    _tell(row, "casestudies/email/name_looked_up", key=f"look:{look.pk}")
    return row.reflection.learner


def _locked(public_id: UUID) -> Share | None:
    rows = Share.objects.standing().filter(public_id=public_id).select_for_update(of=("self",))
    return rows.select_related("reflection__learner", "reflection__page").order_by("pk").first()


def _tell(row: Share, template: str, *, key: str) -> None:
    """By mail, without a word of the answer. Nobody whose account is closed is written to."""
    learner, page = row.reflection.learner, row.reflection.page
    if not learner.is_active:
        return
    context = {
        "person": learner,
        "title": page.title,
        "reason": row.get_reason_display(),
        "link": settings.SITE_URL + reverse("answer_case", args=[page.pk]),
    }
    mail.ask(template=template, to=learner.email, key=f"share:{row.pk}:{key}", context=context)
