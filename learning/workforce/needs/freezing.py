"""The database itself refuses to change what is kept of changes to what is asked."""

from learning.records.freezing import Freeze, again

FROZEN = [
    Freeze(
        "workforce_needchange",
        "what_was_changed_of_what_is_asked_stays",
        insert=again("workforce_needchange", "id"),
    ),
    Freeze(
        "workforce_needreason",
        "why_it_was_changed_is_erased_or_kept",
        update="NEW.text <> ''",
        insert=again("workforce_needreason", "id"),
    ),
]
