"""Every model of records, by the page that holds it. records.py is the only module that writes them."""

from learning.records.certificates import Certificate, CertificateName, Revocation
from learning.records.effects import Effect
from learning.records.enrolments import AskedPart, Completion, Enrolment, Note, Place
from learning.records.events import Event
from learning.records.versions import Version

__all__ = [
    "AskedPart",
    "Certificate",
    "CertificateName",
    "Completion",
    "Effect",
    "Enrolment",
    "Event",
    "Note",
    "Place",
    "Revocation",
    "Version",
]
