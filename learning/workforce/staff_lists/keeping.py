"""The one writer of lists: brought, told what its columns and words are, compared, accepted or discarded (docs/adr/0040)."""

import datetime
import hashlib
from collections.abc import Callable, Iterable

from django.db import transaction

from learning.people.organisations import Organisation
from learning.records import effects
from learning.workforce.staff_lists import columns, reading
from learning.workforce.staff_lists.changes import Comparison
from learning.workforce.staff_lists.kinds import FORMS, mapping_of
from learning.workforce.staff_lists.lists import NAME_CHARS, ListContent, ListLine, Outcome, StaffList
from learning.workforce.staff_lists.tables import NO_ROWS, Table, Unreadable, plainly

COMPARE = "learning.workforce.staff_lists.tasks.compare_list"
SWEEP = "learning.workforce.staff_lists.tasks.sweep_list"
KEPT_DAYS = 7
# Up to so many bytes a list is compared, and accepted, while whoever brought it waits: about two thousand people.
AT_ONCE_BYTES = 250_000
LINES_AT_ONCE = 2000
ROWS_A_BEAT = 5000

State = StaffList.State


def bring(
    *,
    organisation: Organisation,
    kind: str,
    data: bytes,
    name: str,
    by,
    at: datetime.datetime,
    as_at: datetime.date,
) -> StaffList:
    """Keep a file, until it is accepted or discarded, seven days at most. Raises Unreadable, and keeps nothing."""
    table = reading.read(data, known=FORMS[kind].known)
    if next(table.rows, None) is None:
        raise Unreadable(NO_ROWS)
    with transaction.atomic():
        brought = StaffList.objects.create(
            organisation=organisation,
            kind=kind,
            name=name[-NAME_CHARS:],
            sha256=hashlib.sha256(data).hexdigest(),
            brought_by=by,
            brought_at=at,
            as_at=as_at,
            columns=columns.guess(
                FORMS[kind].columns, table.headings, mapping_of(organisation, kind).headings
            ),
        )
        ListContent.objects.create(staff_list=brought, data=data)
        later = at + datetime.timedelta(days=KEPT_DAYS)
        effects.ask(
            task=SWEEP, key=f"staff-list:{brought.pk}:sweep", at=at, not_before=later, list_id=brought.pk
        )
    return brought


def table_of(staff_list: StaffList) -> Table:
    return reading.read(bytes(staff_list.content.data), known=FORMS[staff_list.kind].known)


@transaction.atomic
def set_columns(
    staff_list: StaffList, *, places: dict[str, int], is_everyone: bool, reason: str, at: datetime.datetime
) -> None:
    """Say what its columns are, for this list and the next ones; and have it compared."""
    headings = table_of(staff_list).headings
    mapping = mapping_of(staff_list.organisation, staff_list.kind)
    likely = columns.guess(FORMS[staff_list.kind].columns, headings, {})
    declined = dict.fromkeys(likely, columns.NONE)
    mapping.headings = declined | {name: headings[place] for name, place in places.items()}
    mapping.save()
    staff_list.columns, staff_list.is_everyone, staff_list.reason = places, is_everyone, reason
    staff_list.save(update_fields=["columns", "is_everyone", "reason"])
    ask_to_compare(staff_list, at=at)


@transaction.atomic
def set_words(staff_list: StaffList, *, words: dict[str, dict[str, str]], at: datetime.datetime) -> None:
    """Say what some words mean, our code by theirs, for this list and the next ones; and have it compared.

    No code: what was said of the word before is taken back.
    """
    mapping = mapping_of(staff_list.organisation, staff_list.kind)
    for name, meanings in words.items():
        said = mapping.words.get(name, {}) | {plainly(word): code for word, code in meanings.items()}
        mapping.words[name] = {word: code for word, code in said.items() if code}
    mapping.save()
    ask_to_compare(staff_list, at=at)


@transaction.atomic
def ask_to_compare(staff_list: StaffList, *, at: datetime.datetime) -> None:
    """Have it compared: at once where that is soon done, else by the worker."""
    staff_list.tries += 1
    staff_list.state, staff_list.rows_read, staff_list.problem = State.COMPARING, 0, ""
    staff_list.save(update_fields=["tries", "state", "rows_read", "problem"])
    if is_small(staff_list):
        compare(staff_list)
    else:
        key = f"staff-list:{staff_list.pk}:compare:{staff_list.tries}"
        effects.ask(task=COMPARE, key=key, at=at, list_id=staff_list.pk, key_of_effect=key)


def is_small(staff_list: StaffList) -> bool:
    return len(staff_list.content.data) <= AT_ONCE_BYTES


def compare(staff_list: StaffList, *, tell: Callable[[int], None] = lambda rows: None) -> Comparison | None:
    """Compare it with what stands, and keep what it would do. None where it cannot be read, which is kept in words."""
    try:
        found = compared(staff_list, tell=tell)
    except Unreadable as refusal:
        staff_list.state, staff_list.problem = State.UNREADABLE, str(refusal)
        staff_list.save(update_fields=["state", "problem"])
        return None
    keep(staff_list, found)
    return found


def compared(staff_list: StaffList, *, tell: Callable[[int], None] = lambda rows: None) -> Comparison:
    """What it would do as things stand. Reads, and writes nothing. Raises Unreadable."""
    return FORMS[staff_list.kind].compare(
        table_of(staff_list),
        organisation=staff_list.organisation,
        places=staff_list.columns,
        words=mapping_of(staff_list.organisation, staff_list.kind).words,
        as_at=staff_list.as_at,
        is_everyone=staff_list.is_everyone,
        tell=tell,
    )


@transaction.atomic
def keep(staff_list: StaffList, found: Comparison, *, problem: str = "") -> None:
    """Keep what a comparison found, in place of what the one before did."""
    staff_list.lines.all().delete()
    ListLine.objects.bulk_create(_lines(staff_list, found), batch_size=LINES_AT_ONCE)
    staff_list.state, staff_list.problem = State.COMPARED, problem
    staff_list.rows_read, staff_list.posts_before = found.rows, found.posts_before
    staff_list.counts = found.counts | {"unknown": found.unknown}
    staff_list.digest = found.digest
    staff_list.save()


def _lines(staff_list: StaffList, found: Comparison) -> Iterable[ListLine]:
    for position, problem in enumerate(found.problems):
        yield ListLine(
            staff_list=staff_list,
            outcome=Outcome.ERROR,
            position=position,
            row=problem.row,
            who=problem.who[:300],
            details=[[problem.column, problem.reason, problem.value]],
        )
    for position, line in enumerate(found.lines):
        yield ListLine(
            staff_list=staff_list,
            outcome=line.outcome,
            position=position,
            row=line.row,
            who=line.who[:300],
            details=[list(detail) for detail in line.details],
        )


@transaction.atomic
def discard(staff_list: StaffList) -> None:
    """Forget a list that was not accepted, and all that it held."""
    forget_content(staff_list)
    StaffList.objects.waiting().filter(pk=staff_list.pk).delete()


def forget_content(staff_list: StaffList) -> None:
    staff_list.lines.all().delete()
    ListContent.objects.filter(staff_list=staff_list).delete()
