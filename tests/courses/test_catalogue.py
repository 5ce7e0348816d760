"""The catalogue's page: its cards, what they say to whom, and its price."""

import datetime

import pytest

from learning.records import records
from tests.courses import factories


@pytest.fixture
def make_courses(catalogue, learner, now):
    """make_courses(n): so many courses, joined by the learner; the first has a part, which is done."""

    def make(count: int) -> None:
        courses = [factories.CoursePageFactory(parent=catalogue, strapline="Ask") for _ in range(count)]
        lesson = factories.LessonPageFactory(parent=factories.ModulePageFactory(parent=courses[0]))
        for course in courses:
            records.enrol(learner=learner, course=course, by=learner, at=now)
        records.complete(learner=learner, activity=lesson, by=learner, at=now)

    return make


def test_catalogue_takes_at_most_12_queries_at_1_and_200_courses(
    catalogue, make_courses, learner_client, queries
):
    urls = [
        catalogue.url,
        catalogue.url + "?q=ask&minutes=15&side=adult&topic=access&group=hv",
        catalogue.url + "?q=ask",
    ]
    make_courses(1)
    at_one = [queries(learner_client, url) for url in urls]
    make_courses(199)
    assert [queries(learner_client, url) for url in urls] == at_one
    assert max(at_one) <= 12


def test_catalogue_is_open_to_whoever_is_not_signed_in(catalogue, course, client, text):
    assert "Think child, think parent" in text(client.get(catalogue.url))


def test_catalogue_leaves_out_a_course_that_is_taken_down(catalogue, course, client, text):
    course.unpublish()
    assert "Think child, think parent" not in text(client.get(catalogue.url))


def test_empty_catalogue_says_that_there_are_no_courses_yet(catalogue, client, text):
    assert "There are no courses yet." in text(client.get(catalogue.url))


def test_card_says_minutes_and_how_many_parts_of_each_kind(catalogue, course, module, client, text):
    factories.LessonPageFactory(parent=module)
    factories.LessonPageFactory(parent=module)
    words = text(client.get(catalogue.url))
    assert "75 minutes" in words
    assert "2 lessons" in words


def test_card_says_nothing_of_progress_to_someone_who_has_not_joined(
    catalogue, lesson, stranger_client, text
):
    words = text(stranger_client.get(catalogue.url))
    assert "tf-card__status" not in words


def test_card_of_a_course_just_joined_says_not_started(catalogue, enrolment, learner_client, text):
    assert "Not started" in text(learner_client.get(catalogue.url))


def test_card_of_a_course_begun_says_how_many_parts_are_done(
    catalogue, enrolment, lesson, module, learner, learner_client, text, now
):
    factories.LessonPageFactory(parent=module)
    records.complete(learner=learner, activity=lesson, by=learner, at=now)
    words = text(learner_client.get(catalogue.url))
    assert "In progress" in words
    assert "1 of 2 parts" in words


def test_card_of_a_completed_course_says_completed_and_until_when(catalogue, completed, learner_client, text):
    words = text(learner_client.get(catalogue.url))
    assert "Completed" in words
    assert "until 3 March 2030" in words


def test_card_shows_the_latest_period_and_no_one_elses(
    catalogue, completed, course, learner, learner_client, stranger_client, text, now
):
    later = now + datetime.timedelta(days=3 * 365)
    records.renew(learner=learner, course=course, by=learner, at=later)
    assert "Not started" in text(learner_client.get(catalogue.url))
    assert "Completed" not in text(stranger_client.get(catalogue.url))


def test_catalogue_shows_24_courses_a_page(catalogue, client, text):
    for _ in range(25):
        factories.CoursePageFactory(parent=catalogue)
    first, second = text(client.get(catalogue.url)), text(client.get(catalogue.url + "?page=2"))
    assert first.count("tf-card__title") == 24
    assert second.count("tf-card__title") == 1
    assert "25 courses" in second


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "\x00", "9" * 400])
def test_a_page_that_is_not_there_shows_one_that_is(number, catalogue, course, client, text):
    response = client.get(catalogue.url, {"page": number})
    assert "Think child, think parent" in text(response)


def test_page_links_keep_the_filters(catalogue, client, text):
    for _ in range(25):
        factories.CoursePageFactory(parent=catalogue, strapline="asking")
    assert "q=ask&amp;page=2" in text(client.get(catalogue.url + "?q=ask"))


def test_preview_of_the_catalogue_knows_no_one(catalogue, completed, learner, rf):
    request = rf.get(catalogue.url)
    request.user, request.is_preview = learner, True
    cards = catalogue.get_context(request)["cards"]
    assert [card.get("word") for card in cards] == [None]
