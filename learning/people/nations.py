"""The nations of the United Kingdom: their laws, services and telephone numbers differ."""

from enum import nonmember

from django.db import models


class Nation(models.TextChoices):
    """The word in an address (?nation=wales), and the one that people read."""

    UK = "uk", "Anywhere in the UK"
    ENGLAND = "england", "England"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"

    # Those that someone works or lives in.
    EACH = nonmember(("england", "wales", "scotland", "northern-ireland"))


def each() -> list[tuple[str, str]]:
    """Choices of one nation, without the whole."""
    return [(nation, Nation(nation).label) for nation in Nation.EACH]
