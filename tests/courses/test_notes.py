"""Private notes: kept, bounded, and the learner's own."""

import datetime
import json

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from courses.models import LessonPage
from learning.records import records
from learning.records.models import Note
from tests import factories as people
from tests.courses import content

JSON = {"Accept": "application/json"}


def note_url(lesson, box: str = "note") -> str:
    return reverse("keep_note", args=[lesson.pk, box])


def notes_of(learner) -> dict[str, str]:
    return dict(Note.objects.filter(learner=learner).values_list("field", "text"))


def test_note_is_kept_and_shown_again_with_when(lesson, enrolment, learner, learner_client, text, now):
    with time_machine.travel(now):
        client = Client()
        client.force_login(learner)
        response = client.post(note_url(lesson), {"note": "Ask about Kian\r\nand Poppy"})
        assert response.headers["Location"] == f"{lesson.url}#box-note"
        words = text(client.get(lesson.url))
    assert notes_of(learner) == {"note": "Ask about Kian\nand Poppy"}
    assert "Ask about Kian and Poppy</textarea>" in words
    assert "Saved 10:00" in words


def test_note_of_another_day_says_the_day(lesson, enrolment, learner, learner_client, text, now):
    records.keep_note(learner=learner, activity=lesson, field="note", text="Old", at=now)
    with time_machine.travel(now + datetime.timedelta(days=1)):
        client = Client()
        client.force_login(learner)
        assert "Saved 3 March 2027" in text(client.get(lesson.url))


def test_autosave_is_answered_with_the_time(lesson, enrolment, learner, now):
    with time_machine.travel(now):
        client = Client()
        client.force_login(learner)
        response = client.post(note_url(lesson), {"note": "Half a sen"}, headers=JSON)
    assert (response.status_code, response.json()) == (200, {"saved_at": "10:00"})


def test_the_last_words_saved_stand_and_empty_words_take_them_back(
    lesson, enrolment, learner, learner_client
):
    for words in ("First", "Second", ""):
        learner_client.post(note_url(lesson), {"note": words})
    assert notes_of(learner) == {"note": ""}


def test_an_empty_box_that_never_held_anything_is_no_note(lesson, enrolment, learner, learner_client):
    learner_client.post(note_url(lesson), {"note": ""})
    assert notes_of(learner) == {}


def test_every_prompt_of_an_activity_is_a_note_of_its_own(
    full_lesson, enrolment, learner, learner_client, text
):
    answers = {content.PROMPT: "A number", content.OTHER_PROMPT: "The school"}
    learner_client.post(note_url(full_lesson, content.ACTIVITY), answers)
    assert notes_of(learner) == answers
    assert "The school</textarea>" in text(learner_client.get(full_lesson.url))


def test_10000_characters_are_kept_with_line_ends_counted_once(lesson, enrolment, learner, learner_client):
    learner_client.post(note_url(lesson), {"note": "ab\r\n" * 3333 + "x"})
    assert notes_of(learner) == {"note": ("ab\n" * 3333 + "x")}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "x" * 10_001,
            "“Your own note” has 10001 characters, and can have 10000. Shorten it and save again.",
        ),
        ("Kian\x00", "“Your own note” holds a character that cannot be kept."),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused_in_words_with_what_was_typed(
    typed, words, lesson, enrolment, learner, learner_client, text
):
    response = learner_client.post(note_url(lesson), {"note": typed})
    assert words in text(response)
    assert typed.rstrip("\x00") in text(response)
    assert notes_of(learner) == {}


def test_a_refusal_names_the_prompt_even_with_a_percent_sign_in_it(
    full_lesson, enrolment, learner, learner_client, text
):
    url = note_url(full_lesson, content.ACTIVITY)
    response = learner_client.post(url, {content.PROMPT: "fine", content.OTHER_PROMPT: "x" * 10_001})
    assert "“Who would know 100% of the rest?” has 10001 characters" in text(response)
    assert "fine</textarea>" in text(response)


def test_autosave_of_a_note_that_is_too_long_says_what_is_wrong(lesson, enrolment, learner_client):
    response = learner_client.post(note_url(lesson), {"note": "x" * 10_001}, headers=JSON)
    assert response.status_code == 400
    assert "10001" in response.json()["errors"]["note"][0]["message"]


def test_another_learner_reads_none_of_it(course, lesson, enrolment, learner, sign_in, text, now):
    records.keep_note(learner=learner, activity=lesson, field="note", text="My own words", at=now)
    other = people.EnrolmentFactory(course=course).learner
    assert "My own words" not in text(sign_in(other).get(lesson.url))


def test_another_learner_writes_beside_it_and_not_over_it(course, lesson, enrolment, learner, sign_in, now):
    records.keep_note(learner=learner, activity=lesson, field="note", text="My own words", at=now)
    other = people.EnrolmentFactory(course=course).learner
    sign_in(other).post(note_url(lesson), {"note": "Theirs", "learner": learner.pk})
    assert notes_of(learner) == {"note": "My own words"}
    assert notes_of(other) == {"note": "Theirs"}


