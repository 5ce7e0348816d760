"""The database itself refuses to change what became of a message, whoever asks it to."""

from learning.records.freezing import Freeze, again

FACTS = ("organisation_id", "person_id", "kind", "day", "about", "number", "by_id", "asked_at")
FACTS_CHANGE = " OR ".join(
    f"COALESCE(CAST(NEW.{name} AS TEXT), '') <> COALESCE(CAST(OLD.{name} AS TEXT), '')" for name in FACTS
)

FROZEN = [
    Freeze(
        "workforce_reminder",
        "what_became_of_a_message_stays",
        update=f"OLD.outcome <> 'waiting' OR {FACTS_CHANGE}",
        insert=again("workforce_reminder", "id", "organisation_id, person_id, kind, day"),
    ),
]
