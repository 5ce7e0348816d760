"""Every model of workforce, by the page that holds it."""

from learning.workforce.audiences import RequirementGroup, RequirementTeam
from learning.workforce.looks import Look
from learning.workforce.packs.packs import Pack
from learning.workforce.requirements import Requirement
from learning.workforce.snapshots.rows import (
    Snapshot,
    SnapshotName,
    SnapshotNote,
    SnapshotReason,
    SnapshotRow,
)

__all__ = [
    "Look",
    "Pack",
    "Requirement",
    "RequirementGroup",
    "RequirementTeam",
    "Snapshot",
    "SnapshotName",
    "SnapshotNote",
    "SnapshotReason",
    "SnapshotRow",
]
