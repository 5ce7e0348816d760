"""manage.py verify finds what is not as it was marked, and nothing where all is well."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes import freezing
from quizzes.attempts import attempts
from quizzes.models import Attempt, AttemptQuestion, QuestionVersion, Response, TypedWords
from quizzes.verifying import verify
from tests.quizzes import factories
from tests.quizzes.factories import AT


@pytest.fixture
def taken(quiz_page, enrolled) -> Attempt:
    return factories.take(quiz_page, enrolled, right=2, wrong=1)


@pytest.fixture
def _thawed(taken):
    """Someone has taken the triggers off."""
    freezing.thaw(connection)
    yield
    freezing.freeze(connection)


def test_nothing_differs_where_nothing_was_touched(taken, quiz_page, course, capsys):
    factories.take(quiz_page, factories.enrol(course), right=4)
    factories.begin(quiz_page, taken.learner)
    call_command("verify")
    assert capsys.readouterr().out == "2 attempts, 0 differences\n"


@pytest.mark.usefixtures("_thawed")
def test_a_score_that_was_changed_is_found(taken, capsys):
    Attempt.objects.update(score=400)
    with pytest.raises(CommandError, match="^1 attempts, 1 differences$"):
        call_command("verify")
    said = f"attempt {taken.pk}: its score is 400, and its answers earn 200\n"
    assert capsys.readouterr().out == said


@pytest.mark.usefixtures("_thawed")
@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda: Attempt.objects.update(out_of=5), "it is out of 5, and asks 4"),
        (lambda: Response.objects.filter(question__position=3).update(earned=100), "question 3 earned 100"),
        (
            lambda: Response.objects.filter(question__position=1).update(earned=None),
            "question 1 was not marked",
        ),
        (
            lambda: Response.objects.filter(question__position=1).update(chosen=["x"]),
            "question 1 cannot be marked",
        ),
        (
            lambda: Response.objects.filter(question__position=1).update(chosen={"x": "y"}),
            "question 1 cannot",
        ),
        (lambda: Response.objects.filter(question__position=1).delete(), "its answers earn 100"),
        (lambda: AttemptQuestion.objects.filter(position=4).delete(), "asks 3 questions that are marked"),
        (lambda: AttemptQuestion.objects.filter(position=4).update(position=9), "do not stand at 1, 2, 3"),
    ],
)
def test_whatever_was_changed_in_an_attempt_is_found(taken, tamper, said):
    tamper()
    found = verify().differences
    assert any(said in one for one in found), found
    assert all(one.startswith(f"attempt {taken.pk}: ") for one in found)


@pytest.mark.usefixtures("_thawed")
@pytest.mark.parametrize(
    "name", ["stem", "explanation", "situation", "code", "kind", "options", "topics", "rules"]
)
def test_a_question_that_was_changed_is_found(taken, name):
    version = QuestionVersion.objects.order_by("pk")[0]
    value = {
        "options": [*version.options, {}],
        "topics": ["New"],
        "rules": {"panel": "New"},
        "kind": "multiple",
    }
    QuestionVersion.objects.filter(pk=version.pk).update(**{name: value.get(name, "New")})
    assert (
        f"question version {version.pk}: its words are not those that were published" in verify().differences
    )


@pytest.mark.usefixtures("_thawed")
def test_a_key_that_was_turned_round_is_found_in_the_question_and_in_the_attempt(taken):
    asked = taken.questions.with_answer().filter(question_version__kind="single", position__lte=3)
    version = asked.in_order()[0].question_version
    turned = [option | {"is_right": not option["is_right"]} for option in version.options]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE quizzes_questionversion SET options = %s WHERE id = %s",
            [json.dumps(turned[:2]), version.pk],
        )
    found = verify().differences
    assert [one.split(":")[0] for one in found] == [
        f"question version {version.pk}",
        f"attempt {taken.pk}",
        f"attempt {taken.pk}",
    ]


def test_words_that_were_erased_are_counted_and_not_checked(course, enrolled, capsys):
    asks = [factories.written("Word"), factories.written("Think", kind="reflection")]
    attempt = factories.begin(factories.plant_quiz(course, title="Written", questions=asks), enrolled)
    for asked in attempt.questions.with_answer():
        attempts.save_answer(question=asked, sent="Ask", seen_revision=0, at=AT)
    assert attempts.submit(attempt=attempt, at=AT).score == 100
    call_command("verify")
    assert capsys.readouterr().out == "1 attempts, 0 differences\n"
    TypedWords.objects.update(text="")
    call_command("verify")
    assert capsys.readouterr().out == "2 answers erased, not checked\n1 attempts, 0 differences\n"


def test_a_chunk_takes_the_same_queries_however_many_are_in_it(quiz_page, course):
    counts = []
    for people in (1, 6):
        for _ in range(people):
            factories.take(quiz_page, factories.enrol(course), right=2, wrong=2)
        with CaptureQueriesContext(connection) as queries:
            assert verify().differences == []
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_small_chunks_see_everything(quiz_page, course):
    for _ in range(3):
        factories.take(quiz_page, factories.enrol(course), right=1)
    report = verify(chunk=2)
    assert (report.attempts, report.versions, report.differences) == (3, 4, [])