def test_someone_who_has_not_joined_finds_no_box(lesson, stranger_client):
    assert stranger_client.post(note_url(lesson), {"note": "x"}).status_code == 404
    assert not Note.objects.exists()


@pytest.mark.parametrize("box", ["nobody", content.ACTIVITY, "x" * 200])
def test_a_forged_box_is_not_found(box, lesson, enrolment, learner_client):
    assert learner_client.post(note_url(lesson, box), {box: "x"}).status_code == 404
    assert not Note.objects.exists()


def test_a_part_taken_down_keeps_no_notes(lesson, enrolment, learner_client):
    lesson.unpublish()
    assert learner_client.post(note_url(lesson), {"note": "x"}).status_code == 404


def test_reading_an_address_for_notes_is_refused(lesson, enrolment, learner_client):
    assert learner_client.get(note_url(lesson)).status_code == 405


def test_what_was_typed_is_there_again_after_signing_in(lesson, enrolment, learner, learner_client, text):
    learner_client.get(lesson.url)
    del learner_client.cookies["sessionid"]
    sent = learner_client.post(
        note_url(lesson), {"note": "Not lost"}, headers={"Referer": f"http://testserver{lesson.url}"}
    )
    assert lesson.url in sent.headers["Location"]
    learner_client.force_login(learner)
    words = text(learner_client.get(lesson.url))
    assert "Not lost</textarea>" in words
    assert "Not saved yet. Press “Save” to keep it." in words
    assert not Note.objects.exists()


def test_a_choice_is_kept_and_can_be_taken_back(full_lesson, enrolment, learner, learner_client):
    url = note_url(full_lesson, content.SCENARIO)
    learner_client.post(url, {content.SCENARIO: content.RIGHT})
    assert notes_of(learner) == {content.SCENARIO: content.RIGHT}
    learner_client.post(url, {"again": "yes"})
    assert notes_of(learner) == {content.SCENARIO: ""}


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({}, "Choose what you would do."),
        ({content.SCENARIO: "forged"}, "That is not one of the choices here."),
    ],
)
def test_no_choice_and_a_forged_one_are_refused_in_words(
    choice, words, full_lesson, enrolment, learner, learner_client, text
):
    response = learner_client.post(note_url(full_lesson, content.SCENARIO), choice)
    assert words in text(response)
    assert "promise" not in text(response)
    assert notes_of(learner) == {}


def test_commitments_are_kept_in_their_words_and_shown_again(
    full_lesson, enrolment, learner, learner_client, text
):
    sent = {"chosen": [content.OTHER_SUGGESTION], "own": "  Ring   Priya "}
    learner_client.post(note_url(full_lesson, content.COMMITMENTS), sent)
    assert notes_of(learner) == {content.COMMITMENTS: "I will name each child\nRing Priya"}
    words = text(learner_client.get(full_lesson.url))
    assert f'value="{content.OTHER_SUGGESTION}" checked' in words
    assert f'value="{content.SUGGESTION}" checked' not in words
    assert 'value="Ring Priya"' in words


@pytest.fixture
def four_suggestions(lesson):
    """The ids of four things that may be chosen."""
    names = ["one", "two", "three", "four"]
    suggestions = [content.item(f"I will do {name}", name) for name in names]
    block = {"type": "commitments", "id": content.COMMITMENTS, "value": {"suggestions": suggestions}}
    lesson.body = json.dumps([block])
    lesson.save()
    return names


def test_more_than_three_commitments_are_refused_in_words_and_kept_on_the_page(
    four_suggestions, lesson, enrolment, learner, learner_client, text
):
    url = note_url(lesson, content.COMMITMENTS)
    response = learner_client.post(url, {"chosen": four_suggestions, "own": "And one more"})
    assert "Choose at most 3 things to do. You have 5." in text(response)
    assert text(response).count(" checked") == 4
    assert 'value="And one more"' in text(response)
    assert notes_of(learner) == {}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"chosen": ["forged"]}, "One of these is no longer on the list."),
        ({"own": "x" * 301}, "“In your own words” has 301 characters, and can have 300."),
        ({"own": "a\x00"}, "“In your own words” holds a character that cannot be kept."),
    ],
)
def test_commitments_that_cannot_be_kept_are_refused_in_words(
    sent, words, full_lesson, enrolment, learner, learner_client, text
):
    response = learner_client.post(note_url(full_lesson, content.COMMITMENTS), sent)
    assert words in text(response)
    assert notes_of(learner) == {}


def test_boxes_of_a_body_given_as_plain_data_keep_their_ids(lesson, module):
    """What someone writes is found by the id of its prompt, and may not get another each time."""
    value = {"title": "Try it", "instructions": "<p>Write.</p>", "prompts": ["What does it say?"]}
    page = LessonPage(title="Plain", body=json.dumps([{"type": "activity", "value": value}]), live=False)
    module.add_child(instance=page)
    page.save_revision().publish()
    read = [LessonPage.objects.get(pk=page.pk), LessonPage.objects.get(pk=page.pk)]
    ids = [
        list(each.body[0].block.labels(each.body[0].value))
        for each in [*read, page.get_latest_revision_as_object()]
    ]
    assert ids[0] == ids[1] == ids[2]
