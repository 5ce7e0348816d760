"""Every model of workforce, by the page that holds it. Each has one writer: needs/keeping.py (and the admin, through its record()),
staff_lists/keeping.py and accepting.py, evidence/accepting.py, looks.py, sharing/agreeing.py and taking.py,
snapshots/taking.py and correcting.py, files/asking.py, packs/making.py; the worker in reminders/ and rollups/.
"""

from learning.workforce.audiences import RequirementGroup, RequirementRole, RequirementTeam
from learning.workforce.evidence.evidence import AcceptedEvidence, EvidenceWithdrawal, EvidenceWords
from learning.workforce.files.asked import AskedFile
from learning.workforce.looks import Look, LookedIn, LookReason
from learning.workforce.needs.changes import NeedChange, NeedReason
from learning.workforce.needs.defaults import NeedDefault
from learning.workforce.packs.packs import Pack
from learning.workforce.reminders.plans import ReminderPlan
from learning.workforce.reminders.reminders import Reminder
from learning.workforce.reminders.stops import ReminderStop
from learning.workforce.requirements import Requirement
from learning.workforce.rollups.rows import KeptStanding, Rollup, RollupRow, Touched, Watched
from learning.workforce.sharing.agreements import SharingAgreement, SharingEnd
from learning.workforce.snapshots.rows import (
    Snapshot,
    SnapshotName,
    SnapshotNote,
    SnapshotReason,
    SnapshotRow,
)
from learning.workforce.staff_lists.lists import (
    AcceptedList,
    ListContent,
    ListLine,
    ListMapping,
    StaffList,
)

__all__ = [
    "AcceptedEvidence",
    "AcceptedList",
    "AskedFile",
    "EvidenceWithdrawal",
    "EvidenceWords",
    "KeptStanding",
    "ListContent",
    "ListLine",
    "ListMapping",
    "Look",
    "LookReason",
    "LookedIn",
    "NeedChange",
    "NeedDefault",
    "NeedReason",
    "Pack",
    "Reminder",
    "ReminderPlan",
    "ReminderStop",
    "Requirement",
    "RequirementGroup",
    "RequirementRole",
    "RequirementTeam",
    "Rollup",
    "RollupRow",
    "SharingAgreement",
    "SharingEnd",
    "Snapshot",
    "SnapshotName",
    "SnapshotNote",
    "SnapshotReason",
    "SnapshotRow",
    "StaffList",
    "Touched",
    "Watched",
]
