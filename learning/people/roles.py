"""The roles beyond being a learner, which everyone is.

Trainers, administrators and experts by experience are Django groups, because Wagtail's own permissions hang on groups. The three
roles that see other people's records are rows with a scope: see responsibilities.
"""

from django.db import models

TRAINERS = "Trainers"
ADMINISTRATORS = "Administrators"
EXPERTS = "Experts by experience"


class Role(models.TextChoices):
    """What someone answers for: an organisation, a team with the teams below it, or a partnership."""

    WORKFORCE_LEAD = "workforce_lead", "Workforce lead"
    LINE_MANAGER = "line_manager", "Line manager"
    PARTNERSHIP_LEAD = "partnership_lead", "Partnership lead"
