"""How someone gets an account: a link that works once and not for ever. Sign-up is closed."""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from learning.people.organisations import Organisation
from learning.people.users import User

UNKNOWN = "We do not know this link. Check that the whole address was copied, or ask for a new one."
USED = "This link has been used. Sign in with the password that was set, or ask for a new one."
MOVED = "This link was sent to an address that is no longer yours here. Ask the person who invited you to send a new one."
EXPIRED = "This link has expired. Ask the person who invited you to send a new one."


class InvitationRefused(Exception):
    """The link cannot be used; the message says why and what to do."""


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def at_their_address(self):
        """Those that were sent to the address that their person has now. No other opens anything."""
        return self.filter(email=F("person__email"))


class Invitation(models.Model):
    """One row for each link sent. The token itself is never stored, only its SHA-256 digest."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254, help_text="The address it was sent to.")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_invitation_expires_after_it_is_sent", condition=Q(expires_at__gt=F("sent_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.person}"


@transaction.atomic
def invite(
    *, email: str, name: str, organisation: Organisation | None, by: User | None, at: datetime.datetime
) -> tuple[Invitation, str]:
    """Make the account if there is none, and a link to set its password; return the invitation and the link.

    The link holds 256 random bits, and opens only an account that has no password yet. Sends nothing.
    """
    token = secrets.token_urlsafe(32)
    person = User.objects.known_or_new(email, name)
    invitation = Invitation.objects.create(
        person=person,
        email=person.email,
        organisation=organisation,
        invited_by=by,
        token_digest=digest(token),
        sent_at=at,
        expires_at=at + datetime.timedelta(days=settings.INVITATION_DAYS),
    )
    return invitation, settings.SITE_URL + reverse("invitation", args=[token])


def find(*, token: str, at: datetime.datetime) -> Invitation:
    """The invitation behind a link, or InvitationRefused: unknown, used, sent to another address than theirs, or expired.

    A link is also used when a password was set by another: an old mail must not open an account in use.
    """
    found = Invitation.objects.filter(token_digest=digest(token)).select_related("person", "organisation")
    invitation = found.order_by("pk").first()
    if invitation is None or not invitation.person.is_active:
        raise InvitationRefused(UNKNOWN)
    if invitation.used_at or invitation.person.has_usable_password():
        raise InvitationRefused(USED)
    if invitation.email != invitation.person.email:
        raise InvitationRefused(MOVED)
    if invitation.expires_at <= at:
        raise InvitationRefused(EXPIRED)
    return invitation


@transaction.atomic
def accept(*, token: str, name: str, password: str, at: datetime.datetime) -> User:
    """Use the link: set the name and the password, once. Other links to the same person end with it.

    A second use raises InvitationRefused and changes nothing.
    """
    invitation = find(token=token, at=at)
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=at):
        raise InvitationRefused(USED)
    person = invitation.person
    Invitation.objects.filter(person=person, used_at=None).update(used_at=at)
    person.name = name
    person.set_password(password)
    person.save(update_fields=["name", "password"])
    return person
