"""The one writer of what organisations share: an agreement begins, or is ended before its day. Nothing is changed."""

import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from learning.people.organisations import Organisation
from learning.workforce.days import DAY
from learning.workforce.sharing.agreements import MOST_MONTHS, SharingAgreement, SharingEnd

MOST_AHEAD = 3653 * DAY
NO_PARTNERSHIP = "{organisation} belongs to no partnership, so there is nobody to share with."
TOO_FAR = "Choose a first day within ten years from today."
BACKWARDS = "Choose a last day that is not before the first one."
OVER = "Choose a last day from today on."
TOO_LONG = f"Choose a last day at most {MOST_MONTHS} months after the first: {{latest}} or earlier."
OVERLAPS = "There is an agreement for those days: it runs from {first} to {last}. Begin the day after it, or end it first."
IS_OVER = "This agreement is over already."


class SharingRefused(Exception):
    """Such an agreement cannot be. The words are for whoever asked; `field` is the field that they are about."""

    def __init__(self, words: str, field: str | None = None):
        super().__init__(words)
        self.field = field


@transaction.atomic
def agree(
    *,
    organisation: Organisation,
    reference: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    by,
    at: datetime.datetime,
) -> SharingAgreement:
    """Let the partnership see an organisation's counts from a day until a last one, 24 months on at most."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _refuse(organisation, starts_on, ends_on, today=timezone.localdate(at))
    return SharingAgreement.objects.create(
        organisation=organisation,
        partnership_id=organisation.partnership_id,
        reference=reference,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
        at=at,
    )


def _refuse(organisation: Organisation, starts_on, ends_on, *, today: datetime.date) -> None:
    if starts_on > today + MOST_AHEAD:
        raise SharingRefused(TOO_FAR, "starts_on")
    latest = starts_on + relativedelta(months=MOST_MONTHS)
    if organisation.partnership_id is None:
        raise SharingRefused(NO_PARTNERSHIP.format(organisation=organisation))
    if ends_on < starts_on:
        raise SharingRefused(BACKWARDS, "ends_on")
    if ends_on < today:
        raise SharingRefused(OVER, "ends_on")
    if ends_on > latest:
        raise SharingRefused(TOO_LONG.format(latest=date_format(latest)), "ends_on")
    standing = organisation.sharing_agreements.standing()
    other = standing.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).order_by("starts_on").first()
    if other:
        first, last = date_format(other.starts_on), date_format(other.ends_on)
        raise SharingRefused(OVERLAPS.format(first=first, last=last), "starts_on")


@transaction.atomic
def end(*, agreement: SharingAgreement, by, at: datetime.datetime) -> SharingEnd:
    """Stop sharing by an agreement at once, before its day. Asked again it changes nothing."""
    Organisation.objects.select_for_update().get(pk=agreement.organisation_id)
    if agreement.ends_on < timezone.localdate(at):
        raise SharingRefused(IS_OVER)
    ended, _ = SharingEnd.objects.get_or_create(
        agreement=agreement, defaults={"organisation_id": agreement.organisation_id, "by": by, "at": at}
    )
    return ended
