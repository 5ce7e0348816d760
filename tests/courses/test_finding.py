"""Search and filters: what is found, what is said, and that nothing typed breaks the page."""

import pytest

from courses.finding import holding
from learning.records import records
from tests import factories as people
from tests.courses import factories

pytestmark = pytest.mark.usefixtures("indexed")


@pytest.fixture
def find(catalogue, client):
    """find(q="ask"): the titles found, in order."""

    def titles(person_client=client, **filters) -> list[str]:
        context = person_client.get(catalogue.url, filters).context
        return [card["title"] for card in context["cards"]]

    return titles


@pytest.fixture
def perinatal(catalogue):
    """A course for health visitors, about screening, whose parts take 20 and then 4 minutes."""
    course = factories.CoursePageFactory(
        parent=catalogue,
        title="The first relationship",
        strapline="See what passes between a parent and a baby",
        summary="Attachment without the labels",
        is_joint=False,
    )
    course.practice_groups = [people.PracticeGroupFactory(code="hv")]
    course.topics = [factories.TopicFactory(slug="screening")]
    course.save()
    module = factories.ModulePageFactory(parent=course)
    factories.LessonPageFactory(parent=module, title="Describe, do not classify", minutes=20)
    factories.LessonPageFactory(parent=module, title="The joint plan", minutes=4)
    return course


@pytest.fixture
def crisis(catalogue):
    """A course for adult mental health nurses, about planning, whose one part takes 8 minutes."""
    course = factories.CoursePageFactory(
        parent=catalogue, title="Crisis across services", strapline="The same-day route", is_joint=False
    )
    course.practice_groups = [people.PracticeGroupFactory(code="mhn")]
    course.topics = [factories.TopicFactory(slug="planning")]
    course.save()
    factories.LessonPageFactory(parent=factories.ModulePageFactory(parent=course), minutes=8)
    return course


def test_every_course_is_found_when_nothing_is_asked(perinatal, crisis, find):
    assert find() == ["The first relationship", "Crisis across services"]


@pytest.mark.parametrize(
    "words",
    [
        "relationship",
        "RELATIONSHIP",
        "relat",
        "baby parent",
        "labels",
        "classify",
        "first relationship",
        " baby ",
    ],
)
def test_words_and_parts_of_words_find_a_course_or_a_part_of_it(words, perinatal, crisis, find):
    assert find(q=words) == ["The first relationship"]


def test_a_word_in_the_title_comes_before_a_part_of_a_word_elsewhere(perinatal, crisis, find):
    crisis.strapline = "A prerelationship of sorts"
    crisis.save()
    assert find(q="relationship") == ["The first relationship", "Crisis across services"]


def test_all_words_must_be_there(perinatal, crisis, find):
    assert find(q="relationship crisis") == []


ODD = [
    *[
        "'",
        '"',
        '"unclosed',
        "a OR b",
        "NOT",
        "NEAR(",
        "*",
        "a*",
        "(",
        ")",
        "%",
        "_",
        "\\",
        "a-b",
        "^a",
        "col:x",
    ],
    *["--", ";", "' OR 1=1", "&", "|", "!", ":*", "<->", "é漢字🙂", "a" * 200, "\u200b", "\u202ex"],
]


def test_odd_characters_break_nothing(perinatal, catalogue, client):
    assert [words for words in ODD if client.get(catalogue.url, {"q": words}).status_code != 200] == []


def test_a_percent_sign_is_a_character_and_not_a_pattern(perinatal, find):
    assert find(q="%") == []


def test_a_null_character_is_refused_in_words(perinatal, catalogue, client, text):
    response = client.get(catalogue.url, {"q": "a\x00b"})
    assert response.status_code == 200
    assert "“Search” holds a character that cannot be searched." in text(response)


def test_too_many_words_are_refused_in_words_and_kept(perinatal, catalogue, client, text):
    response = client.get(catalogue.url, {"q": "word " * 60})
    assert "“Search” can have 200 characters." in text(response)
    assert "word word" in text(response)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("minutes", "11", "Choose a time from the list."),
        ("side", "none", "Choose for whom from the list."),
        ("group", "nobody", "Choose a staff group from the list."),
        ("topic", "<script>", "Choose topics from the list."),
    ],
)
def test_a_forged_filter_is_refused_in_words_and_left_aside(
    name, value, words, perinatal, catalogue, client, text
):
    response = client.get(catalogue.url, {name: value})
    assert words in text(response)
    assert "The first relationship" in text(response)


def test_side_finds_courses_for_a_staff_group_of_that_side(perinatal, crisis, find):
    assert find(side="adult") == ["Crisis across services"]
    assert find(side=["adult", "whole_family"]) == ["The first relationship", "Crisis across services"]
    assert find(side="children") == []


def test_staff_group_finds_courses_for_it(perinatal, crisis, find):
    assert find(group="hv") == ["The first relationship"]


def test_topics_are_alternatives_and_narrow_what_the_sides_found(perinatal, crisis, find):
    assert find(topic=["screening", "planning"]) == ["The first relationship", "Crisis across services"]
    assert find(topic="screening", side="adult") == []


def test_someone_with_15_minutes_finds_courses_that_begin_with_a_part_that_fits(perinatal, crisis, find):
    assert find(minutes="15") == ["Crisis across services"]
    assert find(minutes="30") == ["The first relationship", "Crisis across services"]


def test_someone_in_a_course_finds_it_by_the_part_that_comes_next(
    perinatal, crisis, find, learner, learner_client, now
):
    records.enrol(learner=learner, course=perinatal, by=learner, at=now)
    first = perinatal.activities()[0].specific
    records.complete(learner=learner, activity=first, by=learner, at=now)
    assert find(learner_client, minutes="10") == ["The first relationship", "Crisis across services"]


def test_a_course_without_parts_fits_no_time(course, find):
    assert find(minutes="60") == []


def test_filters_in_use_are_links_that_take_them_away(perinatal, catalogue, client, text):
    words = text(client.get(catalogue.url + "?q=baby&side=adult&side=children&minutes=&topic=screening"))
    assert "Adult services" in words
    assert "?q=baby&amp;side=children&amp;topic=screening" in words  # without adult services
    assert "?side=adult&amp;side=children&amp;topic=screening" in words  # without the words
    assert "(3 chosen)" in words


def test_a_filter_sent_many_times_is_one(perinatal, catalogue, client):
    found = client.get(f"{catalogue.url}?{'side=adult&side=children&' * 100}").context["form"].chosen()
    assert [one["label"] for one in found] == ["Adult services", "Children’s services"]


@pytest.mark.parametrize(("words", "looked_for"), [("quiz " * 40, 1), (" ".join(map(str, range(40))), 8)])
def test_words_sent_to_make_searching_slow_are_looked_for_once_and_not_all(words, looked_for):
    assert str(holding(words)).count("strapline__icontains") == looked_for


def test_nothing_found_says_what_to_do_and_what_was_asked(perinatal, catalogue, client, text):
    words = text(client.get(catalogue.url, {"q": "<b>horse</b>"}))
    assert "No courses match" in words
    assert "You searched for “&lt;b&gt;horse&lt;/b&gt;”." in words
    assert f'href="{catalogue.url}">Clear the filters' in words


def test_card_says_which_side_a_course_is_for(perinatal, crisis, course, catalogue, client):
    cards = {card["title"]: card for card in client.get(catalogue.url).context["cards"]}
    assert cards["Crisis across services"]["side"] == "adult"
    assert cards["The first relationship"]["side"] == "whole_family"
    assert cards["Think child, think parent"]["side_label"] == "For both sides"
