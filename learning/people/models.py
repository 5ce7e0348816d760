"""Every model of people, by the page that holds it."""

from learning.people.invitations import Invitation
from learning.people.job_roles import JobRole
from learning.people.organisations import Area, Organisation, Partnership, Team
from learning.people.posts import Absence, Post, PracticeGroup
from learning.people.responsibilities import Responsibility
from learning.people.staff_numbers import StaffNumber
from learning.people.users import User

__all__ = [
    "Absence",
    "Area",
    "Invitation",
    "JobRole",
    "Organisation",
    "Partnership",
    "Post",
    "PracticeGroup",
    "Responsibility",
    "StaffNumber",
    "Team",
    "User",
]
