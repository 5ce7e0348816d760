"""The switch, as a lead or an administrator sets it, and what a partnership lead is shown and taken by it."""

import pytest
from django.urls import reverse

from learning.workforce.models import SharingAgreement
from tests.factories import OrganisationFactory, SharingFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.test_partnership import file, organisations, page, rows, staff

__all__ = ["organisations", "staff"]

SHARING = reverse("sharing")


def of(organisation) -> str:
    return reverse("sharing_of", args=[organisation.pk])


def sent(**facts) -> dict:
    return {"reference": "NSP-DSA-2026-04", "starts_on": "3 March 2027", "ends_on": "3 March 2028"} | facts


def end(organisation) -> str:
    return reverse("end_sharing", args=[organisation.sharing_agreements.latest("pk").pk])


@pytest.fixture
def unshared(world):
    """Led by our lead as well."""
    organisation = OrganisationFactory(name="Another of ours", partnership=world.organisation.partnership)
    WorkforceLeadFactory(person=world.lead, organisation=organisation)
    return organisation


def test_a_lead_shares_and_the_row_is_shown_and_ends_it_and_it_is_not(
    lead_client, partnership_client, unshared
):
    assert "Not shared" in lead_client.get(SHARING).content.decode()
    assert rows(partnership_client)["Another of ours"] == ["Not shared"] * 2
    assert lead_client.post(of(unshared), sent()).headers["Location"] == of(unshared)
    assert rows(partnership_client)["Another of ours"] == ["No one due"] * 2
    assert "Shared until 3 March 2028" in lead_client.get(SHARING).content.decode()
    assert lead_client.get(end(unshared)).status_code == 200
    assert rows(partnership_client)["Another of ours"] == ["No one due"] * 2
    assert lead_client.post(end(unshared)).headers["Location"] == of(unshared)
    assert rows(partnership_client)["Another of ours"] == ["Not shared"] * 2
    assert "By Lena Lead" in lead_client.get(of(unshared)).content.decode()


def test_who_and_when_are_kept_with_the_reference(lead_client, unshared, world):
    lead_client.post(of(unshared), sent())
    agreed = SharingAgreement.objects.get(organisation=unshared)
    assert (agreed.by, agreed.reference, agreed.ends_on) == (
        world.lead,
        "NSP-DSA-2026-04",
        ON.replace(year=2028),
    )
    assert agreed.partnership == unshared.partnership


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"ends_on": ""}, "ends_on", "Enter the last day."),
        ({"ends_on": "4 March 2029"}, "ends_on", "at most 24 months"),
        ({"reference": ""}, "reference", "Enter the reference."),
        ({"reference": "Anna said so"}, "reference", "with a figure in it"),
        ({"starts_on": "x"}, "starts_on", "as a date"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_written(
    facts, field, words, lead_client, unshared
):
    response = lead_client.post(of(unshared), sent(**facts))
    assert words in response.context["form"].errors[field][0]
    assert not unshared.sharing_agreements.exists()


def test_an_administrator_may_set_it_and_a_lead_not_elsewhere(world, administrator_client, lead_client):
    elsewhere = OrganisationFactory()
    assert lead_client.post(of(elsewhere), sent()).status_code == 404
    assert administrator_client.post(of(elsewhere), sent()).status_code == 302
    assert lead_client.post(end(elsewhere)).status_code == 404
    assert elsewhere.sharing_agreements.standing().count() == 1


@pytest.mark.parametrize("role", ["manager", "partnership", "trainer", "learner"])
def test_for_others_there_is_no_such_page(role, request, world):
    client = request.getfixturevalue(f"{role}_client")
    addresses = [SHARING, of(world.organisation), end(world.organisation)]
    assert {client.get(each).status_code for each in addresses} == {404}
    assert {client.post(each, sent()).status_code for each in addresses} <= {404, 405}
    assert world.organisation.sharing_agreements.standing().count() == 1


def test_the_page_of_figures_reminds_the_lead_and_nobody_else(lead_client, manager_client, unshared):
    SharingFactory(organisation=unshared, starts_on=ON - DAY, ends_on=ON + 12 * DAY)
    figures = reverse("workforce")
    said = "Sharing ends on 15 March 2027"
    assert said in lead_client.get(figures).content.decode()
    assert of(unshared) in lead_client.get(figures).content.decode()
    assert said not in manager_client.get(figures).content.decode()


# What a partnership lead can work out


def test_total_and_file_leave_out_what_is_not_shared_and_say_so(
    partnership_client, organisations, lead_client, world, administrator_client
):
    assert rows(partnership_client)["Organisations shown"][0] == "6 of 12, 1 of 4 organisations"
    administrator_client.post(end(organisations["Large"]))
    assert rows(partnership_client)["Large"] == ["Not shared"] * 2
    assert rows(partnership_client)["Organisations shown"][0] == "Nothing to add up"
    taken = file(partnership_client)
    assert "Large,,Not shared,,Not shared" in taken
    assert "12" not in [line for line in taken.splitlines() if line.startswith("Large")][0]
    assert "none of its numbers is here or in a total" in taken
    assert "Not shared: Large." in page(partnership_client)


@pytest.mark.parametrize("name", ["Small", "Most", "Large"])
def test_beginning_or_ending_changes_no_number_of_others_and_totals_by_what_is_shown_alone(
    name, partnership_client, organisations, administrator_client
):
    """Two totals, before and after, differ by the cell that was itself on the page: nothing by one that was hidden."""
    months = [{}, {"month": "2026-02-28"}, {"month": "2025-12-31"}]
    before = [rows(partnership_client, **month) for month in months]
    administrator_client.post(end(organisations[name]))
    after = [rows(partnership_client, **month) for month in months]
    for shared, ended in zip(before, after, strict=True):
        own, total = shared.pop(name), shared.pop("Organisations shown")
        assert ended.pop(name) == ["Not shared"] * 2
        rest = ended.pop("Organisations shown")
        assert ended == shared
        if own[0] == "Fewer than 5":
            assert rest == total


def test_without_any_that_shares_there_is_no_table_and_no_course_is_named(
    partnership_client, world, administrator_client
):
    administrator_client.post(end(world.organisation))
    shown = page(partnership_client)
    assert "Not shared: " in shown
    assert world.course.title not in shown
    assert "<table" not in shown
