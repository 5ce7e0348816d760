"""Certificates as they stand after they were awarded, without the courses that led to them."""

import datetime

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Page

from learning.records.models import Certificate, CertificateName, Enrolment, Version
from tests.factories import UserFactory

AWARDED_AT = datetime.datetime(2026, 11, 14, 15, 30, tzinfo=datetime.UTC)
COURSE = "The first relationship: insecure attachment without the labels"


def a_course(title: str = COURSE) -> Page:
    return Page.get_first_root_node().add_child(instance=Page(title=title))


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = Version

    course = factory.LazyFunction(a_course)
    number = 3
    manifest = factory.Dict({})
    published_at = datetime.datetime(2026, 9, 9, 9, 0, tzinfo=datetime.UTC)


class CertificateFactory(DjangoModelFactory):
    """CertificateFactory(name="Amina Yusuf", learner=person). Awarded on 14 November 2026 for three years."""

    class Meta:
        model = Certificate
        exclude = ("name",)

    name = "Amina Yusuf"
    learner = factory.SubFactory(UserFactory, name=factory.SelfAttribute("..name"))
    version = factory.SubFactory(VersionFactory)
    course = factory.SelfAttribute("version.course")
    course_title = COURSE
    minutes = 85
    minutes_participatory = 0
    issuer = "Northmoor Partnership"
    awarded_at = AWARDED_AT
    awarded_on = AWARDED_AT.date()
    expires_on = datetime.date(2029, 11, 14)

    @factory.lazy_attribute
    def enrolment(self):
        return Enrolment.objects.create(
            learner=self.learner,
            course=self.course,
            enrolled_at=self.awarded_at - datetime.timedelta(days=30),
            completed_at=self.awarded_at,
        )

    @classmethod
    def _generate(cls, strategy, params):
        name = params.get("name", cls.name)
        certificate = super()._generate(strategy, params)
        CertificateName.objects.create(certificate=certificate, name=name)
        return Certificate.objects.with_details().get(pk=certificate.pk)
