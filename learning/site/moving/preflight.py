"""Every row of a SQLite file that PostgreSQL would refuse, before anything is moved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.db import models

from learning.site.moving.columns import Column, Unfit
from learning.site.moving.tables import Source, Table, quoted, tables

SHOWN_CHARACTERS = 40
# Where answers, reflections and choices are, which are nobody's to read; what opens an account; notes.
UNREAD_APPS = {"casestudies", "courses", "quizzes"}
UNREAD_FIELDS = {"password", "token_digest", "code"}
COUNTS = models.PositiveIntegerField, models.PositiveSmallIntegerField, models.PositiveBigIntegerField


@dataclass(frozen=True)
class Refusal:
    """One value, or one row, that PostgreSQL would not take. `value` is empty where it is nobody's to read."""

    table: str
    key: str
    field: str
    reason: str
    value: str = ""


def refusals(source: Source) -> Iterator[Refusal]:
    """All of them, table by table, a row at a time."""
    for table in tables():
        for refused in (values, repeated, unchecked, dangling):
            yield from refused(source, table)


def values(source: Source, table: Table) -> Iterator[Refusal]:
    """What does not fit in its column."""
    at = [column.name for column in table.columns].index(table.key)
    readers = [(number, column.read) for number, column in enumerate(table.columns)]
    for row in source.rows(table):
        for number, read in readers:
            try:
                read(row[number])
            except Unfit as unfit:
                column = table.columns[number]
                yield Refusal(
                    table.name, shown_key(row[at]), column.name, str(unfit), shown(table, column, row[number])
                )


def repeated(source: Source, table: Table) -> Iterator[Refusal]:
    """Rows that share what must be unique. E-mail addresses that differ in capitals alone are the same one."""
    for expressions, condition in _unique(source, table):
        names = ", ".join(name.strip('"') for name in expressions)
        same = " AND ".join(f"{each} IS NOT NULL" for each in expressions)
        where = f"{condition} AND {same}" if condition else f"WHERE {same}"
        grouped = f"SELECT min({quoted(table.key)}), count(*) FROM {quoted(table.name)} {where} "  # noqa: S608
        for key, count in source.ask(f"{grouped} GROUP BY {', '.join(expressions)} HAVING count(*) > 1"):
            reason = f"is the same in {count:,} rows, of which this is the first, and must be in one"
            yield Refusal(table.name, shown_key(key), names, reason)


def unchecked(source: Source, table: Table) -> Iterator[Refusal]:
    """Rows that a CHECK of the site's models turns down, told by the check's name."""
    editor = source.database.schema_editor(collect_sql=True)
    for constraint in table.model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            check = constraint.create_sql(table.model, editor).parts["check"]
            reason = f"breaks the rule {constraint.name}"
            yield from _rows(source, table, field="", reason=reason, where=f"NOT ({check})")
    for column in table.columns:
        if isinstance(column.field, COUNTS):
            where = f"{quoted(column.name)} < 0"
            yield from _rows(source, table, field=column.name, reason="is below 0", where=where)


def dangling(source: Source, table: Table) -> Iterator[Refusal]:
    """Rows that point at a row which is not there."""
    for column in table.columns:
        if (target := column.field.remote_field) and column.field.db_constraint:
            there = quoted(target.model._meta.db_table)
            pointed = f"there.{quoted(column.field.target_field.column)} = own.{quoted(column.name)}"
            where = f"own.{quoted(column.name)} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {there} there WHERE {pointed})"  # noqa: S608
            reason = f"points at a row of {target.model._meta.db_table} that is not there"
            yield from _rows(source, table, field=column.name, reason=reason, where=where)


def shown_key(key: object) -> str:
    return str(key)[:SHOWN_CHARACTERS]


def shown(table: Table, column: Column, stored: object) -> str:
    """What helps to find the value: shortened, and nothing of what somebody wrote in confidence."""
    if column.is_free_text or not _is_open(table, column):
        return ""
    text = stored.decode("utf-8", "replace") if isinstance(stored, bytes) else str(stored)
    return ascii(text[:SHOWN_CHARACTERS])[1:-1] if not text.isprintable() else text[:SHOWN_CHARACTERS]


def _is_open(table: Table, column: Column) -> bool:
    return table.model._meta.app_label not in UNREAD_APPS and column.field.name not in UNREAD_FIELDS


def _rows(source: Source, table: Table, *, field: str, reason: str, where: str) -> Iterator[Refusal]:
    statement = f"SELECT own.{quoted(table.key)} FROM {quoted(table.name)} own WHERE {where}"  # noqa: S608  names of ours
    for [key] in source.ask(statement):
        yield Refusal(table.name, shown_key(key), field, reason)


def _unique(source: Source, table: Table) -> Iterator[tuple[list[str], str]]:
    """SQL for what must be unique together, and its condition with its WHERE."""
    meta = table.model._meta
    for names in chain(meta.unique_together, _alone(table)):
        yield [quoted(meta.get_field(name).column) for name in names], ""
    for field in meta.local_concrete_fields:
        if field.unique and isinstance(field, models.EmailField):
            yield [f"LOWER({quoted(field.column)})"], ""
    editor = source.database.schema_editor(collect_sql=True)
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            parts = constraint.create_sql(table.model, editor).parts
            columns = [quoted(meta.get_field(name).column) for name in constraint.fields]
            yield columns or [str(parts["columns"])], str(parts["condition"])


def _alone(table: Table) -> Iterable[list[str]]:
    return ([field.name] for field in table.model._meta.local_concrete_fields if field.unique)
