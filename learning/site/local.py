"""What a place says of a situation, for the person who is looking: who decides there, and whom to ring."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from learning.people.organisations import Area
from learning.site.decisions import LocalDecision, Situation
from learning.site.gaps import in_words, untaken_ages
from learning.site.services import LocalService

GAP = "No specialist mental health service in {place} takes referrals for {children}."


@dataclass(frozen=True)
class Whereabouts:
    """Where someone works. No areas: anywhere in the partnerships. Neither: we do not know, so anywhere."""

    areas: frozenset[int] = frozenset()
    partnerships: frozenset[int] = frozenset()

    def reach(self) -> Q:
        """What covers where they work, whether an area or a whole partnership."""
        if self.areas:
            return Q(area__in=self.areas) | Q(partnership__in=self.partnerships)
        if self.partnerships:
            return Q(area__partnership__in=self.partnerships) | Q(partnership__in=self.partnerships)
        return Q()


ANYWHERE = Whereabouts()


@dataclass(frozen=True)
class Card:
    """A service to ring, and whether it is long since someone checked that what is said of it is right."""

    service: LocalService
    is_stale: bool = False


@dataclass(frozen=True)
class Answer:
    """What one place says of a situation; `where` is the place in words."""

    where: str
    decision: LocalDecision
    cards: list[Card] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """A situation, and what each place within reach says of it."""

    situation: Situation
    answers: list[Answer] = field(default_factory=list)


def whereabouts(person, *, on: datetime.date) -> Whereabouts:
    """Where someone's primary posts are on a day; where none is primary, all of them. One query.

    A post in a team that covers every area, or in no team, is anywhere in its partnership.
    """
    held = person.posts.held_on(on).values_list(
        "is_primary", "team__area", "team__area__partnership", "organisation__partnership"
    )
    posts = list(held)
    posts = [post for post in posts if post[0]] or posts
    areas = {area for _, area, _, _ in posts}
    partnerships = {of_area or of_organisation for _, _, of_area, of_organisation in posts}
    if None in partnerships:
        return ANYWHERE
    return Whereabouts(
        areas=frozenset() if None in areas else frozenset(areas), partnerships=frozenset(partnerships)
    )


def ask(keys: Collection[int], *, where: Whereabouts, on: datetime.date) -> dict[int, Asked]:
    """What each place within reach says of the situations with these keys. The same few queries however many
    there are, and none for none. One that has been deleted is left out.
    """
    if not keys:
        return {}
    situations = Situation.objects.in_bulk(keys)
    gaps = gaps_by_area(where) if any(one.names_gaps for one in situations.values()) else {}
    found = defaultdict(list)
    for decision in LocalDecision.objects.filter(where.reach(), situation__in=keys).with_details().in_order():
        found[decision.situation_id].append(decision)
    return {
        key: Asked(
            situation,
            [
                _answer(decision, where=where, gaps=gaps if situation.names_gaps else {}, on=on)
                for decision in _nearest(found[key], where)
            ],
        )
        for key, situation in situations.items()
    }


def _nearest(decisions: list[LocalDecision], where: Whereabouts) -> list[LocalDecision]:
    """Without those of a whole partnership, where every area that someone works in has its own."""
    own = {decision.area_id for decision in decisions if decision.area_id}
    if where.areas and where.areas <= own:
        return [decision for decision in decisions if decision.area_id]
    return decisions


def _answer(
    decision: LocalDecision, *, where: Whereabouts, gaps: dict[Area, list[str]], on: datetime.date
) -> Answer:
    services = [named.service for named in decision.named_services.all()]
    return Answer(
        where=decision.where,
        decision=decision,
        cards=[
            Card(service, is_stale=not service.was_checked_lately(on=on))
            for service in services
            if _is_near(service, decision, where)
        ],
        gaps=[line for area, said in gaps.items() if _covers(decision, area) for line in said],
    )


def _is_near(service: LocalService, decision: LocalDecision, where: Whereabouts) -> bool:
    """An area names the services it wants, wherever they are. A whole partnership's list is cut to one's own."""
    return bool(decision.area_id or not where.areas or not service.area_id or service.area_id in where.areas)


def _covers(row: LocalDecision | LocalService, area: Area) -> bool:
    return area.pk == row.area_id or area.partnership_id == row.partnership_id


def gaps_by_area(where: Whereabouts) -> dict[Area, list[str]]:
    """In each area within reach, the ages that no service for a child's mental health takes, each in a
    sentence. Two queries.
    """
    takes_children = LocalService.objects.filter(
        where.reach(),
        kind__in=LocalService.Kind.CHILDS_MENTAL_HEALTH,
        age_of__in=(LocalService.AgeOf.CHILD, LocalService.AgeOf.ANYONE),
    )
    services = list(takes_children)
    return {
        area: _sentences(area, [service for service in services if _covers(service, area)])
        for area in _areas(where)
    }


def _areas(where: Whereabouts) -> Iterable[Area]:
    areas = Area.objects.order_by("name", "pk")
    if where.areas:
        return areas.filter(pk__in=where.areas)
    return areas.filter(partnership__in=where.partnerships) if where.partnerships else areas


def _sentences(area: Area, services: Iterable[LocalService]) -> list[str]:
    ages = untaken_ages((service.age_from, service.age_to) for service in services)
    return [GAP.format(place=area, children=in_words(first, last)) for first, last in ages]
