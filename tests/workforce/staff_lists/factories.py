"""Lists as they wait, by their one writer; rows of each model as they are kept."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from learning.people.models import Organisation, StaffNumber, User
from learning.workforce.models import (
    AcceptedEvidence,
    AcceptedList,
    EvidenceWithdrawal,
    EvidenceWords,
    ListContent,
    ListLine,
    ListMapping,
    StaffList,
)
from learning.workforce.staff_lists import keeping
from learning.workforce.staff_lists.lists import Kind
from tests.factories import LONG_AGO, OrganisationFactory, UserFactory
from tests.workforce.staff_lists.files import someone, staff_csv


def a_compared_list(lead: User, rows: list | None = None) -> StaffList:
    """Of whoever leads one organisation, or several: of their first."""
    organisation = Organisation.objects.filter(responsibilities__person=lead).order_by("pk")[0]
    data = staff_csv(rows or [someone(1, team="")])
    now = timezone.now()
    brought = keeping.bring(
        organisation=organisation,
        kind=Kind.STAFF,
        data=data,
        name="november.csv",
        by=lead,
        at=now,
        as_at=timezone.localdate(now),
    )
    keeping.set_columns(brought, places=brought.columns, is_everyone=False, reason="", at=now)
    return brought


LIST_PAGES = ("staff_list", "staff_list_columns", "staff_list_words")
LIST_SENDS = ("accept_staff_list", "discard_staff_list")


def arguments_of_lists(lead: User) -> dict[str, list]:
    """What stands in the addresses of lists, for a list of whoever leads."""
    brought = a_compared_list(lead)
    others = {"staff_list_template": ["staff"], "invite_from_lists": [brought.organisation_id]}
    return dict.fromkeys((*LIST_PAGES, *LIST_SENDS), [brought.pk]) | others


class StaffNumberFactory(DjangoModelFactory):
    class Meta:
        model = StaffNumber

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(UserFactory)
    number = factory.Sequence(lambda n: f"{n:08}")


class StaffListFactory(DjangoModelFactory):
    class Meta:
        model = StaffList

    organisation = factory.SubFactory(OrganisationFactory)
    kind = Kind.STAFF
    sha256 = "0" * 64
    brought_at = LONG_AGO
    as_at = LONG_AGO.date()


class ListContentFactory(DjangoModelFactory):
    class Meta:
        model = ListContent

    staff_list = factory.SubFactory(StaffListFactory)
    data = b"Employee number,Staff group\n1,Midwife\n"


class ListLineFactory(DjangoModelFactory):
    class Meta:
        model = ListLine

    staff_list = factory.SubFactory(StaffListFactory)
    outcome = "added"
    position = factory.Sequence(int)


class ListMappingFactory(DjangoModelFactory):
    class Meta:
        model = ListMapping

    organisation = factory.SubFactory(OrganisationFactory)
    kind = Kind.STAFF


class AcceptedListFactory(DjangoModelFactory):
    class Meta:
        model = AcceptedList

    staff_list = factory.SubFactory(StaffListFactory, state=StaffList.State.ACCEPTED)
    organisation = factory.SelfAttribute("staff_list.organisation")
    accepted_by = factory.SubFactory(UserFactory)
    accepted_at = LONG_AGO
    sha256 = "0" * 64
    digest = "0" * 64
    rows = added = changed = ended = absent = returned = unchanged = 0


class AcceptedEvidenceFactory(DjangoModelFactory):
    """AcceptedEvidenceFactory(course=page, person=person, organisation=theirs)."""

    class Meta:
        model = AcceptedEvidence

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(UserFactory)
    completed_on = LONG_AGO.date() - datetime.timedelta(days=100)
    accepted_by = factory.SubFactory(UserFactory)
    accepted_at = LONG_AGO


class EvidenceWithdrawalFactory(DjangoModelFactory):
    class Meta:
        model = EvidenceWithdrawal

    evidence = factory.SubFactory(AcceptedEvidenceFactory)
    withdrawn_by = factory.SubFactory(UserFactory)
    withdrawn_at = LONG_AGO
    reason = "Not the person it names"


class EvidenceWordsFactory(DjangoModelFactory):
    class Meta:
        model = EvidenceWords

    evidence = factory.SubFactory(AcceptedEvidenceFactory)
    provider = "Northmoor Council"
    reason = "Seen by the training team"
