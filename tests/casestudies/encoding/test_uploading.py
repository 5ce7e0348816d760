"""A film sent in pieces: going on where it broke off, refused in words, and nobody else's."""

import datetime
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils import timezone

from casestudies.encoding import uploads
from casestudies.models import Film, Upload
from tests.casestudies.encoding import tiny
from tests.casestudies.encoding.test_film_page import ADD, sent

FILM = tiny.film()


def begin(client, **changed):
    said = {"name": "Home visit.mp4", "size": len(FILM), "changed": 1} | changed
    return client.post(reverse("begin_upload"), said)


def put(client, upload: dict, data: bytes, offset):
    return client.put(upload["url"], data, "application/octet-stream", headers={"X-Offset": str(offset)})


def test_a_film_in_pieces_is_measured_when_it_is_whole_and_becomes_a_film(trainer_client):
    upload = begin(trainer_client).json()
    half = put(trainer_client, upload, FILM[:1000], 0).json()
    assert (half["arrived"], "read" in half) == (1000, False)
    whole = put(trainer_client, upload, FILM[1000:], 1000).json()
    assert (whole["read"], whole["warnings"]) == ("2 seconds, 320 × 180, H.264, AAC", [])
    trainer_client.post(ADD, sent(upload=upload["key"]))
    with Film.objects.get().original.open() as file:
        assert file.read() == FILM


def test_nobody_has_more_than_five_films_on_their_way(trainer_client):
    answers = [begin(trainer_client, changed=number) for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [400]
    assert "You have 5 films on their way already." in answers[-1].content.decode()
    assert begin(trainer_client, changed=0).status_code == 200


def test_a_film_may_have_any_name(trainer_client):
    """A name may be as long as a path of the database, and in letters of three bytes."""
    upload = begin(trainer_client, name="访" * 120 + ".mp4").json()
    put(trainer_client, upload, FILM, 0)
    trainer_client.post(ADD, sent(upload=upload["key"]))
    assert len(Film.objects.get().original.name) <= 100


def test_after_a_break_or_another_day_the_same_file_goes_on_from_where_it_was(trainer_client):
    upload = begin(trainer_client).json()
    put(trainer_client, upload, FILM[:1000], 0)
    again = begin(trainer_client).json()
    assert (again["key"], again["arrived"]) == (upload["key"], 1000)
    assert trainer_client.get(upload["url"]).json()["arrived"] == 1000
    assert begin(trainer_client, changed=2).json()["arrived"] == 0


@pytest.mark.parametrize("offset", [0, 999, 1001])
def test_a_piece_sent_twice_or_out_of_turn_changes_nothing_and_says_where_to_go_on(offset, trainer_client):
    upload = begin(trainer_client).json()
    put(trainer_client, upload, FILM[:1000], 0)
    answer = put(trainer_client, upload, FILM[offset : offset + 50], offset)
    assert (answer.status_code, answer.json()["arrived"]) == (409, 1000)


def test_no_more_is_taken_than_was_said(trainer_client):
    upload = begin(trainer_client).json()
    put(trainer_client, upload, FILM + b"more", 0)
    assert Upload.objects.get().arrived == len(FILM)


def test_a_film_that_is_saved_before_it_is_whole_says_how_to_go_on(trainer_client):
    upload = begin(trainer_client, size=9 * 1024 * 1024).json()
    put(trainer_client, upload, bytes(3 * 1024 * 1024), 0)
    page = trainer_client.post(ADD, sent(upload=upload["key"])).content.decode()
    assert "Only 3 of 9 MB of “Home visit.mp4” are here." in page
    assert not Film.objects.exists()


def test_what_is_no_film_is_refused_in_words_when_it_is_whole_and_deleted(trainer_client, kept):
    upload = begin(trainer_client, size=20).json()
    answer = put(trainer_client, upload, b"This is a letter now", 0)
    assert answer.status_code == 400
    assert "This is not a film that we can read." in answer.json()["refused"]
    assert (Upload.objects.count(), kept()) == (0, [])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "letter.docx"}, "File extension “docx” is not allowed."),
        ({"size": 3 * 1024**3}, "This file is 3072 MB. The most we can take is 2048 MB."),
        ({"size": 0}, "greater than or equal to 1"),
        ({"size": "9" * 30}, "less than or equal to"),
    ],
)
def test_what_is_never_taken_is_refused_before_it_is_sent(changed, said, trainer_client):
    answer = begin(trainer_client, **changed)
    assert (answer.status_code, said in answer.json()["refused"]) == (400, True)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("offset", ["", "-1", "x", "٣", "9" * 30])
