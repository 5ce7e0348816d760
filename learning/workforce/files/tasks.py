"""What the worker does about large files."""

from django.http import QueryDict
from django.utils import timezone
from django_tasks import task

from learning.records import effects
from learning.workforce import exports, kept_files, sheets
from learning.workforce.figures import TooMany
from learning.workforce.files import asking
from learning.workforce.files.asked import AskedFile, reach_of
from learning.workforce.forms import PeopleForm
from learning.workforce.rollups.listing import listing

BEAT_ROWS = 5000


@task(backend="effects")
def make_file(file_id: int) -> None:
    """Make a list of people as it stands now, of what its asker may see now, and put it in its place all at once."""
    asked = AskedFile.objects.select_related("by").get(pk=file_id)
    now = timezone.now()
    today = timezone.localdate(now)
    form = PeopleForm(_query(asked.filters), person=asked.by, today=today)
    if asked.removed_at or not asked.is_within(reach_of(asked.by, today=today)) or not form.is_valid():
        return asking.refuse(asked, at=now)
    try:
        listed = listing(asked.by, form.filters(), sort=asked.filters.get("sort", ""), at=now)
    except TooMany:
        return asking.refuse(asked, at=now)
    sheet = sheets.people_sheet(listed)
    with kept_files.writing(asked.stored_as) as out:
        exports.write_xlsx(sheet, out, beat=_beat(asked))
    asking.keep_made(asked, rows=len(sheet.rows), title=f"{sheet.name}.xlsx", at=timezone.now())


@task(backend="effects")
def remove_file(file_id: int) -> None:
    """Remove a file whose week is over."""
    asking.remove(file_id, at=timezone.now())


def _query(filters: dict) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(filters)
    return query


def _beat(asked: AskedFile):
    """The lease is kept while rows are written."""

    def beat(number: int) -> None:
        if number % BEAT_ROWS == 0:
            effects.renew(key=asked.key, at=timezone.now())

    return beat
