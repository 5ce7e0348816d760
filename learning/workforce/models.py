"""Every model of workforce, by the page that holds it."""

from learning.workforce.audiences import RequirementGroup, RequirementTeam
from learning.workforce.files.asked import AskedFile
from learning.workforce.looks import Look
from learning.workforce.requirements import Requirement
from learning.workforce.rollups.rows import KeptStanding, Rollup, RollupRow, Touched, Watched

__all__ = [
    "AskedFile",
    "KeptStanding",
    "Look",
    "Requirement",
    "RequirementGroup",
    "RequirementTeam",
    "Rollup",
    "RollupRow",
    "Touched",
    "Watched",
]
