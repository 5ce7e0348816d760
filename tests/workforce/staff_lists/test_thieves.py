"""A staff list as a way to somebody else's account, or name."""

import datetime

import pytest
from django.contrib.auth.models import Group

from learning.people import invitations
from learning.people.models import Organisation, Post, StaffNumber, User
from learning.people.roles import ADMINISTRATORS
from learning.records.worker import work_once
from learning.workforce.staff_lists import inviting
from tests.factories import OrganisationFactory, PartnershipFactory, PartnershipLeadFactory, UserFactory
from tests.workforce.factories import ON
from tests.workforce.staff_lists.files import csv_of, someone
from tests.workforce.world import CANARY, NOW

TO_A_THIEF = someone(1, email="thief@northmoor.example")


@pytest.fixture
def waiting(bring, accept) -> User:
    """Someone whom our list has brought, and who has not opened a link yet."""
    accept(bring([someone(1)]))
    return User.objects.get(email="staff1@northmoor.example")


@pytest.mark.parametrize(
    "trust",
    [
        lambda person: person.groups.add(Group.objects.get(name=ADMINISTRATORS)),
        lambda person: User.objects.filter(pk=person.pk).update(is_superuser=True),
        lambda person: PartnershipLeadFactory(person=person, partnership=PartnershipFactory()),
    ],
    ids=["administrator", "superuser", "partnership lead"],
)
def test_the_address_of_whoever_has_more_to_say_than_here_is_not_changed(trust, waiting, bring, accept):
    """The link to their account, and all that it may do, would go to whoever wrote the list."""
    trust(waiting)
    accept(bring([TO_A_THIEF]))
    waiting.refresh_from_db()
    assert waiting.email == "staff1@northmoor.example"


def test_a_link_sent_to_an_address_that_was_wrong_opens_nothing_any_more_and_another_may_be_sent(
    waiting, bring, accept, world, mailoutbox
):
    def uninvited() -> tuple[list, list]:
        return list(inviting.uninvited(world.organisation, on=ON)), inviting.counted(
            Organisation.objects.filter(pk=world.organisation.pk), on=ON
        )

    before = uninvited()
    sent = NOW - datetime.timedelta(days=1)
    _, link = invitations.invite(email=waiting.email, name="", organisation=None, by=None, at=sent)
    token = link.rstrip("/").rsplit("/", 1)[-1]
    assert invitations.find(token=token, at=NOW).person == waiting
    others = [person for person in before[0] if person != waiting]
    assert uninvited() == (others, [(world.organisation, len(others))] if others else [])
    accept(bring([someone(1, email="right@northmoor.example")]))
    waiting.refresh_from_db()
    assert waiting.email == "right@northmoor.example"
    with pytest.raises(invitations.InvitationRefused, match="sent to an address that is no longer yours"):
        invitations.find(token=token, at=NOW)
    assert uninvited() == before
    inviting.invite(world.organisation, by=world.lead, at=NOW, on=ON)
    while work_once(worker="test"):
        pass
    assert "right@northmoor.example" in [mail.to[0] for mail in mailoutbox]
    assert uninvited() == ([], [])


def test_an_address_with_a_last_day_in_the_past_tells_nobodys_name(bring, accept, told):
    """They would get a number and no post: past completions then told the name, and they were never told."""
    other = OrganisationFactory(name="Elsewhere")
    stranger = UserFactory(name=CANARY, email="stranger@elsewhere.example", password="think-family")
    row = someone(9, email=stranger.email, team="", starts_on="01/03/2020", ends_on="01/03/2021")
    accept(bring([row], organisation=other))
    assert not StaffNumber.objects.filter(person=stranger).exists()
    assert not Post.objects.filter(person=stranger).exists()
    past = csv_of(["Employee number", "Course", "Completed on"], [["00000009", "Think family", "01/02/2026"]])
    brought = bring(past, kind="completions", organisation=other)
    assert CANARY not in str(told(brought, "error"))
