"""Moments in words."""

import datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date


def clock(moment: datetime.datetime) -> str:
    """Ten forty-two as 10:42, where the reader is; with the day, when it was not today."""
    moment = timezone.localtime(moment)
    today = moment.date() == timezone.localdate()
    return format_date(moment, "H:i" if today else r"j F \a\t H:i")
