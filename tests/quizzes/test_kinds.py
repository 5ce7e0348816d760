"""Every kind of question, from what an author writes to what its answer earns."""

import pytest

from quizzes.attempts import attempts
from quizzes.attempts.attempt_questions import ERASED
from quizzes.attempts.responses import TypedWords
from quizzes.blocks import QuestionBlocks
from quizzes.marking import kinds as marking
from quizzes.models import AttemptQuestion, QuestionVersion
from quizzes.questions import Kind
from tests.quizzes import factories, kinds
from tests.quizzes.factories import AT

EARNINGS = [
    pytest.param(example, answer, earned, id=f"{example.kind}-{number}")
    for example in kinds.EXAMPLES
    for number, (answer, earned) in enumerate(example.answers)
]


@pytest.fixture
def begin(course, enrolled):
    """Begin an attempt at a quiz of these kinds, in this order."""

    def begin(*names: str, **fields):
        questions = [kinds.BY_KIND[name].block for name in names]
        page = factories.plant_quiz(course, questions=questions, **{"shuffle_questions": False} | fields)
        return factories.begin(page, enrolled)

    return begin


def only(attempt) -> AttemptQuestion:
    return attempt.questions.with_answer().get()


def test_there_is_an_example_of_each_kind_of_block():
    assert list(QuestionBlocks().child_blocks) == kinds.NAMES


def test_a_block_is_named_as_its_kind_and_every_kind_has_one():
    blocks = QuestionBlocks().child_blocks
    assert [str(block.kind) for block in blocks.values()] == list(blocks)
    assert sorted(blocks) == sorted(Kind.values) == sorted(marking.Kind)


@pytest.mark.parametrize("name", kinds.NAMES)
def test_an_example_is_taken_as_it_is(name):
    block = QuestionBlocks().child_blocks[name]
    value = block.to_python(kinds.BY_KIND[name].block[1])
    assert block.problem(block.clean(value)) == ""


@pytest.mark.parametrize("name", kinds.NAMES)
def test_publishing_writes_a_version_that_can_be_marked(name, begin):
    version = only(begin(name)).question_version
    assert (version.kind, version.is_marked) == (name, name not in kinds.UNMARKED)
    assert version.key.problem(version.key.best) == ""
    assert version.key.earned(version.key.best) == 100


@pytest.mark.parametrize("name", kinds.NAMES)
def test_publishing_the_same_again_writes_no_version(name, begin):
    begin(name).activity.specific.save_revision().publish()
    assert QuestionVersion.objects.count() == 1


@pytest.mark.parametrize("name", kinds.NAMES)
def test_the_best_answer_earns_the_whole_mark(name, begin):
    attempt = begin(name)
    attempts.save_answer(question=only(attempt), sent=only(attempt).best_sent, seen_revision=0, at=AT)
    attempt = attempts.submit(attempt=attempt, at=AT)
    assert attempt.score == 100 * attempt.out_of
    assert attempt.passed


@pytest.mark.parametrize(("example", "answer", "earned"), EARNINGS)
def test_an_answer_earns_what_it_should(example, answer, earned, begin):
    attempt = begin(example.kind)
    kinds.answer(attempts, only(attempt), answer)
    attempt = attempts.submit(attempt=attempt, at=AT)
    assert (attempt.score, only(attempt).answer.earned) == (earned, earned)
    assert attempts.marked_afresh(attempt).score == earned


@pytest.mark.parametrize("name", kinds.NAMES)
def test_an_answer_is_stored_and_read_back_as_it_was_sent(name, begin):
    attempt = begin(name)
    [answer, _] = kinds.BY_KIND[name].answers[-1]
    kinds.answer(attempts, only(attempt), answer)
    assert only(attempt).sent == kinds.sent(only(attempt), answer)
    assert (only(attempt).answer.chosen == ["typed"]) is (name in kinds.TYPED)


@pytest.mark.parametrize("name", kinds.TYPED)
def test_words_erased_after_submission_leave_the_result_as_it_was(name, begin):
    attempt = begin(name)
    kinds.answer(attempts, only(attempt), kinds.BY_KIND[name].answers[0][0])
    before = attempts.submit(attempt=attempt, at=AT).score
    TypedWords.objects.update(text="")
    assert (only(attempt).given, only(attempt).answer_words) == (None, [ERASED])
    assert attempts.submit(attempt=attempt, at=AT).score == before


# Of four marks, 75 per cent is 300 hundredths: the parts reach it, or are one hundredth short.
@pytest.mark.parametrize(("third", "passed"), [(["Ask", "Write"], True), (["Ask"], False)])
def test_parts_of_marks_add_up_to_the_pass_mark_or_fall_short(third, passed, begin):
    attempt = begin("single", "true_false", "multiple", "matching", pass_mark_pct=75)
    answers = [["Ask"], ["False"], third, {"A medicine": "A nurse", "A school": "A teacher"}]
    for asked, answer in zip(attempt.questions.in_order().with_answer(), answers, strict=True):
        kinds.answer(attempts, asked, answer)
    attempt = attempts.submit(attempt=attempt, at=AT)
    assert (attempt.score, attempt.passed) == ((300, True) if passed else (250, False))


def test_a_score_one_hundredth_short_does_not_pass(begin):
    attempt = begin("ordering", pass_mark_pct=34)
    kinds.answer(attempts, only(attempt), ["Then agree", "Ask first", "Then ring"])
    attempt = attempts.submit(attempt=attempt, at=AT)
    assert (attempt.score, attempt.passed, attempt.score_words, attempt.needed) == (33, False, "0.33", "0.34")


def test_what_is_not_marked_adds_no_mark_to_be_had(begin):
    attempt = begin("single", "reflection", "likert")
    assert (attempt.out_of, attempt.gives_parts) == (1, False)
    kinds.answer(attempts, attempt.questions.with_answer().get(position=1), ["Ask"])
    attempt = attempts.submit(attempt=attempt, at=AT)
    assert (attempt.score, attempt.passed) == (100, True)
