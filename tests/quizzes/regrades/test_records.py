"""What a regrade wrote: what the database accepts and refuses of it, and what manage.py verify finds."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from quizzes import freezing
from quizzes.models import CoveredVersion, Regrade, RegradeMark, RegradeReason, RegradeUndo
from quizzes.regrades import regrading
from quizzes.verifying import verify
from tests.quizzes import factories, marked
from tests.quizzes.factories import AT
from tests.quizzes.marked import mark_again, put_right, take
from tests.quizzes.test_constraints import refused


@pytest.fixture
def quiz(course):
    return marked.plant(course)


@pytest.fixture
def take_as(quiz, course):
    """take_as("right", "wrong"): one more person hands it in with these options."""
    return lambda *endings: take(quiz, factories.enrol(course), *endings)


@pytest.fixture
def made(quiz, take_as, trainer):
    take_as("wrong", "right")
    made = mark_again(put_right(quiz), trainer)
    return regrading.undo(page=quiz, number=made.number, by=trainer, at=AT)


@pytest.mark.parametrize(
    ("model", "column", "name"),
    [
        (Regrade, "number", "a_regrade_never_changes"),
        (CoveredVersion, "id", "what_a_regrade_covers_never_changes"),
        (RegradeMark, "score", "what_a_regrade_gave_never_changes"),
        (RegradeUndo, "regrade_id", "what_was_undone_stays_undone"),
    ],
)
def test_the_database_refuses_to_change_delete_or_replace_it(made, model, column, name):
    table, before = model._meta.db_table, list(model.objects.values_list())
    again = {
        "sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608 - names of ours
        "postgresql": f"TRUNCATE {table} CASCADE",
    }[connection.vendor]
    connection.check_constraints()
    for statement in (f"UPDATE {table} SET {column} = 9", f"DELETE FROM {table}", again):  # noqa: S608
        with refused(name), connection.cursor() as cursor:
            cursor.execute(statement)
    assert list(model.objects.values_list()) == before


def again(row, **fields) -> dict:
    """The fields of a row that may be written beside it, with some that may not."""
    named = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name != "id"
    }
    return named | fields


@pytest.mark.parametrize(
    ("model", "accepted", "broken", "name"),
    [
        (Regrade, {"number": 2}, {"number": 1}, "a_regrade_never_changes"),
        (Regrade, {"number": 2}, {"number": 0}, "regrade_number_starts_at_one"),
        (Regrade, {"number": 2}, {"number": 3, "block": ""}, "a_regrade_names_its_question"),
        (RegradeMark, {"question_id": 2, "earned": 100}, {"question_id": 2, "earned": 101}, "a_regrade_gives_a_mark_at_most"),
        (RegradeMark, {"question_id": 2}, {}, "what_a_regrade_gave_never_changes"),
        (CoveredVersion, {"question_version_id": 2}, {}, "what_a_regrade_covers_never_changes"),
    ],
)  # fmt: skip
def test_a_broken_row_is_refused(made, model, accepted, broken, name):
    row = model.objects.get()
    if "question_id" in accepted | broken:
        question = row.question.attempt.questions.get(position=2).pk
        accepted, broken = (
            {**one, "question_id": question} if "question_id" in one else one for one in (accepted, broken)
        )
    if "question_version_id" in accepted:
        accepted = {"question_version_id": made.to_version_id}
    with refused(name):
        model.objects.create(**again(row, **broken))
    assert model.objects.create(**again(row, **accepted)).pk


def test_a_reason_says_something_and_may_be_erased(made):
    made.reason.delete()
    with refused("a_regrade_reason_says_something"):
        RegradeReason.objects.create(regrade=made, words="")
    assert RegradeReason.objects.create(regrade=made, words="Why.").pk


@pytest.fixture
def thawed(quiz, take_as, trainer):
    """Marked again, and someone has taken the triggers off."""
    take_as("wrong", "wrong")
    take_as("right", "wrong")
    mark_again(put_right(quiz), trainer)
    freezing.thaw(connection)
    yield
    freezing.freeze(connection)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda: RegradeMark.objects.filter(earned=100).update(earned=50), "earns 50 by regrade 1, and should 100"),
        (lambda: RegradeMark.objects.filter(earned=100).update(score=200), "stands at 200 after regrade 1, and should at 100"),
        (lambda: RegradeMark.objects.filter(earned=0).update(passes=False), "a pass was taken away by regrade 1"),
        (lambda: RegradeMark.objects.filter(earned=100).update(passes=False), "does not pass after regrade 1, and should"),
        (lambda: RegradeMark.objects.filter(earned=100).delete(), "question 1 was not marked by regrade 1"),
        (lambda: CoveredVersion.objects.all().delete(), "question 1 was marked by regrade 1, which does not cover it"),
    ],
)  # fmt: skip
def test_verify_finds_what_was_changed(thawed, tamper, said):
    assert verify().differences == []
    tamper()
    found = verify().differences
    assert any(said in one for one in found), found


def test_verify_counts_what_was_marked_again(quiz, take_as, trainer, capsys):
    take_as("wrong", "wrong")
    mark_again(put_right(quiz), trainer)
    call_command("verify")
    assert capsys.readouterr().out == "1 marks of regrades checked\n1 attempts, 0 differences\n"
    freezing.thaw(connection)
    RegradeMark.objects.update(score=0)
    with pytest.raises(CommandError, match="1 differences"):
        call_command("verify")
    freezing.freeze(connection)