def test_a_piece_says_where_it_begins(offset, trainer_client):
    upload = begin(trainer_client).json()
    assert put(trainer_client, upload, b"x", offset).status_code == 400


def test_an_upload_is_its_senders_alone(trainer_client, learner_client, administrator_client, client):
    upload = begin(trainer_client).json()
    assert begin(learner_client).status_code == 302
    assert put(learner_client, upload, b"x", 0).status_code == 302
    assert put(administrator_client, upload, b"x", 0).status_code == 404
    assert administrator_client.get(upload["url"]).status_code == 404
    page = administrator_client.post(ADD, sent(upload=upload["key"])).content.decode()
    assert "The film that was sent is not here any more." in page


def test_the_same_name_from_two_people_is_two_uploads(trainer_client, administrator_client):
    keys = {json.loads(begin(client).content)["key"] for client in (trainer_client, administrator_client)}
    assert len(keys) == 2


def test_what_nobody_came_back_for_is_deleted_after_two_days(trainer, kept):
    now = timezone.now()
    uploads.keep(
        person=trainer, file=SimpleUploadedFile("old.mp4", FILM), at=now - datetime.timedelta(days=3)
    )
    uploads.keep(person=trainer, file=SimpleUploadedFile("new.mp4", FILM), at=now)
    assert Upload.objects.get().name == "new.mp4"
    assert kept() == [Upload.objects.get().stored_as]


def test_nobody_fills_the_disk_with_films_that_no_page_takes(trainer_client):
    """Sent whole, with a title missing: the first stays until two days later, and so do those beside it, up to five."""
    for _ in range(7):
        page = trainer_client.post(ADD, sent(FILM, title="")).content.decode()
    assert Upload.objects.count() == 5
    assert "You have 5 films on their way already." in page


def test_a_film_chosen_anew_takes_the_place_of_the_one_that_the_form_has(trainer_client, kept):
    page = trainer_client.post(ADD, sent(FILM, title=""))
    key = page.context["form"]["upload"].value()
    trainer_client.post(ADD, sent(FILM, title="", upload=key))
    assert (Upload.objects.count(), len(kept())) == (1, 1)


def test_without_room_no_film_is_begun_or_kept_and_that_is_said(trainer_client, settings, kept):
    settings.FILM_ROOM_LEFT_MB = 10**9
    assert "There is no room on the server" in begin(trainer_client).json()["refused"]
    assert "There is no room on the server" in trainer_client.post(ADD, sent(FILM)).content.decode()
    assert (Upload.objects.count(), kept()) == (0, [])


def test_when_room_runs_out_on_the_way_what_has_come_stays(trainer_client, settings):
    upload = begin(trainer_client).json()
    put(trainer_client, upload, FILM[:1000], 0)
    room, settings.FILM_ROOM_LEFT_MB = settings.FILM_ROOM_LEFT_MB, 10**9
    answer = put(trainer_client, upload, FILM[1000:], 1000)
    assert (answer.status_code, Upload.objects.get().arrived) == (400, 1000)
    assert "There is no room on the server" in answer.json()["refused"]
    settings.FILM_ROOM_LEFT_MB = room
    assert "read" in put(trainer_client, upload, FILM[1000:], 1000).json()


def test_two_films_never_hold_the_same_upload(trainer_client):
    """The form was sent twice at once: both found the upload there, and this one is a moment later."""
    upload = begin(trainer_client).json()
    put(trainer_client, upload, FILM, 0)

    def take_it_meanwhile(**kwargs):
        Upload.objects.all().delete()

    pre_save.connect(take_it_meanwhile, sender=Film)
    try:
        page = trainer_client.post(ADD, sent(upload=upload["key"])).content.decode()
    finally:
        pre_save.disconnect(take_it_meanwhile, sender=Film)
    assert "The film that was sent is not here any more." in page
    assert not Film.objects.exists()
