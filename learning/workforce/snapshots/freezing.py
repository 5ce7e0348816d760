"""The database itself refuses to change what was counted at the end of a month, whoever asks it to.

The row of a snapshot is written last. Once it is there, nothing is added to it.
"""

from learning.records.freezing import Freeze, again

WHOLE = "EXISTS (SELECT 1 FROM workforce_snapshot s WHERE s.id = NEW.snapshot_id)"
SAME_NAME = "NEW.snapshot_id = OLD.snapshot_id AND NEW.what = OLD.what AND NEW.key = OLD.key"

FROZEN = [
    Freeze(
        "workforce_snapshot",
        "a_month_end_never_changes",
        insert=again("workforce_snapshot", "id", "organisation_id, month_end"),
    ),
    Freeze(
        "workforce_snapshotrow",
        "a_figure_of_a_month_end_never_changes",
        insert=f"{WHOLE} OR {again('workforce_snapshotrow', 'id')}",
    ),
    Freeze(
        "workforce_snapshotname",
        "what_things_were_called_is_erased_or_kept",
        update=f"NEW.name <> '' OR NOT ({SAME_NAME})",
        insert=f"{WHOLE} OR {again('workforce_snapshotname', 'id')}",
    ),
    Freeze(
        "workforce_snapshotnote",
        "a_note_on_a_month_end_never_changes",
        insert=again("workforce_snapshotnote", "id"),
    ),
    Freeze(
        "workforce_snapshotreason",
        "why_it_was_counted_again_is_erased_or_kept",
        update="NEW.text <> '' OR NEW.note_id <> OLD.note_id",
        insert=again("workforce_snapshotreason", "note_id"),
    ),
]
