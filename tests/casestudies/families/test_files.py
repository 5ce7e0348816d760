"""The files of a film for families: to everyone while families may see it, and otherwise not a byte."""

import pytest
from django.test import Client
from django.urls import reverse

from casestudies.models import Film
from tests.casestudies import factories

SECRETS = (b"ftyp", b"WEBVTT", b"JFIF", b"Hello, Joel")


def addresses(page) -> list[str]:
    one = [page.pk]
    return [
        *(reverse("family_film_file", args=[page.pk, name]) for name in Film.Rendition.values),
        *(reverse("family_film_captions", args=[page.pk, name]) for name in Film.Track.values),
        reverse("family_film_poster", args=one),
        reverse("family_film_transcript_text", args=one),
    ]


def assert_nothing_is_given(urls):
    for url in urls:
        for headers in ({}, {"Range": "bytes=0-0"}, {"If-None-Match": "*"}):
            response = Client().get(url, headers=headers)
            assert response.status_code == 404, url
            assert not [secret for secret in SECRETS if secret in response.content], url


def test_a_stranger_has_every_file_kept_by_no_cache_and_with_no_cookie(film_page):
    for url in addresses(film_page):
        response = Client().get(url)
        assert response.status_code == 200, url
        assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))
        assert response["X-Content-Type-Options"] == "nosniff"
        assert not response.cookies


def test_the_words_are_kept_under_the_name_of_their_film(film_page):
    response = Client().get(reverse("family_film_transcript_text", args=[film_page.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="the-look-away-transcript.txt"'


def test_a_film_that_families_may_not_see_gives_nothing_and_its_page_stands_with_the_words(film_page):
    Film.objects.update(is_fictional=False)
    assert_nothing_is_given(addresses(film_page))
    html = Client().get(film_page.url).content.decode()
    assert "Priya comes to see Tess and Joel." in html
    assert "A baby bumps his head" in html
    for word in ("<video", "Hello, Joel", "/film/", "/poster/", "transcript"):
        assert word not in html
    assert "(1 minute)" not in Client().get(film_page.get_parent().url).content.decode()


@pytest.mark.parametrize("which", ["page", "index"])
def test_what_was_taken_down_gives_nothing(which, film_page, families):
    (film_page if which == "page" else families).unpublish()
    pages = [film_page.url, reverse("family_questions", args=[film_page.pk])]
    assert_nothing_is_given([*addresses(film_page), *pages])


def test_the_film_of_a_course_is_not_given_by_way_of_the_pages_for_families(home, families):
    case = factories.case(factories.plant_course(home))
    assert_nothing_is_given(addresses(case))
    assert_nothing_is_given([reverse("family_film_file", args=[families.pk, "file"])])


def test_a_film_that_families_watch_keeps_its_captions(film_page, administrator_client):
    film = film_page.film
    data = {
        "title": film.title,
        "language": "en-GB",
        "is_fictional": "on",
        "duration": "60",
        "captions-clear": "on",
    }
    data["collection"] = film.collection_id
    response = administrator_client.post(reverse("wagtailmedia:edit", args=[film.pk]), data)
    assert "has no captions" in response.content.decode()
    assert Film.objects.get(pk=film.pk).captions


def test_a_film_on_a_page_for_families_is_not_deleted(film_page, administrator_client):
    film = film_page.film
    factories.case(factories.plant_course(film_page.get_parent().get_parent()), title="A case", film=film)
    response = administrator_client.post(f"/admin/media/delete/{film.pk}/", follow=True)
    assert "cannot be deleted while a page shows it: A case, The look away" in response.content.decode()
    assert Film.objects.filter(pk=film.pk).exists()
