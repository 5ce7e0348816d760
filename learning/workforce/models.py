"""Every model of workforce, by the page that holds it."""

from learning.workforce.audiences import RequirementGroup, RequirementTeam
from learning.workforce.looks import Look
from learning.workforce.needs.changes import NeedChange, NeedReason
from learning.workforce.needs.defaults import NeedDefault
from learning.workforce.requirements import Requirement

__all__ = [
    "Look",
    "NeedChange",
    "NeedDefault",
    "NeedReason",
    "Requirement",
    "RequirementGroup",
    "RequirementTeam",
]
