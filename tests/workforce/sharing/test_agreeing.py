"""What an agreement may be, by the writer in words and by the database for anyone; and on which days it shares."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from learning.workforce.models import LookReason, SharingAgreement, SharingEnd
from learning.workforce.sharing import agreeing
from learning.workforce.sharing.standing import ending_soon, shared, standings_of
from tests.factories import OrganisationFactory, PartnershipFactory, SharingFactory, UserFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.sharing.factories import a_file
from tests.workforce.world import NOW

pytestmark = pytest.mark.django_db

YEAR = 365 * DAY


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def agree(organisation):
    """agree(first, last): by whoever leads, that morning."""

    def make(first: datetime.date, last: datetime.date, *, of=organisation):
        return agreeing.agree(
            organisation=of, reference="DSA-1", starts_on=first, ends_on=last, by=UserFactory(), at=NOW
        )

    return make


def is_shared(organisation, day) -> bool:
    return shared(type(organisation).objects.filter(pk=organisation.pk), on=day).exists()


def test_counts_are_shared_from_the_first_day_to_the_last(agree, organisation):
    agree(ON, ON + YEAR)
    days = [ON - DAY, ON, ON + YEAR, ON + YEAR + DAY]
    assert [is_shared(organisation, day) for day in days] == [False, True, True, False]


def test_ended_early_it_shares_no_more_and_a_second_end_changes_nothing(agree, organisation):
    agreement = agree(ON, ON + YEAR)
    first = agreeing.end(agreement=agreement, by=UserFactory(), at=NOW)
    assert agreeing.end(agreement=agreement, by=UserFactory(), at=NOW + DAY).by == first.by
    assert not is_shared(organisation, ON)
    agree(ON, ON + YEAR)
    assert is_shared(organisation, ON)


def test_with_another_partnership_nothing_is_shared(agree, organisation):
    agree(ON, ON + YEAR)
    organisation.partnership = PartnershipFactory()
    organisation.save()
    assert not is_shared(organisation, ON)


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        (ON, ON - DAY, "ends_on", "not before the first"),
        (ON - YEAR, ON - DAY, "ends_on", "from today on"),
        (datetime.date.max, datetime.date.max, "starts_on", "within ten years"),
        (ON, datetime.date(2029, 3, 4), "ends_on", "at most 24 months after the first: 3 March 2029"),
        (datetime.date(2028, 2, 29), datetime.date(2030, 3, 1), "ends_on", "28 February 2030"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(first, last, field, words, agree):
    with pytest.raises(agreeing.SharingRefused, match=words) as refused:
        agree(first, last)
    assert refused.value.field == field


def test_days_of_another_agreement_are_refused_in_words(agree):
    agree(ON, ON + YEAR)
    with pytest.raises(agreeing.SharingRefused, match="from 3 March 2027 to 2 March 2028"):
        agree(ON + YEAR, ON + 2 * YEAR)
    assert agree(ON + YEAR + DAY, ON + 2 * YEAR)


def test_without_a_partnership_there_is_nobody_to_share_with(agree):
    with pytest.raises(agreeing.SharingRefused, match="nobody to share with"):
        agree(ON, ON + YEAR, of=OrganisationFactory(partnership=None))


def test_an_agreement_that_is_over_is_not_ended():
    over = SharingFactory(starts_on=ON - YEAR, ends_on=ON - DAY)
    with pytest.raises(agreeing.SharingRefused, match="over already"):
        agreeing.end(agreement=over, by=UserFactory(), at=NOW)


# The database


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"ends_on": ON - DAY}, "sharing_ends_on_or_after_its_first_day"),
        ({"reference": ""}, "sharing_has_a_reference"),
        ({"ends_on": datetime.date(2029, 3, 4)}, "sharing_is_agreed_for_24_months_at_most"),
    ],
)
def test_the_database_refuses(facts, name):
    SharingFactory(starts_on=ON, ends_on=datetime.date(2029, 3, 3))
    with pytest.raises(IntegrityError, match=name):
        SharingFactory(**{"starts_on": ON, "ends_on": ON + YEAR} | facts)


def test_the_database_refuses_two_at_a_time(organisation):
    SharingFactory(organisation=organisation, starts_on=ON, ends_on=ON + YEAR)
    with pytest.raises(IntegrityError, match="an_organisation_shares_by_one_agreement_at_a_time"):
        SharingFactory(organisation=organisation, starts_on=ON + YEAR, ends_on=ON + 2 * YEAR)


def test_what_was_agreed_ended_looked_at_and_taken_stays(organisation):
    agreement = SharingFactory(organisation=organisation)
    agreeing.end(agreement=agreement, by=UserFactory(), at=NOW)
    look = a_file(UserFactory(), organisation)
    reason = LookReason.objects.create(look=look, text="For the board")
    changes = [
        lambda: SharingAgreement.objects.update(ends_on=ON + 2 * YEAR),
        lambda: SharingAgreement.objects.filter(pk=agreement.pk)._raw_delete("default"),
        lambda: SharingEnd.objects.update(at=NOW + DAY),
        lambda: SharingEnd.objects.all()._raw_delete("default"),
        lambda: type(look).objects.update(rows=1),
        lambda: look.places.all()._raw_delete("default"),
        lambda: LookReason.objects.update(text="Another"),
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    LookReason.objects.update(text="")
    reason.refresh_from_db()
    assert reason.text == ""


# Reminded of its end


@pytest.mark.parametrize(("days", "reminded"), [(30, True), (31, False), (0, True)])
def test_its_lead_is_reminded_from_thirty_days_before_its_end(days, reminded, organisation):
    SharingFactory(organisation=organisation, starts_on=ON - DAY, ends_on=ON + days * DAY)
    soon = ending_soon(type(organisation).objects.filter(pk=organisation.pk), on=ON)
    assert bool(soon) == reminded


@pytest.mark.parametrize(("gap", "until"), [(1, ON + YEAR), (2, ON + 5 * DAY)])
def test_it_is_renewed_when_the_next_one_begins_the_day_after(gap, until, organisation):
    SharingFactory(organisation=organisation, starts_on=ON, ends_on=ON + 5 * DAY)
    SharingFactory(organisation=organisation, starts_on=ON + (5 + gap) * DAY, ends_on=ON + YEAR)
    [standing] = standings_of([organisation], on=ON)
    assert (standing.until, standing.ends_soon) == (until, gap == 2)
