"""The files of voices and discussions: open exactly where a page that shows them is open."""

import pytest
from django.urls import reverse

from casestudies.models import Film
from tests.casestudies import factories
from tests.casestudies.factories import MP4

NAMES = ("file", "low_data", "audio", "described", "captions", "descriptions", "thumbnail")


@pytest.fixture
def told(course):
    return factories.told(course, filmed=1)


@pytest.fixture
def film(told) -> Film:
    return Film.objects.get(title="Nurse 0")


def url_of(page, film, name: str = "file") -> str:
    return reverse("voice_file", args=[page.pk, film.pk, name])


def test_a_voice_is_sent_whole_and_in_part_to_whoever_is_on_the_course(client, told, film):
    assert {client.get(url_of(told, film, name)).status_code for name in NAMES} == {200}
    part = client.get(url_of(told, film), headers={"Range": "bytes=0-9"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, MP4[:10])


def test_no_byte_reaches_anyone_else(stranger_client, anonymous, told, film):
    for browser in (stranger_client, anonymous):
        for name in NAMES:
            response = browser.get(url_of(told, film, name))
            assert (response.status_code, b"ftyp" in response.content) == (404, False)


def test_a_film_that_the_page_does_not_show_is_not_found(client, course, told):
    other = factories.film(title="Another")
    assert client.get(url_of(told, other)).status_code == 404
    shown = factories.told(course, filmed=1, title="Second")
    film = Film.objects.order_by("-pk").first()
    assert [client.get(url_of(page, film)).status_code for page in (told, shown)] == [404, 200]


def test_a_discussion_is_not_sent_before_someone_has_answered(client, course):
    talk = {"title": "What we would do", "who": "A nurse", "film": factories.film(title="Talk")}
    page = factories.case(course, discussion_films=[("discussion", talk)])
    urls = [url_of(page, talk["film"], name) for name in NAMES]
    assert {client.get(url).status_code for url in urls} == {404}
    client.post(reverse("answer_case", args=[page.pk]), factories.answers(page))
    assert {client.get(url).status_code for url in urls} == {200}


def test_of_a_voice_that_is_only_heard_no_picture_is_sent(client, course):
    page = factories.told(course, filmed=2, title="Heard")
    heard = Film.objects.get(title="Nurse 1")
    found = {name: client.get(url_of(page, heard, name)).status_code for name in NAMES}
    assert {name for name, status in found.items() if status == 200} == {"audio", "captions", "descriptions"}


def test_a_voice_that_was_taken_out_is_not_found_any_more(client, told, film):
    told.voices = []
    told.save()
    assert client.get(url_of(told, film)).status_code == 404


@pytest.mark.parametrize("name", ["title", "cues", "none"])
def test_only_files_are_sent(name, client, told, film):
    assert client.get(url_of(told, film, name)).status_code == 404


def test_a_film_in_use_as_a_voice_is_not_deleted(administrator_client, told, film):
    told.save_revision()
    url = reverse("wagtailmedia:delete", args=[film.pk])
    page = administrator_client.post(url, follow=True).content.decode()
    assert "cannot be deleted while a page shows it: The look away" in page
    assert Film.objects.filter(pk=film.pk).exists()
