"""Nobody makes the site read, and keep on its disk, more than they may send."""

import pytest
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile

from casestudies.encoding import door
from tests.casestudies.encoding.test_film_page import ADD

LARGE = 3 * 1024 * 1024

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(monkeypatch) -> list[int]:
    """How many bytes of files were read, piece by piece, whatever became of them."""
    sizes = []
    receive = uploadhandler.TemporaryFileUploadHandler.receive_data_chunk

    def receive_and_count(handler, data, start):
        sizes.append(len(data))
        return receive(handler, data, start)

    monkeypatch.setattr(uploadhandler.TemporaryFileUploadHandler, "receive_data_chunk", receive_and_count)
    return sizes


def send(client, url, size=LARGE):
    return client.post(url, {"title": "", "original": SimpleUploadedFile("film.mp4", bytes(size))})


@pytest.mark.parametrize("url", [ADD, "/admin/media/edit/1/", "/accounts/login/", "/nowhere/"])
@pytest.mark.parametrize("who", ["anonymous", "client"])
def test_of_anyone_who_may_not_send_a_film_nothing_large_is_read(who, url, request, settings, read):
    settings.BODY_MOST_MB = 2
    answer = send(request.getfixturevalue(who), url)
    assert (answer.status_code, read) == (413, [])
    assert "What you sent is larger than we can take here, which is 2 MB." in answer.content.decode()


@pytest.mark.parametrize("url", [ADD, "/admin/media/video/chooser/upload/"])
def test_a_trainer_sends_a_film_in_the_admin_and_nothing_large_elsewhere(url, trainer_client, settings, read):
    settings.BODY_MOST_MB = 2
    assert send(trainer_client, "/accounts/login/").status_code == 413
    assert read == []
    assert send(trainer_client, url).status_code == 200
    assert sum(read) == LARGE


def test_not_even_a_trainer_sends_more_than_the_largest_film(trainer_client, settings, read, monkeypatch):
    settings.BODY_MOST_MB, settings.FILM_MOST_MB = 1, 1
    monkeypatch.setattr(door, "WORDS_MB", 1)
    assert (send(trainer_client, ADD).status_code, read) == (413, [])


def test_without_room_a_film_is_refused_before_it_is_read(trainer_client, settings, read):
    settings.BODY_MOST_MB, settings.FILM_ROOM_LEFT_MB = 2, 10**9
    answer = send(trainer_client, ADD)
    assert (answer.status_code, read) == (507, [])
    assert "There is no room on the server" in answer.content.decode()


def test_what_says_no_length_is_read_as_before(anonymous):
    assert anonymous.get("/accounts/login/", CONTENT_LENGTH="x").status_code == 200


def test_a_length_beyond_all_numbers_is_too_large(anonymous):
    assert anonymous.get("/accounts/login/", CONTENT_LENGTH="9" * 5000).status_code == 413
