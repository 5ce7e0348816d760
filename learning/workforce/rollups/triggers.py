"""The database itself notes whoever may stand differently now, whichever writer changed a fact, and in its transaction.

So no writer can forget it, neither an import nor a shell. Made anew after every migrate, and taken off before: on SQLite a
migration that builds a table anew would trip over them.
"""

from contextlib import contextmanager
from dataclasses import dataclass

TOUCHED = "workforce_touched"
NOBODY = "CAST(NULL AS bigint)"
ALL = ("INSERT", "UPDATE", "DELETE")
OF_REQUIREMENT = (
    f"SELECT r.organisation_id, {NOBODY} FROM workforce_requirement r WHERE r.id = {{row}}.requirement_id"  # noqa: S608  names of ours
)


@dataclass(frozen=True)
class Fact:
    """A table, and whom a row of it is about: organisation and person. {row} is NEW or OLD; of an update, both."""

    table: str
    about: str
    verbs: tuple[str, ...] = ALL


FACTS = [
    Fact("people_post", "SELECT {row}.organisation_id, {row}.person_id"),
    Fact(
        "people_absence",
        "SELECT {row}.organisation_id, p.person_id FROM people_post p WHERE p.id = {row}.post_id",
    ),
    Fact("records_certificate", f"SELECT {NOBODY}, {{row}}.learner_id"),
    Fact(
        "records_revocation",
        f"SELECT {NOBODY}, c.learner_id FROM records_certificate c WHERE c.id = {{row}}.certificate_id",  # noqa: S608  names of ours
    ),
    Fact("records_enrolment", f"SELECT {NOBODY}, {{row}}.learner_id", ("INSERT", "DELETE")),
    Fact("workforce_acceptedevidence", "SELECT {row}.organisation_id, {row}.person_id"),
    Fact(
        "workforce_evidencewithdrawal",
        "SELECT e.organisation_id, e.person_id FROM workforce_acceptedevidence e WHERE e.id = {row}.evidence_id",
    ),
    Fact("workforce_requirement", f"SELECT {{row}}.organisation_id, {NOBODY}"),
    Fact("workforce_requirementgroup", OF_REQUIREMENT),
    Fact("workforce_requirementteam", OF_REQUIREMENT),
    Fact("workforce_requirementrole", OF_REQUIREMENT),
    Fact("people_team", f"SELECT {{row}}.organisation_id, {NOBODY} WHERE NEW.path <> OLD.path", ("UPDATE",)),
]

SQLITE = """
CREATE TRIGGER {name} AFTER {verb} ON {table}
BEGIN INSERT INTO {touched} (organisation_id, person) {about}; END
"""
POSTGRES = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO {touched} (organisation_id, person) {about}; RETURN NULL; END $$;
CREATE TRIGGER {name} AFTER {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""


def make(connection) -> None:
    """Every trigger, once more where it stands already; none before all tables are there."""
    drop(connection)
    tables = connection.introspection.table_names()
    if not {TOUCHED, *(fact.table for fact in FACTS)} <= set(tables):
        return
    statement = POSTGRES if connection.vendor == "postgresql" else SQLITE
    with connection.cursor() as cursor:
        for fact in FACTS:
            for verb in fact.verbs:
                cursor.execute(
                    statement.format(
                        name=_name(fact, verb),
                        verb=verb,
                        table=fact.table,
                        touched=TOUCHED,
                        about=_about(fact, verb),
                    )
                )


def drop(connection) -> None:
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for fact in FACTS:
            for verb in fact.verbs if fact.table in tables else ():
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(fact, verb)}" + on.format(table=fact.table))


@contextmanager
def off(connection):
    """For whoever fills a database and counts everything afterwards."""
    drop(connection)
    try:
        yield
    finally:
        make(connection)


def _name(fact: Fact, verb: str) -> str:
    return f"touched_by_{fact.table}_{verb}".lower()


def _about(fact: Fact, verb: str) -> str:
    rows = {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["NEW", "OLD"]}[verb]
    return " UNION ".join(fact.about.format(row=row) for row in rows)
