"""Administrators add and change organisations; nobody deletes one, and to others there is no such page."""

import pytest
from django.urls import reverse

from learning.people.nations import Nation
from learning.people.organisations import Organisation
from tests.factories import OrganisationFactory

LIST = reverse("organisations:index")
FORM = {"name": "Eastmoor Health", "code": "emh", "kind": "nhs_trust", "side": "children", "nation": "wales"}


def test_an_administrator_says_in_which_nation_an_organisation_works(administrator_client, home):
    organisation = OrganisationFactory(code="emh", nation="")
    url = reverse("organisations:edit", args=[organisation.pk])
    assert url in administrator_client.get(LIST).content.decode()
    administrator_client.post(url, FORM | {"code": "another"})
    organisation.refresh_from_db()
    assert (organisation.nation, organisation.name, organisation.code) == (
        Nation.WALES,
        "Eastmoor Health",
        "emh",
    )


def test_an_administrator_adds_one(administrator_client, home):
    administrator_client.post(reverse("organisations:add"), FORM)
    assert Organisation.objects.get().nation == Nation.WALES


def test_nobody_deletes_one(administrator_client, home):
    organisation = OrganisationFactory()
    administrator_client.post(reverse("organisations:delete", args=[organisation.pk]))
    assert Organisation.objects.filter(pk=organisation.pk).exists()


@pytest.mark.parametrize("name", ["index", "add", "edit"])
def test_a_trainer_finds_none_of_it(name, trainer_client, home):
    args = [OrganisationFactory().pk] if name == "edit" else []
    url = reverse(f"organisations:{name}", args=args)
    before = Organisation.objects.values_list("nation")
    assert url not in trainer_client.get(reverse("wagtailadmin_home")).content.decode()
    assert trainer_client.get(url).status_code in (302, 404)
    assert trainer_client.post(url, FORM).status_code in (302, 403, 404, 405)
    assert list(Organisation.objects.values_list("nation")) == list(before)
