import datetime

import pytest
from django.db import IntegrityError

from learning.people import invitations
from learning.people.invitations import Invitation, InvitationRefused, accept, digest, find, invite
from tests.factories import InvitationFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "four quiet paper boats"


def invited(now, **facts):
    """An invitation, and the token at the end of its link."""
    facts = {"email": "new@northmoor.example", "name": "New Person", "organisation": None, "by": None} | facts
    invitation, link = invite(**facts, at=now)
    return invitation, link.rstrip("/").rsplit("/", 1)[1]


def test_an_invitation_makes_an_account_without_a_password(now):
    organisation, by = OrganisationFactory(), UserFactory()
    invitation, _ = invited(now, email="New@Northmoor.example", organisation=organisation, by=by)
    assert (invitation.person.email, invitation.person.name) == ("new@northmoor.example", "New Person")
    assert not invitation.person.has_usable_password()
    assert (invitation.organisation, invitation.invited_by) == (organisation, by)


def test_only_the_digest_of_a_token_is_stored(now):
    invitation, token = invited(now)
    assert invitation.token_digest == digest(token)
    assert token not in repr(Invitation.objects.values().get())


def test_a_token_holds_at_least_256_bits(now):
    _, token = invited(now)
    assert len(token) >= 43


def test_accepting_sets_the_name_and_the_password(now):
    _, token = invited(now)
    person = accept(token=token, name="Neu Person", password=PASSWORD, at=now)
    assert person.name == "Neu Person"
    assert person.check_password(PASSWORD)


def test_a_link_works_once(now):
    _, token = invited(now)
    accept(token=token, name="New Person", password=PASSWORD, at=now)
    with pytest.raises(InvitationRefused, match="has been used"):
        accept(token=token, name="Other", password="another password here", at=now)
    assert find_person(token).check_password(PASSWORD)


def find_person(token):
    return Invitation.objects.get(token_digest=digest(token)).person


def test_a_link_that_two_use_at_once_works_for_one(now, monkeypatch):
    """Both have read the row as unused; the second finds it used when it writes."""
    invitation, token = invited(now)
    monkeypatch.setattr(invitations, "find", lambda **_: invitation)
    accept(token=token, name="New Person", password=PASSWORD, at=now)
    with pytest.raises(InvitationRefused, match="has been used"):
        accept(token=token, name="Other", password="another password here", at=now)


def test_accepting_ends_every_other_link_to_the_same_person(now):
    _, first = invited(now)
    _, second = invited(now)
    accept(token=second, name="New Person", password=PASSWORD, at=now)
    with pytest.raises(InvitationRefused, match="has been used"):
        find(token=first, at=now)


def test_accepting_leaves_the_links_of_others_alone(now):
    _, token = invited(now)
    _, other = invited(now, email="other@northmoor.example")
    accept(token=token, name="New Person", password=PASSWORD, at=now)
    assert find(token=other, at=now).person.email == "other@northmoor.example"


def test_a_link_works_until_the_moment_it_expires(now):
    invitation, token = invited(now)
    assert invitation.expires_at == now + datetime.timedelta(days=14)
    assert find(token=token, at=invitation.expires_at - datetime.timedelta(seconds=1)) == invitation
    with pytest.raises(InvitationRefused, match="has expired"):
        find(token=token, at=invitation.expires_at)


@pytest.mark.parametrize("token", ["nobody-knows-this", "", "\x00", "x" * 10_000])
def test_an_unknown_link_is_refused(token, now):
    InvitationFactory()
    with pytest.raises(InvitationRefused, match="do not know this link"):
        find(token=token, at=now)


def test_a_link_of_a_closed_account_is_refused(now):
    invitation, token = invited(now)
    invitation.person.is_active = False
    invitation.person.save()
    with pytest.raises(InvitationRefused, match="do not know this link"):
        find(token=token, at=now)


def test_someone_who_has_a_password_keeps_it(now):
    person = UserFactory(email="amina@northmoor.example")
    _, token = invited(now, email=person.email, name="Not Her Name")
    with pytest.raises(InvitationRefused, match="has been used"):
        accept(token=token, name="Other", password="another password here", at=now)
    person.refresh_from_db()
    assert person.check_password("think-family")
    assert person.name != "Not Her Name"


def test_a_link_ends_when_a_password_is_set_in_another_way(now):
    invitation, token = invited(now)
    invitation.person.set_password(PASSWORD)
    invitation.person.save()
    with pytest.raises(InvitationRefused, match="has been used"):
        find(token=token, at=now)


def test_the_database_refuses_an_invitation_that_expires_before_it_is_sent(now):
    with pytest.raises(IntegrityError):
        InvitationFactory(sent_at=now, expires_at=now)
