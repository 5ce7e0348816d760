"""What is typed and is not yet a whole answer: kept, kept once, never over another's head, and gone in the end."""

import pytest
from django.db import IntegrityError, transaction

from quizzes.attempts import attempts, keeping
from quizzes.models import AnswerDraft, Attempt, Response
from tests.quizzes.factories import AT

HALF = {"answer": ["begun"]}


def keep(asked, fields=HALF, *, seen: int = 0) -> AnswerDraft | None:
    return keeping.keep_half(question=asked, fields=fields, seen_revision=seen, at=AT)


def save(asked, ids=None, *, seen: int = 0) -> Response:
    ids = asked.best_sent if ids is None else ids
    return attempts.save_answer(question=asked, sent=ids, seen_revision=seen, at=AT)


def wrong_ids(asked) -> list[str]:
    return [one for one, _ in asked.options if one not in asked.best_sent][:1]


def test_what_is_typed_is_kept(first):
    draft = keep(first)
    assert (draft.fields, draft.revision, draft.saved_at) == (HALF, 1, AT)


def test_the_same_again_changes_nothing_whatever_revision_it_saw(first):
    keep(first)
    keep(first, {"answer": ["begun and gone on"]}, seen=1)
    assert [keep(first, {"answer": ["begun and gone on"]}, seen=seen).revision for seen in (0, 1, 2)] == [
        2
    ] * 3
    assert AnswerDraft.objects.count() == 1


def test_an_older_window_overwrites_no_draft(first):
    keep(first)
    with pytest.raises(attempts.ChangedElsewhere) as refusal:
        keep(first, {"answer": ["other"]})
    assert refusal.value.standing == AnswerDraft.objects.get()
    assert AnswerDraft.objects.get().fields == HALF


def test_an_older_window_overwrites_no_draft_with_a_whole_answer(first):
    keep(first)
    with pytest.raises(attempts.ChangedElsewhere):
        save(first)
    assert not Response.objects.exists()


def test_a_draft_beside_an_answer_leaves_the_answer(first):
    answer = save(first)
    assert keep(first, seen=1).revision == 2
    assert Response.objects.get() == answer


def test_an_older_window_puts_no_draft_beside_a_newer_answer(first):
    save(first)
    with pytest.raises(attempts.ChangedElsewhere) as refusal:
        keep(first)
    assert refusal.value.standing == Response.objects.get()
    assert not AnswerDraft.objects.exists()


def test_a_whole_answer_ends_the_draft_and_goes_on_with_its_revision(first):
    keep(first)
    assert save(first, seen=1).revision == 2
    assert not AnswerDraft.objects.exists()


def test_going_back_to_the_answer_that_stands_ends_the_draft(first):
    save(first)
    keep(first, seen=1)
    assert save(first, seen=2).revision == 3
    assert not AnswerDraft.objects.exists()


def test_an_answer_that_arrives_a_second_time_leaves_the_draft_begun_since(first):
    save(first)
    keep(first, seen=1)
    assert save(first, seen=0).revision == 1
    assert AnswerDraft.objects.get().fields == HALF


def test_what_is_cleared_is_remembered_as_cleared_so_that_no_revision_comes_twice(first):
    keep(first)
    assert (keep(first, {"answer": [" "]}, seen=1).fields, AnswerDraft.objects.get().revision) == ({}, 2)
    with pytest.raises(attempts.ChangedElsewhere):
        keep(first, {"answer": ["other"]}, seen=1)


def test_nothing_typed_where_nothing_stood_is_nothing(first):
    assert keep(first, {"answer": [""]}) is None
    assert not AnswerDraft.objects.exists()


def test_nothing_is_kept_after_submission_and_what_was_begun_is_gone(attempt, first):
    keep(first)
    attempts.submit(attempt=attempt, at=AT)
    assert not AnswerDraft.objects.exists()
    with pytest.raises(attempts.AttemptClosed):
        keep(first)


def test_a_draft_is_never_marked(attempt, first):
    keep(first, {"answer": first.best_sent})
    assert attempts.submit(attempt=attempt, at=AT).score == 0


@pytest.mark.parametrize(
    "typed", ["x" * keeping.MAX_CHARACTERS, "\u202eمرحبا", "👪 " * 1000, "'; DROP TABLE"]
)
def test_any_words_are_kept_as_they_are(first, typed):
    keep(first, {"answer": [typed]})
    assert AnswerDraft.objects.get().fields == {"answer": [typed]}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"answer": ["x" * (keeping.MAX_CHARACTERS + 1)]}, "20,001 characters, of 20,000"),
        ({"a": ["x" * 10_001], "b": ["x" * 10_000]}, "20,001 characters, of 20,000"),
        ({"answer": ["x"] * (keeping.MAX_VALUES + 1)}, "more than can be kept"),
        ({"answer": ["a\x00b"]}, "cannot be saved"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(first, fields, words):
    with pytest.raises(keeping.NotKept, match=words):
        keep(first, fields)
    assert not AnswerDraft.objects.exists()


def test_a_draft_may_be_erased(first):
    keep(first).delete()
    assert Attempt.objects.get().is_open


def test_a_question_has_one_draft(first):
    keep(first)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerDraft.objects.create(question=first, revision=1, saved_at=AT)


def test_a_draft_has_a_revision_from_one(first):
    with pytest.raises(IntegrityError, match="draft_revision_starts_at_one"), transaction.atomic():
        AnswerDraft.objects.create(question=first, revision=0, saved_at=AT)
