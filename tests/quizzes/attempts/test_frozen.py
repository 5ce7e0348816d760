"""What was handed in cannot be changed, deleted or added to: by the ORM, by a queryset, in bulk, by SQL or by a page."""

import contextlib

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.urls import NoReverseMatch, reverse

from quizzes.attempts import attempts
from quizzes.models import (
    Attempt,
    AttemptQuestion,
    QuestionVersion,
    QuizQuestion,
    QuizVersion,
    Response,
    TypedWords,
)
from tests.quizzes import factories
from tests.quizzes.factories import AT, question, written

# Each table with a column that anyone might want to change, and the words by which the database refuses.
TABLES = {
    Attempt: ("score", 0, "a_submitted_attempt_never_changes"),
    AttemptQuestion: ("position", 9, "the_questions_of_an_attempt_never_change"),
    Response: ("earned", 0, "a_marked_answer_never_changes"),
    TypedWords: ("text", "Other", "words_sent_are_erased_or_kept"),
    QuestionVersion: ("stem", "Other", "what_was_asked_never_changes"),
    QuizQuestion: ("block", "other", "the_questions_of_a_version_never_change"),
    QuizVersion: ("pass_mark_pct", 1, "what_a_quiz_asked_never_changes"),
}


@pytest.fixture
def quiz(course):
    asks = [question("One"), question("Two"), written("Three")]
    return factories.plant_quiz(course, questions=asks, shuffle_questions=False)


@pytest.fixture
def submitted(quiz, enrolled) -> Attempt:
    """The first question is left."""
    attempt = factories.begin(quiz, enrolled)
    for asked in list(attempt.questions.in_order().with_answer())[1:]:
        attempts.save_answer(question=asked, sent=asked.best_sent, seen_revision=0, at=AT)
    return attempts.submit(attempt=attempt, at=AT)


@pytest.fixture
def unchanged(submitted):
    """Whatever is tried, every row stands as it stood."""

    def rows() -> dict:
        return {model: list(model.objects.order_by("pk").values_list()) for model in TABLES}

    before = rows()
    assert all(before.values())
    yield
    assert rows() == before


@contextlib.contextmanager
def refused(name: str):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        yield


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def row_of(model):
    return model.objects.order_by("pk").last() if model is not Response else answer()


def answer() -> Response:
    return Response.objects.exclude(chosen=["typed"]).order_by("pk")[0]


def save(model, name, value):
    row = row_of(model)
    setattr(row, name, value)
    row.save()


def update(model, name, value):
    model.objects.filter(pk=row_of(model).pk).update(**{name: value})


def update_in_bulk(model, name, value):
    row = row_of(model)
    setattr(row, name, value)
    model.objects.bulk_update([row], [name])


def upsert(model, name, value):
    row = row_of(model)
    setattr(row, name, value)
    pk = model._meta.pk.name
    model.objects.bulk_create([row], update_conflicts=True, update_fields=[name], unique_fields=[pk])


def update_by_sql(model, name, value):
    meta = model._meta
    sql(f"UPDATE {meta.db_table} SET {name} = %s WHERE {meta.pk.column} = %s", value, row_of(model).pk)  # noqa: S608 - names of ours


def delete_by_sql(model, name, value):
    meta = model._meta
    sql(f"DELETE FROM {meta.db_table} WHERE {meta.pk.column} = %s", row_of(model).pk)  # noqa: S608 - names of ours


def delete_raw(model, name, value):
    """Past what the ORM protects."""
    rows = model.objects.filter(pk=row_of(model).pk)
    rows._raw_delete(rows.db)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("model", TABLES)
def test_the_database_refuses(model):
    name, value, said = TABLES[model]
    for act in (save, update, update_in_bulk, upsert, update_by_sql, delete_by_sql, delete_raw):
        with refused(said):
            act(model, name, value)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("model", TABLES)
def test_deleting_is_refused_one_by_one_and_all_at_once(model):
    for delete in (row_of(model).delete, model.objects.all().delete):
        with pytest.raises((ProtectedError, IntegrityError)), transaction.atomic():
            delete()


@pytest.mark.usefixtures("unchanged")
def test_no_question_and_no_answer_is_added_afterwards(submitted):
    new = QuestionVersion(digest="d", kind="single", stem="New", options=[])
    with refused("the_questions_of_an_attempt_never_change"):
        new.save()
        AttemptQuestion.objects.create(attempt=submitted, position=9, question_version=new, options=[])
    left = submitted.questions.get(response=None)
    with refused("a_marked_answer_never_changes"):
        Response.objects.create(question=left, chosen=["a"], saved_at=AT)
    with refused("a_marked_answer_never_changes"):
        Response.objects.bulk_create([Response(question=left, chosen=["a"], saved_at=AT, earned=100)])
    with refused("words_sent_are_erased_or_kept"):
        TypedWords.objects.create(response=answer(), text="Late")


@pytest.mark.usefixtures("unchanged")
def test_an_answer_of_an_open_attempt_cannot_be_moved_into_one_that_is_submitted(submitted, quiz, course):
    left = submitted.questions.get(response=None)
    with refused("a_marked_answer_never_changes"):
        attempt = factories.begin(quiz, factories.enrol(course))
        factories.answer(attempt, right=1)
        Response.objects.filter(question__attempt=attempt).update(question=left)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("model", TABLES)
def test_replacing_everything_or_emptying_a_table_is_refused(model):
    """REPLACE is SQLite's, TRUNCATE is PostgreSQL's: each passes by the triggers that look at a row's deletion."""
    table = model._meta.db_table
    statements = {
        "sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608 - names of ours
        "postgresql": f"TRUNCATE {table} CASCADE",
    }
    connection.check_constraints()
    with refused("never_change|erased_or_kept"):
        sql(statements[connection.vendor])


def test_words_can_be_erased_and_not_brought_back(submitted):
    assert TypedWords.objects.update(text="") == 1
    with refused("words_sent_are_erased_or_kept"):
        TypedWords.objects.update(text="Ask")
    with refused("words_sent_are_erased_or_kept"):
        TypedWords.objects.update(is_submitted=False)


@pytest.mark.parametrize("model", TABLES)
def test_the_admin_has_no_page_for_it(model):
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    for address in (f"wagtailsnippets_{name}:list", f"admin:{name}_changelist", f"{name}:index"):
        with pytest.raises(NoReverseMatch):
            reverse(address)
