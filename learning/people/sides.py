"""The side of the family's services that someone works on."""

from enum import nonmember

from django.db import models


class Side(models.TextChoices):
    """Where someone stands: with the adults, with the children, with the whole family, or in no service."""

    ADULT = "adult", "Adult services"
    CHILDREN = "children", "Children’s services"
    WHOLE_FAMILY = "whole_family", "Whole family"
    NONE = "none", "No side"

    IN_SERVICE = nonmember(("adult", "children", "whole_family"))
