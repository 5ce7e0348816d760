"""Test data of people and records. Pages have factories beside the tests of their own room."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from learning.people.invitations import digest
from learning.people.models import (
    Absence,
    Area,
    Invitation,
    JobRole,
    Organisation,
    Partnership,
    Post,
    PracticeGroup,
    Responsibility,
    Team,
    User,
)
from learning.people.roles import Role
from learning.people.sides import Side
from learning.records import records
from learning.records.models import Effect, Enrolment
from learning.workforce.models import Requirement, SharingAgreement

PASSWORD = "think-family"
LONG_AGO = datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.UTC)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person Number{n}")
    email = factory.Sequence(lambda n: f"person{n}@northmoor.example")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    code = factory.Sequence(lambda n: f"p{n}")
    name = factory.Sequence(lambda n: f"Partnership {n}")


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area

    partnership = factory.SubFactory(PartnershipFactory)
    code = factory.Sequence(lambda n: f"area{n}")
    name = factory.Sequence(lambda n: f"Area {n}")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    partnership = factory.SubFactory(PartnershipFactory)
    code = factory.Sequence(lambda n: f"org{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = Organisation.Kind.NHS_TRUST


class TeamFactory(DjangoModelFactory):
    """TeamFactory(parent=team) puts it below another."""

    class Meta:
        model = Team

    organisation = factory.SubFactory(OrganisationFactory)
    code = factory.Sequence(lambda n: f"team{n}")
    name = factory.Sequence(lambda n: f"Team {n}")

    @classmethod
    def _create(cls, model_class, *args, parent=None, **kwargs):
        if parent is None:
            return model_class.add_root(**kwargs)
        kwargs["organisation"] = parent.organisation
        return model_class.objects.get(pk=parent.pk).add_child(**kwargs)


class JobRoleFactory(DjangoModelFactory):
    class Meta:
        model = JobRole

    organisation = factory.SubFactory(OrganisationFactory)
    code = factory.Sequence(lambda n: f"role{n}")
    name = factory.Sequence(lambda n: f"Job role {n}")


class PracticeGroupFactory(DjangoModelFactory):
    """A staff group: one of those that the migration brings, when the code is one of theirs."""

    class Meta:
        model = PracticeGroup
        django_get_or_create = ("code",)

    code = "hv"
    name = "Health visitor (SCPHN)"
    service_side = Side.WHOLE_FAMILY


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    person = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    practice_group = factory.SubFactory(PracticeGroupFactory)
    starts_on = LONG_AGO.date()


class AbsenceFactory(DjangoModelFactory):
    class Meta:
        model = Absence

    post = factory.SubFactory(PostFactory)
    organisation = factory.SelfAttribute("post.organisation")
    kind = Absence.Kind.MATERNITY
    starts_on = LONG_AGO.date()


class ResponsibilityFactory(DjangoModelFactory):
    class Meta:
        model = Responsibility
        abstract = True

    person = factory.SubFactory(UserFactory)


class WorkforceLeadFactory(ResponsibilityFactory):
    role = Role.WORKFORCE_LEAD
    organisation = factory.SubFactory(OrganisationFactory)


class LineManagerFactory(ResponsibilityFactory):
    role = Role.LINE_MANAGER
    team = factory.SubFactory(TeamFactory)


class PartnershipLeadFactory(ResponsibilityFactory):
    role = Role.PARTNERSHIP_LEAD
    partnership = factory.SubFactory(PartnershipFactory)


class InvitationFactory(DjangoModelFactory):
    """InvitationFactory(token="abc") is behind the link that ends in abc."""

    class Meta:
        model = Invitation
        exclude = ("token",)

    token = factory.Sequence(lambda n: f"token-{n}")
    person = factory.SubFactory(UserFactory, password=None)
    email = factory.SelfAttribute("person.email")
    token_digest = factory.LazyAttribute(lambda row: digest(row.token))
    sent_at = LONG_AGO
    expires_at = LONG_AGO + datetime.timedelta(days=14)


class EnrolmentFactory(DjangoModelFactory):
    """An enrolment, by the one writer. EnrolmentFactory(course=course) needs a live course."""

    class Meta:
        model = Enrolment

    learner = factory.SubFactory(UserFactory)
    at = LONG_AGO

    @classmethod
    def _create(cls, model_class, *args, by=None, **kwargs):
        return records.enrol(by=by or kwargs["learner"], **kwargs)


class EffectFactory(DjangoModelFactory):
    class Meta:
        model = Effect

    key = factory.Sequence(lambda n: f"effect-{n}")
    task = "tests.records.tasks.note"
    asked_at = LONG_AGO
    run_after = LONG_AGO


class RequirementFactory(DjangoModelFactory):
    """RequirementFactory(course=course, groups=[group], teams=[team], roles=[role]): in force for long, mandatory, 90 days, 36 months."""

    class Meta:
        model = Requirement

    organisation = factory.SubFactory(OrganisationFactory)
    kind = Requirement.Kind.MANDATORY
    first_due_days = 90
    effective_from = LONG_AGO.date() - datetime.timedelta(days=1000)

    @classmethod
    def _create(cls, model_class, *args, groups=(), teams=(), roles=(), **kwargs):
        requirement = model_class(**kwargs)
        requirement.practice_groups, requirement.teams = list(groups), list(teams)
        requirement.job_roles = list(roles)
        requirement.save()
        return requirement


class SharingFactory(DjangoModelFactory):
    """SharingFactory(organisation=theirs): it lets its partnership see its counts, from 300 days ago for 600 days."""

    class Meta:
        model = SharingAgreement

    organisation = factory.SubFactory(OrganisationFactory)
    partnership = factory.SelfAttribute("organisation.partnership")
    reference = factory.Sequence(lambda n: f"DSA-{n}")
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=300))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=300))
    by = factory.SubFactory(UserFactory)
    at = LONG_AGO
