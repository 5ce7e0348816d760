"""What stops a case from being published because of who tells its story, and when."""

import datetime

import pytest

from casestudies.models import Film
from tests.casestudies import factories

TODAY = datetime.date(2027, 3, 3)
PERSON = {"who": "Person 0", "practice_group": None, "passages": ["Arrives.", "Goes."]}


def findings(page) -> list[str]:
    return [finding.text for finding in page.findings(on=TODAY) if finding.stops]


def test_a_story_told_well_has_nothing_amiss(course):
    assert factories.told(course, filmed=2).findings(on=TODAY) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"who": "Persson 0"}, "“Persson 0” is not one of the family"),
        ({"passages": ["Arrives."]}, "Person 0 has 1 passage, and the story has 2 moments"),
        ({"passages": ["Arrives.", " "]}, "Person 0 says nothing of “The call”"),
    ],
)
def test_a_voice_in_writing_is_one_of_the_family_and_says_something_of_each_moment(changed, said, course):
    page = factories.told(course, voices=1)
    page.voices = [("words", PERSON | changed)]
    [text] = findings(page)
    assert said in text


def test_two_voices_of_one_name_are_told_apart(course):
    page = factories.told(course, voices=1)
    page.voices = [("words", PERSON), ("words", PERSON)]
    assert findings(page) == ["Two voices are called “Person 0”. Give each a name of its own."]


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        (["0:00"], "Nurse 0 has 1 time, and the story has 2 moments"),
        (["0:00", "1:01"], "Nurse 0: 1:01 is past the end of the film, which lasts 1:00"),
        (["0:40", "0:10"], "Nurse 0: 0:10 comes after 0:40 and is earlier"),
    ],
)
def test_a_film_begins_each_moment_within_it_and_in_order(starts, said, course):
    page = factories.told(course, filmed=1)
    page.voices[2].value["starts"] = starts
    [text] = findings(page)
    assert said in text


def test_a_voice_may_be_silent_in_a_moment(course):
    page = factories.told(course, filmed=1)
    page.voices[2].value["starts"] = ["", "0:10"]
    assert findings(page) == []


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ({"captions": ""}, "The film “Nurse 1” has no captions"),
        ({"content_note": ""}, "Nothing says what the film “Nurse 1” contains"),
        ({"audio": ""}, "The recording of Nurse 1 has no “sound only” file"),
    ],
)
def test_what_a_film_of_a_case_needs_the_film_of_a_voice_needs(lost, said, course):
    page = factories.told(course, filmed=2, content_note="")
    Film.objects.filter(title="Nurse 1").update(**lost)
    Film.objects.filter(title="The look away").update(content_note="Low mood.")
    page = type(page).objects.get(pk=page.pk)
    [text] = findings(page)
    assert said in text


def test_voices_without_moments_cannot_be_passed_between(course):
    page = factories.told(course, moments=[])
    assert any("has no moments" in text for text in findings(page))


def test_a_moment_in_a_film_that_is_not_there_is_named(course):
    [text, _] = findings(factories.told(course, film=None))
    assert "“The visit” says when it begins in the film" in text


def test_a_draft_may_be_half_written(course):
    page = factories.told(course, voices=1)
    page.voices = [
        ("words", {"who": "", "practice_group": None, "passages": []}),
        ("film", {"who": "A", "practice_group": None, "film": None}),
    ]
    page.moments = [("moment", {"title": "", "at": "0:"})]
    page.pause_points = [("prompt", {"at": "0:", "words": ""}), ("question", {"at": "", "question": []})]
    assert page.findings(on=TODAY)
    assert page.told_by() == page.story() == page.pauses() == []
