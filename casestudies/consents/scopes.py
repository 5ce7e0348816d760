"""How far the people in a film have agreed that it may be shown."""

from django.db import models


class Scope(models.TextChoices):
    """Each holds what stands before it."""

    THIS_COURSE = "this_course", "This course"
    STAFF = "staff", "Staff"
    STAFF_AND_FAMILIES = "staff_and_families", "Staff and families"
    PUBLIC_WEB = "public_web", "Everyone, on the open web"
