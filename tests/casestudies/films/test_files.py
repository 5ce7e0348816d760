"""A film sent to someone who may have it: all of it, part of it, or by way of nginx."""

import pytest

from tests.casestudies.factories import MP4


@pytest.fixture
def url(case):
    return f"/case-studies/{case.pk}/film/file/"


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_whole_film_is_sent_with_its_length_and_type(client, url):
    response = client.get(url)
    assert (response.status_code, body(response)) == (200, MP4)
    assert response["Content-Length"] == str(len(MP4))
    assert response["Content-Type"] == "video/mp4"
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=0-99", 0, 99), ("bytes=900-", 900, 999), ("bytes=-1", 999, 999)],
)
def test_a_range_is_sent_as_a_part(client, url, header, first, last):
    response = client.get(url, headers={"Range": header})
    assert (response.status_code, body(response)) == (206, MP4[first : last + 1])
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(MP4)}"
    assert response["Content-Length"] == str(last - first + 1)


def test_a_range_beyond_the_film_is_416_and_says_how_long_it_is(client, url):
    response = client.get(url, headers={"Range": "bytes=1000-"})
    assert (response.status_code, body(response)) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(MP4)}"


@pytest.mark.parametrize("header", ["bytes=0-1,5-6", "items=0-9", "bytes=9-1"])
def test_several_ranges_or_none_that_can_be_read_send_all_of_it(client, url, header):
    response = client.get(url, headers={"Range": header})
    assert (response.status_code, body(response)) == (200, MP4)


def test_a_film_that_has_not_changed_is_304(client, url):
    first = client.get(url)
    for headers in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        response = client.get(url, headers=headers)
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == first["ETag"]


def test_a_part_of_another_film_is_never_joined_to_this_one(client, url):
    stale = client.get(url, headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    fresh = client.get(url, headers={"Range": "bytes=0-9", "If-Range": client.get(url)["ETag"]})
    assert (stale.status_code, fresh.status_code) == (200, 206)


@pytest.mark.parametrize(("header", "status", "length"), [("", 200, "1000"), ("bytes=0-9", 206, "10")])
def test_head_says_the_same_and_sends_nothing(client, url, header, status, length):
    response = client.head(url, headers={"Range": header} if header else {})
    assert (response.status_code, response["Content-Length"], response.content) == (status, length, b"")


def test_a_film_is_never_compressed_and_never_cached(client, url):
    response = client.get(url, headers={"Range": "bytes=0-899", "Accept-Encoding": "gzip, br"})
    assert not response.has_header("Content-Encoding")
    assert body(response) == MP4[:900]
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == "inline"


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("film/low_data/", "video/mp4"),
        ("film/described/", "video/mp4"),
        ("film/audio/", "audio/mp4"),
        ("captions/captions/", "text/vtt; charset=utf-8"),
        ("captions/described_captions/", "text/vtt; charset=utf-8"),
        ("captions/descriptions/", "text/vtt; charset=utf-8"),
        ("captions/chapters/", "text/vtt; charset=utf-8"),
        ("poster/", "image/jpeg"),
    ],
)
def test_every_kind_of_file_has_its_type(client, case, path, content_type):
    response = client.get(f"/case-studies/{case.pk}/{path}")
    assert (response.status_code, response["Content-Type"]) == (200, content_type)


@pytest.mark.parametrize("path", ["film/title/", "film/captions/", "captions/file/", "captions/cues/"])
def test_only_files_are_sent(client, case, path):
    assert client.get(f"/case-studies/{case.pk}/{path}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_films_are_only_read(client, url, method):
    assert getattr(client, method)(url).status_code == 405


def test_nginx_is_told_which_file_to_send_and_gets_no_bytes_of_it(client, case, url, settings):
    settings.PRIVATE_REDIRECT = "/private/"
    response = client.get(url, headers={"Range": "bytes=0-9"})
    assert (response.status_code, response.content) == (200, b"")
    assert response["X-Accel-Redirect"] == f"/private/{case.film.file.name}"
    assert response["Content-Type"] == "video/mp4"
    assert response["Cache-Control"] == "private, no-store"


def test_nginx_is_told_nothing_for_a_stranger(stranger_client, url, settings):
    settings.PRIVATE_REDIRECT = "/private/"
    response = stranger_client.get(url)
    assert (response.status_code, response.has_header("X-Accel-Redirect")) == (404, False)


@pytest.mark.parametrize("redirect", ["", "/private/"])
def test_a_film_that_is_gone_from_the_disk_is_not_found(client, case, url, settings, redirect):
    settings.PRIVATE_REDIRECT = redirect
    case.film.file.storage.delete(case.film.file.name)
    assert client.get(url).status_code == 404


def test_a_rendition_that_was_never_added_is_not_found(client, case):
    case.film.audio = ""
    case.film.save()
    assert client.get(f"/case-studies/{case.pk}/film/audio/").status_code == 404
