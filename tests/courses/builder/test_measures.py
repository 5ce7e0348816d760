"""What is counted in a part: words that people read, films they watch, questions they answer."""

import json

import pytest

from casestudies.models import CaseStudyPage
from courses.builder.measures import measure_of
from courses.builder.words import count_words, count_words_in_stream
from courses.models import LessonPage, ModulePage
from quizzes.models import QuizPage
from tests.casestudies import factories as cases
from tests.courses import content
from tests.quizzes.factories import question

# Making a page asks for its kind.
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("One two", 2), ("<p>One</p><p>two <b>three</b></p>", 3), ("<ul><li>A</li><li>B</li></ul>", 2)],
)
def test_words_are_counted_without_their_marks(text, count):
    assert count_words(text) == count


def lesson(*body: dict, **facts) -> LessonPage:
    return LessonPage(title="Asking", body=json.dumps(body), **facts)


def test_words_are_counted_in_every_part_of_a_block_and_codes_and_choices_are_not(django_assert_num_queries):
    value = {"text": "Never count a child.", "sources": [content.item(7)], "strength": "review"}
    page = lesson({"type": "key_fact", "value": value})
    with django_assert_num_queries(0):
        assert count_words_in_stream(page, "body") == 4


def test_words_are_counted_in_tables_and_lists():
    page = lesson(content.download(), content.commitments())
    download, commitments = 2 + 3 + 7 + 3 + 2, 11
    assert count_words_in_stream(page, "body") == download + commitments


def test_a_block_of_a_kind_that_has_gone_is_passed_over():
    assert count_words_in_stream(lesson({"type": "gone", "value": "Some words"}), "body") == 0


def test_a_lesson_asks_its_prompts_its_scenarios_and_its_commitments():
    page = lesson(
        content.activity(), content.scenario(), content.commitments(), introduction="Three words here"
    )
    found = measure_of(page)
    assert found.questions == 2 + 1 + 1
    assert found.words == 3 + count_words_in_stream(page, "body")


def test_a_quiz_asks_its_questions_and_its_introduction_is_read():
    found = measure_of(QuizPage(introduction="Two words", questions=[question("One?"), question("Two?")]))
    assert (found.words, found.questions) == (2, 2)


def test_a_case_with_a_film_is_watched_and_one_without_is_read():
    told = CaseStudyPage(text_version="<p>Four words are told</p>", introduction="One")
    assert measure_of(told).words == 5
    told.film_id, told.film = 1, cases.Film(pk=1, collection_id=1, duration=61.2)
    assert measure_of(told).words == 1
    assert measure_of(told).film_seconds == 61


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [(None, None, 60), (20, None, 40), (None, 30, 30), (20, 30, 10), (90, None, 0)],
)
def test_only_the_part_of_a_film_that_is_shown_counts(start, end, seconds):
    case = CaseStudyPage(
        film=cases.Film(pk=1, collection_id=1, duration=60), film_start_seconds=start, film_end_seconds=end
    )
    assert measure_of(case).film_seconds == seconds


def test_a_case_asks_its_prompts_and_the_first_step():
    prompts = [("prompt", {"lens": "child", "question": "So?"})] * 2
    steps = [("option", {"code": "ring", "text": "Ring"}), ("option", {"code": "wait", "text": "Wait"})]
    assert measure_of(CaseStudyPage(prompts=prompts, first_step_options=steps)).questions == 3
    assert measure_of(CaseStudyPage(prompts=prompts)).questions == 2


def test_a_case_asks_where_its_film_stops_and_its_voices_in_writing_are_read():
    pauses = [("prompt", {"at": "0:20", "words": "What did you see?"})]
    voices = [("words", {"who": "Tess", "practice_group": None, "passages": ["Four words are told"]})]
    found = measure_of(CaseStudyPage(pause_points=pauses, voices=voices))
    assert (found.words, found.questions) == (5, 1)


def test_a_page_of_another_kind_has_nothing_to_measure():
    assert measure_of(ModulePage(title="One", summary="Some words")).words == 0
