"""What a result says, and that nothing that happens later changes it."""

import re

import pytest

from learning.records import records
from learning.records.models import Certificate
from quizzes.attempts import attempts
from quizzes.models import QuestionVersion
from tests.quizzes import factories
from tests.quizzes.factories import AT, option, question

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value|name="csrf-token" content)="\w+"')


def page_of(client, attempt) -> str:
    return TOKEN.sub("", client.get(attempt.result_url).content.decode())


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


@pytest.fixture
def lesson(course):
    return course.activities()[0]


@pytest.fixture
def single(course, lesson):
    """A quiz of one question that points to a lesson and two sources."""
    sources = [factories.add_source("S1"), factories.add_source("S2", url="")]
    asks = question("Why?", lesson=lesson, sources=sources, shuffle_options=False)
    return factories.plant_quiz(course, questions=[asks], pass_mark_pct=100, on_pass="Well read.")


def test_a_miss_says_what_was_chosen_and_why_another_is_better(single, enrolled, learner_client):
    page = page_of(learner_client, factories.take(single, enrolled, right=0, wrong=1))
    assert "Not yet: 0 right, and you need 1" in page
    assert "Not this one" in page
    assert "<dt>Your answer</dt>\n    <dd>Why? wrong</dd>" in page
    assert "Why? ill-chosen" in page
    assert "Why? because" in page
    assert "<dt>A better answer</dt><dd>Why? right</dd>" in page
    assert '<a class="govuk-link" href="https://example.org/S1">Source S1</a>' in page
    assert "<dd>Source S2</dd>" in page


def test_a_miss_says_nothing_about_options_that_were_not_chosen(single, enrolled, learner_client):
    page = page_of(learner_client, factories.take(single, enrolled, right=0, wrong=1))
    assert "Why? well-chosen" not in page
    assert "Why? worst-chosen" not in page


def test_a_miss_points_to_the_part_that_would_help(single, enrolled, learner_client, lesson):
    page = page_of(learner_client, factories.take(single, enrolled, right=0, wrong=1))
    assert "One part would help most" in page
    assert "Part 1. 1 question that you missed is about this part." in page
    assert f'<a class="govuk-button" href="{lesson.url}">Look again at part 1</a>' in page
    assert "Try again now" in page


def test_the_parts_with_the_most_missed_questions_come_first(course, lesson, enrolled, learner_client):
    asks = [question(f"Q{n}", lesson=lesson) for n in range(3)] + [question("Q9")]
    page = factories.plant_quiz(course, questions=asks)
    html = page_of(learner_client, factories.take(page, enrolled, right=0))
    assert "3 of the questions that you missed are about this part." in html
    assert html.count("Not answered") == 4


def test_a_lesson_that_was_taken_down_is_not_pointed_to(single, enrolled, learner_client, lesson):
    attempt = factories.take(single, enrolled, right=0, wrong=1)
    lesson.specific.unpublish()
    page = page_of(learner_client, attempt)
    assert "would help most" not in page
    assert lesson.title not in main_of(page)


def test_some_of_several_right_options_is_not_quite_all(course, enrolled, learner_client):
    page = factories.plant_quiz(course, questions=[factories.both("Which?")])
    attempt = factories.begin(page, enrolled)
    [asked] = attempt.questions.with_answer()
    attempts.save_answer(question=asked, sent=asked.best_sent[:1], seen_revision=0, at=AT)
    assert attempts.submit(attempt=attempt, at=AT).score == 0
    assert "Not quite all of it" in page_of(learner_client, attempt)


def test_where_parts_can_be_had_what_is_needed_and_had_are_marks(course, enrolled, learner_client):
    page = factories.plant_quiz(course, questions=[factories.both("Which?", scheme="part")])
    assert "You need 0.75 of 1 mark to pass." in learner_client.get(page.url).content.decode()
    attempt = factories.begin(page, enrolled)
    [asked] = attempt.questions.with_answer()
    attempts.save_answer(question=asked, sent=asked.best_sent[:1], seen_revision=0, at=AT)
    attempts.submit(attempt=attempt, at=AT)
    assert "Not yet: 0.5 of 1 mark, and you need 0.75" in page_of(learner_client, attempt)


def test_a_pass_leads_on_to_the_next_part(course, enrolled, learner_client):
    page = factories.plant_quiz(course)
    later = factories.plant_quiz(course, title="Check two")
    html = page_of(learner_client, factories.take(page, enrolled, right=4))
    assert "You have passed, with 4 out of 4" in html
    assert f'<a class="govuk-button" href="{later.url}">Next: Check two</a>' in html
    assert "2 parts of this course are left before your certificate." in html
    assert "What you got right" in html


