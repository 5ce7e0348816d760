"""Looks and files of an organisation, as they are kept."""

from learning.workforce.models import Look, LookedIn
from tests.workforce.factories import ON
from tests.workforce.world import NOW


def a_file(by, *organisations, rows: int = 12, **facts) -> Look:
    look = Look.objects.create(
        **{"what": Look.What.PEOPLE, "by": by, "on": ON, "at": NOW, "rows": rows} | facts
    )
    LookedIn.objects.bulk_create([LookedIn(look=look, organisation=each) for each in organisations])
    return look
