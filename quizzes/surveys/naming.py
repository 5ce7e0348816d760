"""Who can tell what someone said in a survey."""

from django.db import models


class Naming(models.TextChoices):
    """Who can tell what someone said."""

    NAMED = "named", "Named: people see and change their own, and before and after can be compared"
    ANONYMOUS = "anonymous", "Anonymous: only sums are kept, so nobody can tell who said what"
