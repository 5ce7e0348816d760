"""One opening of a film page by one learner: what is played in it comes with its signed name.

Nothing is stored when a page is opened. The name says when that was, and holds for no other person, page or film.
"""

import datetime
import secrets
from dataclasses import dataclass

from django.core import signing

from casestudies.films.screening import Screening

LONGEST = datetime.timedelta(days=7)


class NotASession(Exception):
    """The name was made for someone or something else, by somebody else, or long ago."""


@dataclass(frozen=True)
class Session:
    """`name` is unique; names of later sessions sort after those of earlier ones."""

    name: str
    began_at: datetime.datetime


def begin(*, learner_id: int, screening: Screening, at: datetime.datetime) -> str:
    """The signed name of a session that begins now."""
    milliseconds = int(at.timestamp() * 1000)
    return _signer(learner_id, screening).sign(f"{milliseconds:013}-{secrets.token_hex(4)}")


def read(signed: str, *, learner_id: int, screening: Screening, at: datetime.datetime) -> Session:
    """The session of a signed name."""
    try:
        name = _signer(learner_id, screening).unsign(signed)
    except signing.BadSignature as refusal:
        raise NotASession from refusal
    began_at = datetime.datetime.fromtimestamp(int(name.partition("-")[0]) / 1000, tz=datetime.UTC)
    if at - began_at > LONGEST:
        raise NotASession
    return Session(name=name, began_at=began_at)


def _signer(learner_id: int, screening: Screening) -> signing.Signer:
    return signing.Signer(salt=f"casestudies.playing {learner_id} {screening.page.pk} {screening.film.pk}")
