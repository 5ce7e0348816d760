"""What someone who checks a code is told."""

import datetime
from dataclasses import dataclass

from django.utils import formats, timezone

from learning.certificates import codes
from learning.certificates.sheet import Fact, Sheet, day, describe
from learning.records.certificates import Certificate, in_fours
from learning.records.counting import minutes_in_words

UNKNOWN = "unknown"
UNKNOWN_TEXT = "We have no certificate with this code. Check each character: our codes use no 0, 1, I or O."
SHOWN_AT_MOST = 60


@dataclass(frozen=True)
class Verdict:
    """One of four states, a sentence, and what the certificate itself says: never more."""

    state: str
    word: str
    text: str
    rows: list[Fact]

    @property
    def is_ours(self) -> bool:
        return self.state != UNKNOWN


def check(typed: str, *, at: datetime.datetime) -> Verdict:
    """The verdict on a code. One query whatever it is, so that the four take the same time."""
    try:
        code = codes.read(typed)
    except codes.NotACode:
        code = ""
    certificate = Certificate.objects.with_details().filter(code=code).order_by("pk").first()
    checked = Fact("Checked", formats.date_format(timezone.localtime(at), "DATETIME_FORMAT"))
    if certificate is None:
        shown = in_fours(codes.tidy(typed))[:SHOWN_AT_MOST]
        return Verdict(UNKNOWN, "Not one of ours", UNKNOWN_TEXT, [Fact("Code", shown, code=True), checked])
    return _verdict(certificate, at=at, checked=checked)


def _verdict(certificate: Certificate, *, at: datetime.datetime, checked: Fact) -> Verdict:
    status = certificate.status(timezone.localdate(at))
    sheet = describe(certificate)
    ends = Fact("Valid until", sheet.valid_until)
    if status == Certificate.Status.REVOKED:
        ends = Fact("Withdrawn", day(timezone.localdate(certificate.revocation.revoked_at)))
        text = (
            f"We awarded this certificate and withdrew it on {ends.value}. "
            "Ask the person who gave it to you, or the issuer."
        )
    elif status == Certificate.Status.EXPIRED:
        text = f"We awarded this certificate. It stopped counting on {ends.value}."
    else:
        text = "We awarded this certificate, and it is in date."
    return Verdict(status.value, status.label, text, [*_facts(sheet, ends), checked])


def _facts(sheet: Sheet, ends: Fact) -> list[Fact]:
    minutes = f"{minutes_in_words(sheet.minutes)}, {sheet.minutes_participatory} participatory"
    return [
        Fact("Code", sheet.code_in_fours, code=True),
        Fact("Name", sheet.name),
        Fact("Course", f"{sheet.course}, version {sheet.version}"),
        Fact("Completed", day(sheet.awarded_on)),
        ends,
        Fact("Learning time", minutes),
        Fact("Issued by", sheet.issuer),
    ]
