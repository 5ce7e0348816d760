"""Starting, answering and submitting: the writer."""

import datetime

import pytest
from django.db.models import ProtectedError

from courses.models import LessonPage
from learning.records import records
from learning.records.models import Completion, Event, Version
from quizzes.asking.refusals import NoAnswer, UnknownOption
from quizzes.attempts import attempts
from quizzes.models import Attempt, Response
from tests.factories import UserFactory
from tests.quizzes import factories
from tests.quizzes.factories import AT

LATER = AT + datetime.timedelta(minutes=10)


def save(asked, ids, *, seen=0, at=AT):
    return attempts.save_answer(question=asked, sent=ids, seen_revision=seen, at=at)


def wrong_ids(asked) -> list[str]:
    return [option_id for option_id, _ in asked.options if option_id not in asked.best_sent]


def test_starting_asks_every_question_once(attempt, quiz_page):
    stems = {asked.question_version.stem for asked in attempt.questions.with_answer()}
    assert stems == {"Question one", "Question two", "Question three", "Question four"}
    assert (attempt.out_of, attempt.needed, attempt.pass_mark_pct) == (4, "3", 75)


def test_starting_again_returns_the_open_attempt(attempt, quiz_page, enrolled):
    assert attempts.start(learner=enrolled, quiz=quiz_page.quiz, at=LATER) == attempt
    assert Attempt.objects.count() == 1


def test_starting_after_a_submission_begins_the_next_attempt(quiz_page, enrolled):
    factories.take(quiz_page, enrolled, right=1)
    assert factories.begin(quiz_page, enrolled).number == 2


def test_an_attempt_names_the_version_of_its_course(quiz_page, course, enrolled):
    assert factories.begin(quiz_page, enrolled).version == Version.objects.latest_of(course.pk)


def test_a_quiz_without_questions_is_not_started(course, enrolled):
    empty = factories.plant_unpublished(course, questions=[])
    with pytest.raises(attempts.NothingToAsk, match="no questions yet"):
        attempts.start(learner=enrolled, quiz=empty.quiz, at=AT)


def test_option_ids_differ_between_attempts_and_tell_nothing_of_the_keys(quiz_page, course, enrolled):
    one = factories.begin(quiz_page, enrolled)
    two = factories.begin(quiz_page, factories.enrol(course))
    ids = [
        {option_id for asked in attempt.questions.all() for option_id, _ in asked.options}
        for attempt in (one, two)
    ]
    keys = {key for asked in one.questions.all() for _, key in asked.options}
    assert ids[0] & ids[1] == set()
    assert (ids[0] | ids[1]) & keys == set()


def test_options_that_are_not_to_be_shuffled_keep_the_authors_order(course, enrolled):
    true_or_false = [factories.option("True"), factories.option("False", right=True)]
    asks = [
        factories.question(f"Is it so {n}?", options=true_or_false, shuffle_options=False) for n in range(12)
    ]
    attempt = factories.begin(factories.plant_quiz(course, questions=asks), enrolled)
    shown = {tuple(words for _, words in asked.choices) for asked in attempt.questions.with_answer()}
    assert shown == {("True", "False")}


def test_shuffled_options_take_every_place(course, enrolled):
    asks = [factories.question(f"Question {n}") for n in range(60)]
    attempt = factories.begin(factories.plant_quiz(course, questions=asks), enrolled)
    places = [
        [option_id for option_id, _ in asked.options].index(asked.best_sent[0])
        for asked in attempt.questions.with_answer()
    ]
    assert set(places) == {0, 1, 2}
    assert max(places.count(place) for place in (0, 1, 2)) < 45


def test_questions_keep_the_authors_order_when_that_is_asked(course, enrolled):
    asks = [factories.question(f"Question {n}") for n in range(12)]
    page = factories.plant_quiz(course, questions=asks, shuffle_questions=False)
    attempt = factories.begin(page, enrolled)
    stems = [asked.question_version.stem for asked in attempt.questions.in_order().with_answer()]
    assert stems == [f"Question {n}" for n in range(12)]


def test_an_answer_is_kept_and_can_be_changed(first):
    assert save(first, first.best_sent).revision == 1
    changed = save(first, wrong_ids(first)[:1], seen=1, at=LATER)
    assert (changed.revision, changed.saved_at) == (2, LATER)
    assert Response.objects.get().chosen == changed.chosen


def test_the_same_answer_twice_is_saved_once(first):
    one, two = save(first, first.best_sent), save(first, first.best_sent, at=LATER)
    assert (one.pk, two.revision, two.saved_at) == (two.pk, 1, AT)


def test_a_blank_answer_is_refused_and_replaces_nothing(first):
    save(first, first.best_sent)
    with pytest.raises(NoAnswer, match="Choose an answer"):
        save(first, [], seen=1)
    assert Response.objects.get().revision == 1


@pytest.mark.parametrize("forged", ["", "x", "\x00", "9" * 10_000], ids=["empty", "x", "nul", "long"])
def test_an_option_that_was_not_offered_is_refused(first, forged):
    with pytest.raises(UnknownOption, match="not one of those offered"):
        save(first, [forged])
    assert not Response.objects.exists()


