"""What a certificate says: one description for the page, the PDF and the check, so that none says more."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import slugify

from learning.records.counting import minutes_in_words
from learning.records.models import Certificate

NAME_REMOVED = "Name removed at the holder's request"
NEVER_EXPIRES = "Does not expire"
DEMONSTRATION_NOTE = "A demonstration: the content is not approved training."
CPD_NOTE = "It may contribute to continuing professional development. Your employer or regulator decides."


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    code: bool = False


@dataclass(frozen=True)
class Sheet:
    """A certificate in words. Every part of it is frozen when it is awarded; only the name may be erased."""

    name: str
    course: str
    version: int
    version_of: datetime.date
    awarded_on: datetime.date
    expires_on: datetime.date | None
    minutes: int
    minutes_participatory: int
    issuer: str
    code: str
    code_in_fours: str

    @property
    def valid_until(self) -> str:
        return day(self.expires_on) if self.expires_on else NEVER_EXPIRES

    @property
    def facts(self) -> list[Fact]:
        """The facts under the name and the course, in the order in which they are read."""
        return [
            Fact("Completed", day(self.awarded_on)),
            Fact("Valid until", self.valid_until),
            Fact("Learning time", minutes_in_words(self.minutes)),
            Fact("Of it, participatory", minutes_in_words(self.minutes_participatory)),
            Fact("Course version", f"{self.version} ({day(self.version_of)})"),
            Fact("Issued by", self.issuer),
        ]

    @property
    def title(self) -> str:
        return f"Certificate of completion: {self.course}"

    @property
    def check_url(self) -> str:
        """Where the QR code leads."""
        return settings.SITE_URL + reverse("verify_code", args=[self.code])

    @property
    def filename(self) -> str:
        """Plain ASCII, without the holder's name: certificate-the-first-relationship-2026-11-14.pdf."""
        parts = ["certificate", slugify(self.course)[:60].strip("-"), self.awarded_on.isoformat()]
        return "-".join(filter(None, parts)) + ".pdf"

    @property
    def notes(self) -> list[str]:
        return [DEMONSTRATION_NOTE, CPD_NOTE] if settings.DEMONSTRATION else [CPD_NOTE]


def describe(certificate: Certificate) -> Sheet:
    """Needs with_details(); asks nothing more of the database."""
    return Sheet(
        name=certificate.name_row.name or NAME_REMOVED,
        course=certificate.course_title,
        version=certificate.version.number,
        version_of=timezone.localdate(certificate.version.published_at),
        awarded_on=certificate.awarded_on,
        expires_on=certificate.expires_on,
        minutes=certificate.minutes,
        minutes_participatory=certificate.minutes_participatory,
        issuer=certificate.issuer,
        code=certificate.code,
        code_in_fours=certificate.code_in_fours,
    )


def check_page() -> str:
    """Where a code is typed in."""
    return settings.SITE_URL + reverse("verify")


def day(date: datetime.date) -> str:
    """3 March 2027."""
    return formats.date_format(date, "DATE_FORMAT")
