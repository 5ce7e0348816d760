"""Rows that the database itself refuses to change, to delete or to add to, whoever asks it to: triggers.

Each app says which of its own, and makes the triggers anew after every migrate: on SQLite a migration that rebuilds a
table drops them.
"""

from dataclasses import dataclass

VERBS = ("UPDATE", "DELETE", "INSERT", "TRUNCATE")


@dataclass(frozen=True)
class Freeze:
    """Rows of a table that may not be updated, deleted or added while a condition on OLD and NEW holds. `name` is said.

    A row is added also by REPLACE, which on SQLite deletes the row before it without a word: hence `insert`.
    """

    table: str
    name: str
    update: str = "TRUE"
    delete: str = "TRUE"
    insert: str = "FALSE"

    @property
    def conditions(self) -> dict[str, str]:
        """When UPDATE, DELETE or INSERT is refused."""
        return {"UPDATE": self.update, "DELETE": self.delete, "INSERT": self.insert}


def again(table: str, *unique: str) -> str:
    """Whether there is a row whose place the new one would take, by one of its unique keys: REPLACE drops it."""
    same = " OR ".join(
        "(" + " AND ".join(f"o.{name} = NEW.{name}" for name in key.split(", ")) + ")" for key in unique
    )
    return f"EXISTS (SELECT 1 FROM {table} o WHERE {same})"  # noqa: S608 - names of ours


SQLITE = """
CREATE TRIGGER {name}_{verb} BEFORE {verb} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
# A trigger's own condition cannot look at another table there, so that the function does.
POSTGRES = """
CREATE OR REPLACE FUNCTION {name}_{verb}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF {condition} THEN RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN {row};
END $$;
CREATE TRIGGER {name}_{verb} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_{verb}()
"""
# TRUNCATE empties a table without asking the triggers of its rows.
POSTGRES_TRUNCATE = """
CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {name}_TRUNCATE BEFORE TRUNCATE ON {table} FOR EACH STATEMENT
EXECUTE FUNCTION records_refuse('{name}')
"""


def hold(connection, frozen: list[Freeze]) -> None:
    """Make the triggers of some tables, which have none."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for one in _there(connection, frozen):
            for verb, condition in one.conditions.items():
                statement = (POSTGRES if postgres else SQLITE).format(
                    name=one.name,
                    verb=verb,
                    table=one.table,
                    condition=condition,
                    row="OLD" if verb == "DELETE" else "NEW",
                )
                cursor.execute(statement)
            if postgres:
                cursor.execute(POSTGRES_TRUNCATE.format(name=one.name, table=one.table))


def release(connection, frozen: list[Freeze]) -> None:
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for one in _there(connection, frozen):
            for name in (one.name, *(f"{one.name}_{verb}" for verb in VERBS)):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + on.format(table=one.table))


def _there(connection, frozen: list[Freeze]) -> list[Freeze]:
    """Those whose tables there are: a migration may stop before the last."""
    tables = connection.introspection.table_names()
    return [one for one in frozen if one.table in tables]
