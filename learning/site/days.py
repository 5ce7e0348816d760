"""Days as the admin's forms take them."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

TO_COME = "This day has not come yet."


def refuse_days_to_come(day: datetime.date | None) -> datetime.date | None:
    """For the day on which someone read or asked something; it may be left empty."""
    if day and day > timezone.localdate():
        raise ValidationError(TO_COME)
    return day
