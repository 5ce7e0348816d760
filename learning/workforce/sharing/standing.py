"""What of an organisation is shared on a day, and until when: for the pages, and for whoever asks before showing counts."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from learning.people.organisations import Organisation
from learning.workforce.days import DAY
from learning.workforce.sharing.agreements import SharingAgreement

REMINDED = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Standing:
    """An organisation, the agreement in force, and those to come. `until` is the last day without a gap."""

    organisation: Organisation
    now: SharingAgreement | None
    coming: list[SharingAgreement]
    today: datetime.date

    @property
    def until(self) -> datetime.date | None:
        last = self.now and self.now.ends_on
        for agreement in self.coming:
            if last and agreement.starts_on == last + DAY:
                last = agreement.ends_on
        return last

    @property
    def ends_soon(self) -> bool:
        return self.until is not None and self.until <= self.today + REMINDED


def shared(organisations, *, on: datetime.date):
    """Of some organisations, those whose counts their partnership may see that day. Everyone who shows it counts asks this."""
    agreed = SharingAgreement.objects.in_force_on(on).with_their_partnership()
    return organisations.filter(pk__in=agreed.values("organisation"))


def standings_of(organisations: Iterable[Organisation], *, on: datetime.date) -> list[Standing]:
    """How each of some organisations stands. One query."""
    organisations = list(organisations)
    found = SharingAgreement.objects.standing().with_their_partnership().filter(ends_on__gte=on)
    agreements = defaultdict(list)
    for agreement in found.filter(organisation__in=organisations).order_by("starts_on", "pk"):
        agreements[agreement.organisation_id].append(agreement)
    return [_standing(organisation, agreements[organisation.pk], on) for organisation in organisations]


def _standing(organisation: Organisation, agreements: list[SharingAgreement], on: datetime.date) -> Standing:
    now = next((each for each in agreements if each.starts_on <= on), None)
    return Standing(organisation, now, [each for each in agreements if each.starts_on > on], on)


def ending_soon(organisations, *, on: datetime.date) -> list[Standing]:
    """Of some organisations, those whose sharing ends within 30 days. Two queries at most."""
    standings = standings_of(organisations.select_related("partnership").in_order(), on=on)
    return [each for each in standings if each.ends_soon]
