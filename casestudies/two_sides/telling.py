"""What a pair is told by mail: asked for in the transaction of the fact, once for each fact."""

import datetime

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from casestudies.two_sides.sittings import Move, Pairing, Sitting
from learning.people import mail
from learning.people.models import User
from learning.records import effects
from learning.records.models import Enrolment

INVITE = "casestudies.two_sides.telling.send_invitation"


def ask_to_invite(pairing: Pairing, *, email: str, link: str, at: datetime.datetime) -> None:
    """Ask the worker to look for the address, so that no page takes longer, or says anything else, for one it knows."""
    effects.ask(
        task=INVITE,
        key=f"two-sides:invite:{pairing.pk}",
        at=at,
        pairing_id=pairing.pk,
        email=email,
        link=link,
    )


@task(backend="effects")
def send_invitation(pairing_id: int, email: str, link: str) -> None:
    """Write to whoever has this address, if they are on the same course. To anybody else nothing is sent, or said."""
    pairing = Pairing.objects.select_related("host__learner", "host__page", "host__enrolment").get(
        pk=pairing_id
    )
    person = User.objects.filter(email__iexact=email, is_active=True).order_by("pk").first()
    if person is None or person == pairing.host.learner or not _is_enrolled(person, pairing.host):
        return
    context = _context(pairing.host, person, link=link)
    mail.ask(
        template="casestudies/two_sides/mail/invited",
        to=person.email,
        context=context,
        key=f"two-sides:invited:{pairing.pk}",
    )


def _is_enrolled(person, sitting: Sitting) -> bool:
    return Enrolment.objects.of(person).filter(course=sitting.enrolment.course_id).exists()


def tell_moved(move: Move) -> None:
    """Tell the other of a pair that there is something new, and not what."""
    pairing = (
        Pairing.objects.of(move.sitting).open().joined().select_related("host__learner", "guest__learner")
    )
    for one in pairing:
        _tell(one.other_than(move.sitting), about=move.sitting, what="moved", key=f"moved:{move.pk}")


def tell_joined(pairing: Pairing) -> None:
    _tell(pairing.host, about=pairing.guest, what="joined", key=f"joined:{pairing.pk}")


def tell_left(pairing: Pairing, *, by: Sitting) -> None:
    _tell(pairing.other_than(by), about=by, what="left", key=f"left:{pairing.pk}")


def _tell(sitting: Sitting, *, about: Sitting, what: str, key: str) -> None:
    """Write to whoever sits on one side about the other. Nobody whose account is closed is written to."""
    if not sitting.learner.is_active:
        return
    link = settings.SITE_URL + reverse("two_sides_file", args=[sitting.pk])
    mail.ask(
        template=f"casestudies/two_sides/mail/{what}",
        to=sitting.learner.email,
        context=_context(about, sitting.learner, link=link),
        key=f"two-sides:{key}",
    )


def _context(about: Sitting, reader, *, link: str) -> dict:
    return {
        "first_name": reader.first_name,
        "colleague": about.learner.name,
        "case": about.page.title,
        "link": link,
    }
