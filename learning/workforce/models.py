"""Every model of workforce, by the page that holds it."""

from learning.workforce.audiences import RequirementGroup, RequirementTeam
from learning.workforce.looks import Look
from learning.workforce.reminders.plans import ReminderPlan
from learning.workforce.reminders.reminders import Reminder
from learning.workforce.reminders.stops import ReminderStop
from learning.workforce.requirements import Requirement

__all__ = [
    "Look",
    "Reminder",
    "ReminderPlan",
    "ReminderStop",
    "Requirement",
    "RequirementGroup",
    "RequirementTeam",
]
