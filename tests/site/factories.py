"""Local services and decisions. A service or decision covers an area, unless partnership= is given."""

import datetime

import factory
from factory.django import DjangoModelFactory

from learning.people.sides import Side
from learning.site.models import DecisionService, LocalDecision, LocalService, Situation
from tests.factories import AreaFactory


class LocalServiceFactory(DjangoModelFactory):
    """LocalServiceFactory(partnership=partnership) is the same in all its areas."""

    class Meta:
        model = LocalService

    partnership = None
    area = factory.Maybe("partnership", None, factory.SubFactory(AreaFactory))
    name = factory.Sequence(lambda n: f"Service {n}")
    side = Side.CHILDREN
    kind = LocalService.Kind.MASH
    age_of = LocalService.AgeOf.CHILD
    phone = "01632 960111"
    checked_on = datetime.date(2027, 2, 1)


class SituationFactory(DjangoModelFactory):
    class Meta:
        model = Situation

    words = factory.Sequence(lambda n: f"A parent is about to leave ward {n}")


class LocalDecisionFactory(DjangoModelFactory):
    """LocalDecisionFactory(naming=[service, …]) names services, in that order."""

    class Meta:
        model = LocalDecision
        skip_postgeneration_save = True

    partnership = None
    area = factory.Maybe("partnership", None, factory.SubFactory(AreaFactory))
    situation = factory.SubFactory(SituationFactory)
    who_decides = "The ward’s team, with the parent."

    @factory.post_generation
    def naming(self, create, services, **kwargs):
        for order, service in enumerate(services or []):
            DecisionService.objects.create(decision=self, service=service, sort_order=order)
