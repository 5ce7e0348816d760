"""A quiz that asks some of its questions, drawn at random for each attempt and kept with it."""

from quizzes.models import Attempt, QuizPage, QuizVersion
from tests.quizzes import factories


def drawing(course, draw: int, bank: int = 12, **fields) -> QuizPage:
    asks = [factories.question(f"Question {n}") for n in range(bank)]
    return factories.plant_quiz(course, questions=asks, draw=draw, **fields)


def stems(attempt: Attempt) -> list[str]:
    return [asked.question_version.stem for asked in attempt.questions.in_order().with_answer()]


def test_a_draw_asks_so_many_of_the_questions_each_once(course, enrolled):
    attempt = factories.begin(drawing(course, 5), enrolled)
    assert (attempt.out_of, attempt.needed, len(set(stems(attempt)))) == (5, "4", 5)


def test_what_was_drawn_stays_with_the_attempt_whatever_is_drawn_later(course, enrolled):
    page = drawing(course, 3)
    attempt = factories.begin(page, enrolled)
    asked = stems(attempt)
    page.draw = 7
    factories.publish(page)
    assert factories.begin(page, enrolled) == attempt
    assert stems(attempt) == asked
    assert factories.begin(page, factories.enrol(course)).out_of == 7


def test_every_question_of_the_bank_is_drawn_sooner_or_later(course):
    page = drawing(course, 4, bank=6)
    drawn = {stem for _ in range(30) for stem in stems(factories.begin(page, factories.enrol(course)))}
    assert drawn == {f"Question {n}" for n in range(6)}


def test_what_is_drawn_keeps_the_authors_order_when_that_is_asked(course, enrolled):
    attempt = factories.begin(drawing(course, 6, shuffle_questions=False), enrolled)
    places = [int(stem.split()[1]) for stem in stems(attempt)]
    assert places == sorted(places)


def test_a_draw_is_marked_out_of_what_was_drawn(course, enrolled):
    attempt = factories.take(drawing(course, 5, pass_mark_pct=80), enrolled, right=4, wrong=1)
    assert (attempt.score, attempt.out_of, attempt.passed) == (400, 5, True)


def test_the_page_says_how_many_are_asked_and_not_how_many_there_are(course, enrolled, sign_in):
    page = drawing(course, 5)
    words = sign_in(enrolled).get(page.get_url()).content.decode()
    assert "5 questions, one on each page. You need 4 right" in words


def test_another_draw_is_another_version_of_the_quiz(course):
    page = drawing(course, 5)
    page.draw = None
    factories.publish(page)
    assert list(QuizVersion.objects.order_by("number").values_list("draw", flat=True)) == [5, None]


def test_the_questions_that_an_older_version_asks_are_no_more_than_it_has(course, enrolled):
    """The same question twice is asked once, so a version may hold fewer than its page."""
    twice = [factories.question("So?"), factories.question("So?"), factories.question("Then?")]
    assert factories.begin(factories.plant_quiz(course, questions=twice, draw=3), enrolled).out_of == 2
