"""The database itself refuses to change what was asked and what was submitted, whoever asks it to.

Made anew after every migrate (receivers.py): on SQLite a migration that rebuilds a table drops its triggers.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Freeze:
    """Rows of a table that may not be updated, or deleted, while a condition on OLD and NEW holds. `name` is said."""

    table: str
    name: str
    update: str = "TRUE"
    delete: str = "TRUE"

    @property
    def triggers(self) -> dict[str, str]:
        """What is refused: UPDATE or DELETE, with its condition."""
        return {"UPDATE": self.update, "DELETE": self.delete}


FROZEN = [
    Freeze("quizzes_questionversion", "what_was_asked_never_changes"),
    Freeze("quizzes_quizversion", "what_a_quiz_asked_never_changes"),
    Freeze("quizzes_quizquestion", "the_questions_of_a_version_never_change"),
    Freeze("quizzes_attemptquestion", "the_questions_of_an_attempt_never_change"),
    Freeze(
        "quizzes_attempt",
        "a_submitted_attempt_never_changes",
        update="OLD.submitted_at IS NOT NULL",
        delete="OLD.submitted_at IS NOT NULL",
    ),
    Freeze(
        "quizzes_response",
        "a_marked_answer_never_changes",
        update="OLD.earned IS NOT NULL",
        delete="OLD.earned IS NOT NULL",
    ),
    Freeze("quizzes_extraattempt", "a_granted_attempt_never_changes"),
    Freeze(
        "quizzes_typedwords",
        "words_sent_are_erased_or_kept",
        update="OLD.is_submitted AND (NEW.text <> '' OR NOT NEW.is_submitted)",
        delete="OLD.is_submitted",
    ),
]

SQLITE = """
CREATE TRIGGER {name}_{verb} BEFORE {verb} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION quizzes_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRES = """
CREATE TRIGGER {name}_{verb} BEFORE {verb} ON {table} FOR EACH ROW WHEN ({condition})
EXECUTE FUNCTION quizzes_refuse('{name}')
"""


def freeze(connection) -> None:
    """Make every trigger, once more where it stands already."""
    postgres = connection.vendor == "postgresql"
    present = thaw(connection)
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(POSTGRES_FUNCTION)
        for one in present:
            for verb, condition in one.triggers.items():
                statement = (POSTGRES if postgres else SQLITE).format(
                    name=one.name, verb=verb, table=one.table, condition=condition
                )
                cursor.execute(statement)


def thaw(connection) -> list[Freeze]:
    """Take every trigger off, also those of before there was one for each verb; return those whose table is there."""
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    tables = connection.introspection.table_names()
    present = [one for one in FROZEN if one.table in tables]
    with connection.cursor() as cursor:
        for one in present:
            for name in (one.name, *(f"{one.name}_{verb}" for verb in one.triggers)):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + on.format(table=one.table))
    return present
