"""Quizzes that draw from the bank: how many, never the same twice, and what is new first."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.records.findings import PublishRefused
from quizzes.attempts import attempts
from quizzes.figures import statistics
from quizzes.models import AttemptQuestion, BankQuestion, QuizVersion
from tests.quizzes import factories
from tests.quizzes.factories import AT, bank_question, draws, fill_bank, question


def blocks(attempt) -> list[str]:
    return list(attempt.questions.in_order().values_list("block", flat=True))


def plant(course, **fields):
    return factories.plant_drawing(course, **fields)


def test_a_quiz_draws_so_many_of_each_topic_beside_its_own(course, enrolled, sign_in):
    fill_bank(asking=6, deciding=5)
    page = plant(course, questions=[question("Own?")], draws=draws(asking=4, deciding=2))
    attempt = factories.begin(page, enrolled)
    topics = [asked.question_version.topics for asked in attempt.questions.in_order().with_answer()]
    assert (attempt.out_of, topics.count(["asking"]), topics.count(["deciding"]), topics.count([])) == (
        7,
        4,
        2,
        1,
    )
    assert "7 questions, one on each page" in sign_in(enrolled).get(page.get_url()).content.decode()


def test_a_question_of_two_topics_is_drawn_for_the_one_that_needs_it(course, enrolled):
    both = bank_question("Both?", "asking", "deciding")
    only = bank_question("Only?", "asking")
    page = plant(course, draws=draws(asking=1, deciding=1))
    assert set(blocks(factories.begin(page, enrolled))) == {both.block, only.block}


def test_a_level_narrows_a_draw(course, enrolled):
    bank_question("Core?", "asking")
    further = bank_question("Further?", "asking", level="further")
    page = plant(course, draws=[("draw", {"number": 1, "topic": "Asking", "level": "further"})])
    assert blocks(factories.begin(page, enrolled)) == [further.block]


def test_the_same_question_in_the_quiz_and_in_the_bank_is_asked_once(course, enrolled):
    fill_bank(asking=2)
    kind, value = question("asking 0?", topics=["asking"])
    with pytest.raises(PublishRefused, match="It asks for 2 of “asking”, and the bank has 1."):
        plant(course, questions=[(kind, value)], draws=draws(asking=2))


def test_what_is_not_marked_is_not_drawn(course):
    value = question("Think.", topics=["asking"])[1] | {"model_answer": "One."}
    del value["options"], value["shuffle_options"]
    factories.bank.add(kind="reflection", value=value, by=None, is_published=True)
    with pytest.raises(PublishRefused, match="It asks for 1 of “asking”, and the bank has 0."):
        plant(course, draws=draws(asking=1))


def test_a_quiz_that_cannot_draw_what_it_asks_for_is_refused_with_the_count(course):
    fill_bank(asking=3)
    with pytest.raises(PublishRefused, match="It asks for 4 of “Asking”, and the bank has 3."):
        plant(course, draws=draws(Asking=4))
    assert QuizVersion.objects.count() == 0


def test_topics_that_overlap_are_refused_with_what_they_have_between_them(course):
    for n in range(3):
        bank_question(f"Both {n}?", "asking", "deciding")
    words = (
        "It asks for 4 questions of “asking” and “deciding”, and the bank has 3 different ones between them."
    )
    with pytest.raises(PublishRefused, match=words):
        plant(course, draws=draws(asking=2, deciding=2))


def test_a_draw_that_is_half_written_is_refused(course):
    with pytest.raises(PublishRefused):
        plant(course, draws=[("draw", {"number": None, "topic": "Asking", "level": ""})])


def test_a_retake_asks_what_has_not_been_asked_first(course, enrolled):
    fill_bank(asking=9)
    page = plant(course, draws=draws(asking=3))
    asked = [set(blocks(factories.take(page, enrolled, right=0))) for _ in range(3)]
    assert len(set.union(*asked)) == 9
    assert len(blocks(factories.begin(page, enrolled))) == 3


def test_a_retake_of_a_quiz_that_draws_its_own_asks_the_others_first(course, enrolled):
    page = factories.plant_quiz(course, questions=[question(f"Q{n}?") for n in range(6)], draw=3)
    asked = [set(blocks(factories.take(page, enrolled, right=0))) for _ in range(2)]
    assert len(set.union(*asked)) == 6


def test_quizzes_before_after_and_later_ask_different_questions_as_far_as_the_bank_reaches(course, enrolled):
    fill_bank(asking=8)
    pages = [plant(course, title=title, draws=draws(asking=3)) for title in ("Before", "After", "Later")]
    before, after, later = (set(blocks(factories.take(page, enrolled, right=0))) for page in pages)
    assert not before & after
    assert len(later - before - after) == 2


def test_an_edited_question_has_been_asked_before(course, enrolled):
    fill_bank(asking=2)
    page = plant(course, draws=draws(asking=1))
    [first] = blocks(factories.take(page, enrolled, right=0))
    one = BankQuestion.objects.get(pk=first.removeprefix("bank-"))
    one.question[0].value["stem"] = "Edited?"
    one.save_revision().publish()
    assert blocks(factories.begin(page, enrolled)) != [first]


def test_where_the_bank_has_shrunk_a_quiz_asks_as_many_as_there_are(course, enrolled):
    """No writer lets it shrink so far; the database might be changed by hand."""
    fill_bank(asking=3)
    page = plant(course, draws=draws(asking=3))
    BankQuestion.objects.filter(pk=BankQuestion.objects.order_by("pk")[0].pk).update(live=False)
    assert factories.begin(page, enrolled).out_of == 2


def test_where_nothing_is_left_the_learner_is_told_in_words(course, enrolled, learner_client):
    fill_bank(asking=1)
    page = plant(course, draws=draws(asking=1))
    BankQuestion.objects.update(live=False)
    with pytest.raises(attempts.NothingToAsk):
        factories.begin(page, enrolled)
    assert "No questions yet" in learner_client.get(page.url).content.decode()


def test_other_draws_are_another_version_of_the_quiz(course):
    fill_bank(asking=3)
    page = plant(course, draws=draws(asking=2))
    page.draws[0].value["number"] = 3
    factories.publish(page)
    kept = QuizVersion.objects.order_by("number").values_list("draws", flat=True)
    assert [version[0]["number"] for version in kept] == [2, 3]


def test_figures_are_counted_by_the_question_of_the_bank(course, enrolled):
    fill_bank(asking=2)
    page = plant(course, draws=draws(asking=2))
    factories.take(page, enrolled, right=1, wrong=1)
    figures = statistics.of_quiz(page.quiz_id)
    assert sorted((one.stem, one.answered) for one in figures) == [("asking 0?", 1), ("asking 1?", 1)]


def queries_of(call) -> int:
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_starting_takes_the_same_queries_for_a_large_bank_and_after_many_attempts(course):
    fill_bank(asking=10)
    page, counts = plant(course, draws=draws(asking=5)), []
    factories.begin(page, factories.enrol(course))
    for extra, tries in ((0, 1), (90, 12)):
        factories.multiply(BankQuestion.objects.order_by("pk")[0], extra)
        learner = factories.enrol(course)
        for _ in range(tries):
            factories.take(page, learner, right=0)
        counts.append(queries_of(partial(attempts.start, learner=learner, quiz=page.quiz, at=AT)))
    assert counts[0] == counts[1] <= 20
    assert AttemptQuestion.objects.filter(block="").count() == 0
