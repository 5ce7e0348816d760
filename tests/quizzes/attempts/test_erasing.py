"""What someone wrote can be erased; what it earned stays."""

import pytest

from quizzes.attempts import attempts, erasing, keeping
from quizzes.attempts.attempt_questions import ERASED
from quizzes.models import AnswerDraft, Attempt, TypedWords
from tests.quizzes import factories
from tests.quizzes.factories import AT, written


@pytest.fixture
def quiz(course):
    asks = [written("Word"), written("Think", kind="reflection")]
    return factories.plant_quiz(course, title="Written", questions=asks)


def write(quiz, person, text: str) -> Attempt:
    attempt = factories.begin(quiz, person)
    for asked in attempt.questions.in_order().with_answer():
        attempts.save_answer(question=asked, sent=text, seen_revision=0, at=AT)
    return attempt


def test_words_are_erased_and_marks_stay(quiz, enrolled, learner_client):
    attempt = attempts.submit(attempt=write(quiz, enrolled, "Ask"), at=AT)
    assert erasing.erase_words(learner=enrolled) == 2
    assert [one.text for one in TypedWords.objects.all()] == ["", ""]
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (100, True)
    html = learner_client.get(attempt.result_url).content.decode()
    assert html.count(ERASED) == 2


def test_words_of_an_open_attempt_go_too_and_can_be_written_anew(quiz, enrolled):
    attempt = write(quiz, enrolled, "A secret")
    assert erasing.erase_words(learner=enrolled) == 2
    asked = attempt.questions.with_answer().get(question_version__kind="short_text")
    response = attempts.save_answer(question=asked, sent="Ask", seen_revision=1, at=AT)
    assert (response.revision, response.typed.text) == (2, "Ask")
    assert attempts.submit(attempt=attempt, at=AT).score == 100


def test_nobody_elses_words_are_touched_and_again_erases_nothing(quiz, course, enrolled):
    write(quiz, enrolled, "Mine")
    write(quiz, factories.enrol(course), "Theirs")
    assert erasing.erase_words(learner=enrolled) == 2
    assert erasing.erase_words(learner=enrolled) == 0
    assert sorted(TypedWords.objects.values_list("text", flat=True)) == ["", "", "Theirs", "Theirs"]


def test_what_was_begun_is_erased_too(quiz_page, enrolled):
    asked = factories.begin(quiz_page, enrolled).questions.in_order().with_answer()[0]
    keeping.keep_half(question=asked, fields={"answer": ["Half"]}, seen_revision=0, at=AT)
    erasing.erase_words(learner=enrolled)
    assert AnswerDraft.objects.get().fields == {}
