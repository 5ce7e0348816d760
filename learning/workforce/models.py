"""Every model of workforce, by the page that holds it."""

from learning.workforce.audiences import RequirementGroup, RequirementTeam
from learning.workforce.looks import Look, LookedIn, LookReason
from learning.workforce.requirements import Requirement
from learning.workforce.sharing.agreements import SharingAgreement, SharingEnd

__all__ = [
    "Look",
    "LookReason",
    "LookedIn",
    "Requirement",
    "RequirementGroup",
    "RequirementTeam",
    "SharingAgreement",
    "SharingEnd",
]
