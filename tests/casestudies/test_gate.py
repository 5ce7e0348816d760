"""A film and all that goes with it are open where their page is; to anyone else, no byte and no word."""

import re

from django.urls import reverse

from casestudies.models import Film
from courses.models import CoursePage
from tests.casestudies import factories
from tests.factories import UserFactory

FILES = [
    *[f"film/{rendition}/" for rendition in Film.Rendition.values],
    *[f"captions/{track}/" for track in Film.Track.values],
    "poster/",
    "transcript/",
    "transcript.txt",
]
SECRETS = [b"Hello, Joel", b"ftyp", b"WEBVTT", b"JFIF", b"The look away", b"film.mp4"]


def addresses(case) -> list[str]:
    return [f"/case-studies/{case.pk}/{path}" for path in FILES]


def without_token(response) -> bytes:
    """A page's content, but for the form token, which is another each time."""
    return re.sub(rb"[A-Za-z0-9]{64}", b"", response.content)


def assert_nothing_is_given(client, urls):
    for url in urls:
        for headers in ({}, {"Range": "bytes=0-0"}, {"If-None-Match": "*"}):
            response = client.get(url, headers=headers)
            assert response.status_code == 404, url
            assert not response.streaming
            assert not [secret for secret in SECRETS if secret in response.content], url
            assert not response.has_header("ETag")


def test_whoever_is_on_the_course_has_every_file(client, case):
    assert [client.get(url).status_code for url in addresses(case)] == [200] * len(FILES)


def test_the_list_of_files_is_the_list_of_addresses(case):
    names = ["film_file", "film_captions"]
    words = [Film.Rendition.values, Film.Track.values]
    several = [
        reverse(name, args=[case.pk, word])
        for name, kinds in zip(names, words, strict=True)
        for word in kinds
    ]
    single = [
        reverse(name, args=[case.pk]) for name in ("film_poster", "film_transcript", "film_transcript_text")
    ]
    assert addresses(case) == several + single


def test_someone_signed_out_has_nothing(db, anonymous, case):
    assert_nothing_is_given(anonymous, addresses(case))


def test_a_stranger_has_nothing(stranger_client, case):
    assert_nothing_is_given(stranger_client, addresses(case))


def test_someone_suspended_has_nothing_in_the_window_that_was_open(client, enrolled, case):
    enrolled.is_active = False
    enrolled.save()
    assert_nothing_is_given(client, addresses(case))


def test_after_signing_out_nothing_is_left(client, case):
    client.logout()
    assert_nothing_is_given(client, addresses(case))


def test_being_on_another_course_gives_nothing(home, case, sign_in):
    person = UserFactory()
    other = case.course_page().get_parent().add_child(instance=CoursePage(title="Another course"))
    factories.join(person, other.specific)
    assert_nothing_is_given(sign_in(person), addresses(case))


def test_a_page_taken_down_takes_its_film_with_it(client, case):
    case.unpublish()
    assert_nothing_is_given(client, addresses(case))


def test_a_page_without_a_film_has_no_files(client, course):
    written = factories.case(course, film=None)
    assert_nothing_is_given(client, addresses(written))


def test_a_page_that_does_not_exist_answers_as_one_that_is_not_open(stranger_client, case):
    missing = stranger_client.get("/case-studies/999999/film/file/")
    closed = stranger_client.get(f"/case-studies/{case.pk}/film/file/")
    assert (missing.status_code, without_token(missing)) == (closed.status_code, without_token(closed))


def test_a_film_has_no_public_address(anonymous, case):
    for path in (f"/media/{case.film.file.name}", f"/static/{case.film.file.name}", case.film.file.url):
        assert anonymous.get(path).status_code in (302, 404)


def test_a_taster_is_open_to_anyone_signed_in_and_to_nobody_else(anonymous, stranger_client, course):
    taster = factories.case(course, is_taster=True)
    assert [stranger_client.get(url).status_code for url in addresses(taster)] == [200] * len(FILES)
    assert_nothing_is_given(anonymous, addresses(taster))


def test_the_page_sends_a_stranger_to_the_course_and_shows_nothing(stranger_client, case):
    response = stranger_client.get(case.get_url())
    assert (response.status_code, response["Location"]) == (302, case.course_page().get_url())
    assert b"Tess" not in response.content