def test_a_pass_of_the_last_part_leads_to_the_certificate(single, enrolled, learner_client, lesson):
    records.complete(learner=enrolled, activity=lesson.specific, by=enrolled, at=AT)
    html = page_of(learner_client, factories.take(single, enrolled, right=1))
    certificate = Certificate.objects.get()
    assert "You have passed, and completed the course" in html
    assert "Well read. Your certificate lasts until 3 March 2030." in html
    assert f"/certificates/mine/{certificate.pk}/" in html


def test_a_miss_after_the_course_is_done_shows_no_certificate(single, enrolled, learner_client, lesson):
    records.complete(learner=enrolled, activity=lesson.specific, by=enrolled, at=AT)
    factories.take(single, enrolled, right=1)
    assert "See my certificate" not in page_of(learner_client, factories.take(single, enrolled, right=0))


def test_words_with_marks_in_them_are_shown_as_words(course, enrolled, learner_client):
    options = [option("<script>alert(1)</script>", right=True, feedback="<img src=x>"), option("No")]
    page = factories.plant_quiz(
        course, questions=[question("<b>So?</b>", options=options, situation="<i>At</i>")]
    )
    attempt = factories.begin(page, enrolled)
    asked = learner_client.get(attempt.question_url(1)).content.decode()
    factories.answer(attempt, right=1)
    attempts.submit(attempt=attempt, at=AT)
    for html in (asked, page_of(learner_client, attempt)):
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<b>So?" not in html
        assert "<i>At" not in html


def edit_everything(page, lesson) -> None:
    """Other words, another key, another pass mark, one question fewer, other terms."""
    value = page.questions[0].value
    value["stem"], value["explanation"] = "Rewritten?", "Rewritten because"
    for number, row in enumerate(value["options"]):
        row["text"], row["is_right"], row["feedback"] = (
            f"Rewritten {number}",
            number == 2,
            "Rewritten feedback",
        )
    del page.questions[1]
    page.title, page.pass_mark_pct, page.on_pass, page.on_miss = (
        "Rewritten",
        1,
        "Rewritten pass",
        "Rewritten miss",
    )
    factories.publish(page)


@pytest.mark.parametrize("right", [0, 1, 2])
def test_nothing_that_is_edited_later_changes_a_result(course, lesson, enrolled, learner_client, right):
    source = factories.add_source()
    asks = [question(stem, sources=[source], lesson=lesson) for stem in ("One?", "Two?")]
    page = factories.plant_quiz(course, questions=asks, pass_mark_pct=100)
    attempt = factories.take(page, enrolled, right=right, wrong=2 - right)
    before = page_of(learner_client, attempt)
    edit_everything(page, lesson)
    source.title = "Rewritten source"
    source.save()
    assert main_of(page_of(learner_client, attempt)) == main_of(before)


def test_an_attempt_that_is_open_goes_on_with_what_it_asked(course, enrolled, learner_client):
    page = factories.plant_quiz(course, questions=[question("One?"), question("Two?")], pass_mark_pct=100)
    attempt = factories.begin(page, enrolled)
    edit_everything(page, None)
    factories.answer(attempt, right=2)
    attempt = attempts.submit(attempt=attempt, at=AT)
    assert (attempt.out_of, attempt.pass_mark_pct, attempt.passed) == (2, 100, True)
    assert "Rewritten" not in main_of(page_of(learner_client, attempt)).replace(page.title, "")


def test_the_next_attempt_asks_what_is_asked_now(course, enrolled):
    page = factories.plant_quiz(course, questions=[question("One?"), question("Two?")])
    factories.take(page, enrolled, right=0)
    edit_everything(page, None)
    attempt = factories.begin(page, enrolled)
    assert [asked.question_version.stem for asked in attempt.questions.with_answer()] == ["Rewritten?"]
    assert attempt.pass_mark_pct == 1


def test_what_was_stored_marks_the_same_again(quiz_page, enrolled):
    attempt = factories.take(quiz_page, enrolled, right=2, wrong=1)
    again = attempts.marked_afresh(attempt)
    assert (again.score, again.out_of, again.passed) == (attempt.score, attempt.out_of, attempt.passed)
    assert QuestionVersion.objects.count() == 4


def test_whoever_answers_nothing_is_told_nothing_of_the_answers(quiz_page, enrolled, learner_client):
    attempt = attempts.submit(attempt=factories.begin(quiz_page, enrolled), at=AT)
    page = learner_client.get(attempt.result_url).content.decode()
    assert page.count("Not answered") == 4
    assert "A better answer" not in page
    assert "Because." not in page
