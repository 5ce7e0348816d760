"""Leads are shown counts of those whom they lead, none of fewer than five, and no word of anybody."""

import pytest
from django.urls import reverse

from casestudies.exchange import reflections, sharing
from learning.people.models import PracticeGroup
from learning.people.sides import Side
from tests.casestudies import factories
from tests.casestudies.factories import AT, WORDS
from tests.factories import OrganisationFactory, PartnershipLeadFactory, PostFactory, SharingFactory

URL = reverse("exchange_figures")


@pytest.fixture
def organisation(lead):
    return lead.responsibilities.get().organisation


def add(case, person, step: str) -> None:
    texts = {case.prompts[0].id: "And then."}
    reflections.add_second(learner=person, page=case, texts=texts, first_step=step, at=AT)


@pytest.fixture
def answered(case, home):
    """answered(organisation, n): so many social workers answer, all but five add to it, five of those go another way,
    and the first six share it.
    """
    factories.offer_terms(home)

    def people(organisation, count: int):
        for number in range(count):
            person = factories.answered(case, organisation=organisation)
            if number < count - 5:
                add(case, person, "visit" if number < 5 else "")
            if number < 6:
                words = {case.prompts[0].id: "I would ring."}
                sharing.share(learner=person, page=case, words=words, terms_version=1, at=AT)

    return people


def cells(client) -> list[str]:
    page = client.get(URL).content.decode()
    return [part.partition("</span>")[0] for part in page.split('<span class="tf-cell__fig">')[1:]]


def test_a_lead_is_shown_counts_by_staff_group(lead_client, organisation, answered, case):
    answered(organisation, 15)
    assert cells(lead_client) == ["15", "10 of 15", "5 of 10", "6 of 15"] * 3
    page = lead_client.get(URL).content.decode()
    assert case.title in page
    assert WORDS not in page
    assert URL in lead_client.get(reverse("workforce")).content.decode()


def test_the_page_stands_below_workforce(lead_client):
    nav = lead_client.get(URL).content.decode().partition('aria-current="page">')[2]
    assert nav.startswith("Workforce<")


def test_fewer_than_five_are_hidden(lead_client, organisation, answered):
    answered(organisation, 4)
    assert cells(lead_client) == ["Fewer than 5", *["Nothing to add up"] * 2]


def test_each_side_has_a_line_that_adds_up_its_own(lead_client, organisation, answered, case):
    """Three nurses who work with adults are hidden, and so is their side: nothing is left to subtract."""
    answered(organisation, 15)
    for _ in range(3):
        nurse = PracticeGroup.objects.get(code="mhn")
        factories.answered(case, organisation=organisation, practice_group=nurse, service_side=Side.ADULT)
    page = lead_client.get(URL).content.decode()
    names = [part.partition("</th>")[0].removesuffix("</span>") for part in page.split('scope="row">')[1:]]
    words = [" ".join(name.replace('<span class="tf-side-mark">', "").split()) for name in names]
    assert words == [
        "Adult mental health nurse Adult services",
        "Children’s social worker Children’s services",
        "Adult services All staff groups shown",
        "Children’s services All staff groups shown",
        "All that is shown",
    ]
    counts = ["15", "10 of 15", "5 of 10", "6 of 15"]
    assert cells(lead_client) == ["Fewer than 5", *counts, "Nothing to add up", *counts, *counts]


def test_people_elsewhere_are_not_counted(lead_client, organisation, answered):
    answered(organisation, 15)
    answered(OrganisationFactory(), 20)
    assert cells(lead_client)[0] == "15"


def test_whoever_leads_both_is_shown_them_together(lead, lead_client, organisation, answered):
    PartnershipLeadFactory(person=lead, partnership=organisation.partnership)
    answered(organisation, 15)
    other = OrganisationFactory(partnership=organisation.partnership)
    answered(other, 20)
    assert cells(lead_client)[0] == "15"
    SharingFactory(organisation=other)
    assert cells(lead_client)[0] == "35"


def test_an_organisation_that_begins_to_share_adds_no_small_number(lead, lead_client, organisation, answered):
    """15 before and 18 after would tell of the three."""
    PartnershipLeadFactory(person=lead, partnership=organisation.partnership)
    other = OrganisationFactory(partnership=organisation.partnership)
    answered(organisation, 15)
    answered(other, 3)
    SharingFactory(organisation=other)
    assert cells(lead_client)[0] == "15"


def test_a_manager_finds_no_such_page(manager, sign_in):
    client = sign_in(manager)
    assert client.get(URL).status_code == 404
    assert URL not in client.get(reverse("workforce")).content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_takes_as_many_queries_for_one_as_for_many(
    count, lead_client, organisation, answered, case, django_assert_num_queries
):
    answered(organisation, count)
    factories.answered(case, PostFactory(organisation=organisation).person)
    lead_client.get(URL)
    with django_assert_num_queries(QUERIES):
        lead_client.get(URL)


QUERIES = 4
