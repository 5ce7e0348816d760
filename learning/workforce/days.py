"""Days, and how they are written out. Pure Python."""

import datetime

DAY = datetime.timedelta(days=1)


def in_words(day: datetime.date | None) -> str:
    """Such as "3 March 2027"; empty for none."""
    return f"{day.day} {day:%B %Y}" if day else ""
