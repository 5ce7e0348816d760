"""The database refuses to change what was kept of a month, by whatever SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from learning.workforce.snapshots import correcting
from tests.workforce.factories import DAY, certify
from tests.workforce.snapshots.conftest import FEBRUARY
from tests.workforce.world import NOW

CHANGES = [
    ("a_month_end_never_changes", "UPDATE workforce_snapshot SET rules_hash = 'x'"),
    ("a_month_end_never_changes", "DELETE FROM workforce_snapshot"),
    ("a_figure_of_a_month_end_never_changes", "UPDATE workforce_snapshotrow SET n = n"),
    ("a_figure_of_a_month_end_never_changes", "DELETE FROM workforce_snapshotrow"),
    ("what_things_were_called_is_erased_or_kept", "UPDATE workforce_snapshotname SET name = 'Other'"),
    ("what_things_were_called_is_erased_or_kept", "UPDATE workforce_snapshotname SET name = '', key = 0"),
    ("what_things_were_called_is_erased_or_kept", "DELETE FROM workforce_snapshotname"),
    ("a_note_on_a_month_end_never_changes", "UPDATE workforce_snapshotnote SET differences = '{}'"),
    ("a_note_on_a_month_end_never_changes", "DELETE FROM workforce_snapshotnote"),
    ("why_it_was_counted_again_is_erased_or_kept", "UPDATE workforce_snapshotreason SET text = 'Other'"),
    ("why_it_was_counted_again_is_erased_or_kept", "DELETE FROM workforce_snapshotreason"),
]


@pytest.fixture
def noted(world, kept, django_db_blocker):
    certify(world.people["never"], world.course, FEBRUARY - DAY)
    return correcting.note(snapshot=kept, by=world.lead, why="Entered late.", at=NOW)


def run(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values or None)


@pytest.mark.parametrize(("name", "statement"), CHANGES, ids=[statement for _, statement in CHANGES])
def test_a_change_is_refused(name, statement, noted):
    with pytest.raises(IntegrityError, match=name):
        run(statement)


@pytest.mark.parametrize("model", ["rows", "names"])
def test_nothing_is_added_to_a_month_that_is_kept(model, kept):
    row = getattr(kept, model).order_by("pk").first()
    row.pk, row.key = None, 10**9
    with (
        pytest.raises(IntegrityError, match="a_month_end_never|never_changes|erased_or_kept"),
        transaction.atomic(),
    ):
        row.save(force_insert=True)


def test_a_month_is_not_replaced(kept):
    kept._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


if connection.vendor == "postgresql":  # SQLite has no TRUNCATE

    def test_nothing_is_emptied(kept):
        run("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError):
            run("TRUNCATE workforce_snapshotrow CASCADE")


def test_names_and_reasons_may_be_erased(noted):
    run("UPDATE workforce_snapshotname SET name = ''")
    run("UPDATE workforce_snapshotreason SET text = ''")