def test_an_option_of_another_question_is_refused(attempt, first):
    other = attempt.questions.in_order().with_answer()[1]
    with pytest.raises(UnknownOption):
        save(first, other.best_sent)


def test_two_options_of_a_single_choice_question_are_refused(attempt):
    single = next(
        asked for asked in attempt.questions.with_answer() if asked.question_version.kind == "single"
    )
    with pytest.raises(UnknownOption, match="Choose one answer"):
        save(single, [option_id for option_id, _ in single.options][:2])


def test_an_older_window_overwrites_nothing(first):
    save(first, first.best_sent)
    with pytest.raises(attempts.ChangedElsewhere) as refusal:
        save(first, wrong_ids(first)[:1], seen=0)
    assert refusal.value.standing.chosen == Response.objects.get().chosen
    assert Response.objects.get().revision == 1


def test_an_answer_after_submission_is_refused(attempt, first):
    attempts.submit(attempt=attempt, at=AT)
    with pytest.raises(attempts.AttemptClosed, match="handed in"):
        save(first, first.best_sent, at=LATER)
    assert not Response.objects.exists()


@pytest.mark.parametrize(("right", "passed"), [(0, False), (2, False), (3, True), (4, True)])
def test_three_of_four_are_needed(quiz_page, enrolled, right, passed):
    attempt = factories.take(quiz_page, enrolled, right=right, wrong=4 - right)
    assert (attempt.score, attempt.passed) == (100 * right, passed)
    assert Attempt.objects.passed().exists() is passed


def test_a_pass_completes_the_activity(quiz_page, enrolled):
    factories.take(quiz_page, enrolled, right=3)
    assert list(Completion.objects.values_list("activity", flat=True)) == [quiz_page.pk]


def test_a_miss_completes_nothing(quiz_page, enrolled):
    factories.take(quiz_page, enrolled, right=2)
    assert not Completion.objects.exists()


def test_a_later_miss_takes_no_completion_away(quiz_page, enrolled):
    factories.take(quiz_page, enrolled, right=4)
    factories.take(quiz_page, enrolled, right=0)
    assert Completion.objects.count() == 1


def test_a_question_without_an_answer_is_not_right(quiz_page, enrolled):
    assert factories.take(quiz_page, enrolled, right=3, wrong=0).score == 300


def test_submitting_writes_beside_each_answer_whether_it_was_right(quiz_page, enrolled):
    attempt = factories.take(quiz_page, enrolled, right=2, wrong=1)
    answers = Response.objects.order_by("question__position").values_list("earned", flat=True)
    assert list(answers) == [100, 100, 0]
    assert attempt.questions.unanswered().count() == 1


def test_submitting_again_keeps_the_first_result(attempt, first):
    one = attempts.submit(attempt=attempt, at=AT)
    two = attempts.submit(attempt=attempt, at=LATER)
    assert (two.score, two.submitted_at) == (one.score, AT)
    assert Event.objects.filter(verb=Event.Verb.SUBMITTED).count() == 1


def test_a_submission_is_in_the_event_log(quiz_page, enrolled):
    factories.take(quiz_page, enrolled, right=1)
    event = Event.objects.get(verb=Event.Verb.SUBMITTED)
    assert (event.learner, event.page_id, event.happened_at) == (enrolled, quiz_page.pk, AT)


def test_a_clock_that_goes_back_makes_no_negative_duration(attempt):
    submitted = attempts.submit(attempt=attempt, at=AT - datetime.timedelta(hours=1))
    assert submitted.submitted_at == attempt.started_at


def test_a_quiz_that_was_taken_down_is_not_submitted(attempt, quiz_page):
    quiz_page.unpublish()
    with pytest.raises(records.NotOpen, match="taken down"):
        attempts.submit(attempt=Attempt.objects.get(pk=attempt.pk), at=AT)
    assert Attempt.objects.get().is_open


def test_whoever_takes_a_taster_without_joining_gets_a_result_and_no_completion(course):
    page = factories.plant_quiz(course, is_taster=True)
    assert factories.take(page, UserFactory(), right=4).passed
    assert not Completion.objects.exists()


def test_a_submission_that_cannot_be_finished_leaves_nothing_behind(quiz_page, enrolled, settings):
    lesson = LessonPage.objects.get()
    records.complete(learner=enrolled, activity=lesson, by=enrolled, at=AT)
    settings.REACTIONS = {"certificate_awarded": [None]}  # no task: asking fails
    attempt = factories.begin(quiz_page, enrolled)
    factories.answer(attempt, right=4)
    with pytest.raises(AttributeError):
        attempts.submit(attempt=attempt, at=AT)
    assert Attempt.objects.get().is_open
    assert not Completion.objects.filter(activity=quiz_page).exists()
    assert not Response.objects.exclude(earned=None).exists()


def test_a_page_that_was_answered_cannot_be_deleted(attempt, quiz_page):
    with pytest.raises(ProtectedError):
        quiz_page.delete()
