"""The database itself refuses to change what was asked and what was submitted, whoever asks it to.

On SQLite a later migration that rebuilds one of these tables drops its trigger, and has to make it again
(tests/quizzes/test_constraints.py notices).
"""

from django.db import migrations

FROZEN = {
    "quizzes_questionversion": ("what_was_asked_never_changes", "TRUE"),
    "quizzes_quizversion": ("what_a_quiz_asked_never_changes", "TRUE"),
    "quizzes_quizquestion": ("the_questions_of_a_version_never_change", "TRUE"),
    "quizzes_attemptquestion": ("the_questions_of_an_attempt_never_change", "TRUE"),
    "quizzes_attempt": ("a_submitted_attempt_never_changes", "OLD.submitted_at IS NOT NULL"),
    "quizzes_response": ("a_marked_answer_never_changes", "OLD.is_right IS NOT NULL"),
}

SQLITE = """
CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION quizzes_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRES = """
CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({condition})
EXECUTE FUNCTION quizzes_refuse()
"""


def freeze(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(POSTGRES_FUNCTION, params=None)
    for table, (name, condition) in FROZEN.items():
        statement = POSTGRES if postgres else SQLITE
        schema_editor.execute(statement.format(name=name, table=table, condition=condition), params=None)


def thaw(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table, (name, _) in FROZEN.items():
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgres else ""))
    if postgres:
        schema_editor.execute("DROP FUNCTION quizzes_refuse()")


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0001_initial")]

    operations = [migrations.RunPython(freeze, thaw)]
