"""Whom someone may turn to, by nation: their own before the others, where it is known or asked for."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from learning.people.nations import Nation
from learning.site.contacts import SupportContact, SupportContactQuerySet

BESIDE_A_CASE = 3
PARAMETER = "nation"


@dataclass(frozen=True)
class Nearby:
    """The contacts of one nation, or of all of them."""

    nation: Nation
    contacts: list[SupportContact]
    is_own: bool = False


def nation_of(person, *, on: datetime.date) -> Nation | None:
    """Where someone works on a day: their primary post's organisation says. One query; none for a stranger."""
    if not person.is_authenticated:
        return None
    posts = person.posts.held_on(on).exclude(organisation__nation="")
    found = posts.order_by("-is_primary", "pk").values_list("organisation__nation", flat=True).first()
    return found and Nation(found)


def asked_in(request) -> Nation | None:
    """The nation named in an address (?nation=wales): nothing is kept of it."""
    asked = request.GET.get(PARAMETER, "")
    return Nation(asked) if asked in Nation.EACH else None


def nation_for(request) -> Nation | None:
    return asked_in(request) or nation_of(request.user, on=timezone.localdate())


def beside_a_case(request) -> list[SupportContact]:
    """What stands beside every case, for the staff who read it. Two queries at most."""
    return nearest(SupportContact.objects.for_staff(), nation=nation_for(request))


def grouped(contacts: SupportContactQuerySet, *, nation: Nation | None) -> list[Nearby]:
    """Those of the whole UK, then those of a nation, then the others. One query; a nation without any is left out."""
    found = defaultdict(list)
    for contact in contacts.in_order():
        found[contact.nation].append(contact)
    order = dict.fromkeys([Nation.UK, *([nation] if nation else []), *Nation])
    return [Nearby(one, found[one], is_own=one == nation) for one in order if found[one]]


def nearest(contacts: SupportContactQuerySet, *, nation: Nation | None) -> list[SupportContact]:
    """A few to show beside a case: the first of a nation, and the first of the whole UK. One query."""
    groups = {group.nation: group.contacts for group in grouped(contacts, nation=nation)}
    own = groups.get(nation, [])[:1]
    return [*own, *groups.get(Nation.UK, [])][:BESIDE_A_CASE]
