"""A question whose key was wrong is marked again: nothing that was handed in changes, and nobody loses a pass."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.records.models import Completion
from quizzes.attempts import attempts, erasing
from quizzes.figures import statistics
from quizzes.models import Attempt, Regrade, RegradeMark, RegradeUndo, Response
from quizzes.regrades import plans, regrading
from quizzes.regrades import previews as regrade_previews
from quizzes.verifying import verify
from tests.quizzes import factories, marked
from tests.quizzes.factories import AT, both, question, written
from tests.quizzes.marked import mark_again, put_right, stands, take

NUMBER = {
    "accepted": [{"value": "5", "tolerance": "", "share_pct": 100, "feedback": ""}],
    "units": [{"unit": "m", "times": "1"}],
    "unit_required": False,
}
LATER = AT + datetime.timedelta(days=3)


@pytest.fixture
def quiz(course):
    return marked.plant(course)


@pytest.fixture
def take_as(quiz, course):
    """take_as("right", "wrong"): one more person hands it in with these options."""
    return lambda *endings, on=quiz: take(on, factories.enrol(course), *endings)


def rows() -> list:
    return [list(model.objects.order_by("pk").values_list()) for model in (Attempt, Response)]


def test_scores_follow_the_new_key_and_what_was_handed_in_stays(quiz, take_as, trainer):
    up, down, left = take_as("wrong", "wrong"), take_as("right", "right"), take_as()
    before = rows()
    made = mark_again(put_right(quiz), trainer, at=LATER)
    assert [stands(attempt) for attempt in (up, down, left)] == [(100, True), (100, True), (0, False)]
    assert rows() == before
    assert (made.number, made.made_by, made.made_at, made.reason.words) == (
        1,
        trainer,
        LATER,
        marked.REASON,
    )
    marks = made.marks.order_by("question__attempt").values_list("earned", "score", "passes")
    assert list(marks) == [(100, 100, True), (0, 100, True)]


def test_a_pass_is_never_taken_away(quiz, take_as, trainer):
    passed = take_as("right", "wrong")
    assert passed.passed
    mark_again(put_right(quiz), trainer)
    assert stands(passed) == (0, True)
    assert Completion.objects.filter(enrolment__learner=passed.learner).count() == 1
    assert verify().differences == []


def test_whoever_passes_by_it_completes_the_quiz_once(quiz, take_as, trainer):
    attempt = take_as("wrong", "wrong")
    assert not Completion.objects.exists()
    mark_again(put_right(quiz), trainer, at=LATER)
    factories.work(LATER)
    [completion] = Completion.objects.all()
    assert (completion.enrolment.learner, completion.activity_id, completion.completed_at) == (
        attempt.learner,
        quiz.pk,
        LATER,
    )
    regrading.complete_for.func(regrade_id=Regrade.objects.get().pk, attempt_ids=[attempt.pk])
    assert Completion.objects.count() == 1


def test_an_attempt_of_an_earlier_period_completes_nothing_of_a_later_one(quiz, take_as, trainer):
    attempt = take_as("wrong", "wrong")
    attempt.learner.enrolments.update(enrolled_at=LATER)
    mark_again(put_right(quiz), trainer, at=LATER)
    factories.work(LATER)
    assert stands(attempt) == (100, True)
    assert not Completion.objects.exists()


def test_the_same_twice_is_one(quiz, take_as, trainer):
    take_as("wrong", "wrong")
    page, plan = put_right(quiz), None
    plan = marked.plan_of(page)
    terms = {"block": plan.block, "seen": (plan.to_version.pk, 0), "reason": "Why.", "by": trainer, "at": AT}
    made = [regrading.regrade(page=page, **terms) for _ in range(2)]
    assert made[0] == made[1] == Regrade.objects.get()
    assert RegradeMark.objects.count() == 1
    assert plans.plans_of(page.quiz_id) == []


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": "  "}, regrading.NO_REASON),
        ({"seen": (0, 0)}, regrading.CHANGED),
        ({"block": "another"}, regrading.NOTHING),
    ],
)
def test_what_cannot_be_is_refused_in_words(quiz, take_as, trainer, fields, refusal):
    take_as("wrong")
    with pytest.raises(regrading.RegradeRefused, match=refusal):
        mark_again(put_right(quiz), trainer, **fields)
    assert not Regrade.objects.exists()


def test_a_quiz_that_is_taken_down_is_not_marked_again(quiz, take_as, trainer):
    take_as("wrong")
    page = put_right(quiz)
    page.unpublish()
    with pytest.raises(regrading.RegradeRefused, match="taken down"):
        mark_again(page, trainer)


# What can be marked again


def test_a_question_nobody_was_asked_or_whose_words_alone_changed_is_nothing_to_mark_again(quiz, take_as):
    page = put_right(quiz)
    assert plans.plans_of(page.quiz_id) == []
    take_as("right", on=page)
    raw = page.questions.get_prep_value()
    raw[0]["value"] |= {"stem": "One, put better", "explanation": "Other words."}
    page = marked.publish(page, raw)
    assert plans.plans_of(page.quiz_id) == []


@pytest.mark.parametrize(
    ("asks", "change", "why"),
    [
        (question("One"), lambda value: value["options"][0]["value"].update(text="New"), "answers to choose"),
        (
            ("numeric", written("One")[1] | NUMBER),
            lambda value: value.update(unit_required=True),
            "A unit that could be left out",
        ),
    ],
)  # fmt: skip
def test_answers_to_something_else_cannot_be_marked_again_and_the_page_says_why(
    course, enrolled, asks, change, why
):
    page = factories.plant_quiz(course, questions=[asks])
    attempt = factories.begin(page, enrolled)
    factories.answer(attempt, right=1)
    attempts.submit(attempt=attempt, at=AT)
    raw = page.questions.get_prep_value()
    change(raw[0]["value"])
    page = marked.publish(page, raw)
    plan = marked.plan_of(page)
    assert plan.by_now == []
    assert plan.whys[0].startswith(("The " + why, why))
    with pytest.raises(regrading.RegradeRefused, match=regrading.NOTHING):
        mark_again(page, enrolled)


def test_a_question_of_another_kind_cannot_be_marked_again(quiz, take_as):
    take_as("right")
    raw = quiz.questions.get_prep_value()
    kind, value = both("One")
    raw[0] = {"type": kind, "value": value, "id": raw[0]["id"]}
    plan = marked.plan_of(marked.publish(quiz, raw))
    assert plan.whys == [
        "It is answered in another way now (Choose every answer that applies) than it was (Choose one)."
    ]


def test_a_question_of_the_bank_is_marked_again_in_a_quiz_that_drew_it(course, enrolled, trainer):
    drawn = factories.bank_question("One", "asking")
    page = factories.plant_drawing(course, draws=factories.draws(asking=1))
    attempt = take(page, enrolled, "wrong")
    raw = drawn.question.get_prep_value()
    for option in raw[0]["value"]["options"]:
        option["value"]["is_right"] = option["value"]["text"] == "One wrong"
    drawn.question = drawn.question.stream_block.to_python(raw)
    drawn.save_revision().publish()
    assert mark_again(page, trainer).block == drawn.block
    assert stands(attempt) == (100, True)
    assert verify().differences == []


def test_written_words_are_marked_again_and_erased_ones_stay_as_they_are(course, trainer):
    page = factories.plant_quiz(course, questions=[written("One")])
    kept, erased = (factories.begin(page, factories.enrol(course)) for _ in range(2))
    for attempt in (kept, erased):
        attempts.save_answer(
            question=attempt.questions.with_answer()[0], sent="Enquire", seen_revision=0, at=AT
        )
        attempts.submit(attempt=attempt, at=AT)
    erasing.erase_words(learner=erased.learner)
    raw = page.questions.get_prep_value()
    raw[0]["value"]["accepted"][0]["value"]["text"] = "Enquire"
    made = mark_again(marked.publish(page, raw), trainer)
    assert [stands(attempt)[0] for attempt in (kept, erased)] == [100, 0]
    erasing.erase_words(learner=kept.learner)
    assert (made.marks.count(), verify().differences) == (1, [])


# Attempts that are handed in later


def test_an_attempt_that_was_open_is_marked_by_what_stands_when_it_is_handed_in(
    quiz, course, take_as, trainer
):
    take_as("wrong", "wrong")
    begun = [marked.begin(quiz, factories.enrol(course), *endings) for endings in (["wrong"], ["right"], [])]
    mark_again(put_right(quiz), trainer)
    for attempt in begun:
        attempts.submit(attempt=attempt, at=LATER)
    assert [stands(attempt) for attempt in begun] == [(100, True), (0, True), (0, False)]
    assert Attempt.objects.get(pk=begun[0].pk).score == 0
    assert Completion.objects.filter(enrolment__learner=begun[0].learner).count() == 1
    assert verify().differences == []


def test_handing_in_takes_as_many_queries_however_much_was_marked_again(quiz, course, take_as, trainer):
    take_as("wrong")
    begun = [marked.begin(quiz, factories.enrol(course), "right") for _ in range(2)]
    page, counts = quiz, []
    for attempt, rights in zip(begun, (["One wrong"], ["One worse", "One wrong"]), strict=True):
        for right in rights:
            mark_again(page := put_right(page, right=right), trainer)
        with CaptureQueriesContext(connection) as queries:
            attempts.submit(attempt=attempt, at=AT)
        counts.append(len(queries))
    assert RegradeMark.objects.filter(question__attempt=begun[1]).count() == 3
    assert counts[0] == counts[1]


# Again, and undone


def test_regrades_add_up_and_are_undone_newest_first(quiz, take_as, trainer):
    attempt = take_as("worse", "wrong")
    first = mark_again(page := put_right(quiz), trainer)
    assert stands(attempt) == (0, False)
    second = mark_again(page := put_right(page, right="One worse"), trainer)
    assert stands(attempt) == (100, True)
    with pytest.raises(regrading.RegradeRefused, match=regrading.NOT_NEWEST):
        regrading.undo(page=page, number=first.number, by=trainer, at=LATER)
    for made in (second, second, first):
        regrading.undo(page=page, number=made.number, by=trainer, at=LATER)
        assert stands(attempt) == (0, False)
        assert verify().differences == []
    assert RegradeUndo.objects.count() == 2
    assert mark_again(page, trainer).number == 3
    assert stands(attempt) == (100, True)


def test_what_was_undone_since_the_preview_is_noticed(quiz, take_as, trainer):
    take_as("wrong")
    page = put_right(quiz)
    made = mark_again(page, trainer)
    page = put_right(page, right="One worse")
    plan, acts = marked.plan_of(page), Regrade.objects.acts_of(page.quiz_id)
    regrading.undo(page=page, number=made.number, by=trainer, at=LATER)
    with pytest.raises(regrading.RegradeRefused, match="has changed since"):
        regrading.regrade(
            page=page,
            block=plan.block,
            seen=(plan.to_version.pk, acts),
            reason="Right.",
            by=trainer,
            at=LATER,
        )
    assert Regrade.objects.count() == 1


def test_undoing_leaves_what_was_completed(quiz, take_as, trainer):
    take_as("wrong", "wrong")
    made = mark_again(put_right(quiz), trainer)
    factories.work()
    regrading.undo(page=quiz, number=made.number, by=trainer, at=LATER)
    assert Completion.objects.count() == 1


def test_nobody_completes_by_what_was_undone_before_the_worker_came(quiz, take_as, trainer):
    take_as("wrong", "wrong")
    made = mark_again(put_right(quiz), trainer)
    regrading.undo(page=quiz, number=made.number, by=trainer, at=AT)
    factories.work()
    assert not Completion.objects.exists()


def test_the_key_of_before_can_be_brought_back(quiz, take_as, trainer):
    attempt = take_as("right", "wrong")
    mark_again(page := put_right(quiz), trainer)
    mark_again(page := put_right(page, right="One right"), trainer)
    later = take(page, attempt.learner, "right")
    assert [stands(one) for one in (attempt, later)] == [(100, True), (100, True)]
    assert verify().differences == []


# Figures


def test_figures_count_by_the_key_that_stands(quiz, take_as, trainer):
    for _ in range(15):
        take_as("wrong", "right")
    for _ in range(5):
        take_as("worse", "right")
    assert [one.stem for one in statistics.hard_questions()] == ["One"]
    mark_again(page := put_right(quiz), trainer)
    assert statistics.hard_questions() == []
    figures = statistics.of_quiz(page.quiz_id)[0]
    assert (figures.right, figures.answered, figures.most_chosen_wrong) == (15, 20, "One worse")


def test_a_preview_counts_attempts_and_hides_what_is_few(quiz, take_as, trainer):
    def numbers() -> list:
        return [number for _, number in regrade_previews.preview(marked.plan_of(page)).rows]

    for _ in range(5):
        take_as("wrong", "wrong")
    page = put_right(quiz)
    assert numbers() == [5, 0, 0, 5]
    take(quiz, factories.enrol(quiz.course_page().specific))
    assert not regrade_previews.Preview(attempts=9, people=4).is_shown


def test_what_is_few_cannot_be_reckoned_from_the_rest(quiz, take_as, course):
    for endings in [("wrong", "wrong")] * 5 + [("wrong", "right")] + [("right",)] * 2:
        take_as(*endings)
    for _ in range(5):
        take_as("worse")
    found = regrade_previews.preview(marked.plan_of(put_right(quiz)))
    hidden = regrade_previews.HIDDEN
    assert (found.attempts, [number for _, number in found.rows]) == (13, [6, hidden, hidden, hidden])
