"""Every model of workforce, by the page that holds it."""

from learning.workforce.audiences import RequirementGroup, RequirementTeam
from learning.workforce.looks import Look
from learning.workforce.requirements import Requirement

__all__ = ["Look", "Requirement", "RequirementGroup", "RequirementTeam"]
