"""The demonstration's pages for families, its contacts, and the course that somebody who has lived it signed off."""

import datetime

import pytest
from django.test import Client

from casestudies.models import FamilyFilmPage, FamilyIndexPage
from learning.site.models import SupportContact

TODAY = datetime.date(2026, 11, 26)


def test_every_word_for_families_can_be_read_by_someone_of_eleven_or_twelve(demonstration):
    pages = [FamilyIndexPage.objects.get(), *FamilyFilmPage.objects.all()]
    assert len(pages) == 3
    assert [finding.text for page in pages for finding in page.findings(on=TODAY)] == []


@pytest.mark.parametrize("slug", ["ask-me-what-i-know", "the-look-away"])
def test_a_stranger_watches_each_film_for_families(slug, demonstration):
    page = FamilyFilmPage.objects.get(slug=slug)
    html = Client().get(page.get_url()).content.decode()
    assert "<video" in html
    film = Client().get(f"/for-families/{page.pk}/film/file/", headers={"Range": "bytes=0-7"})
    assert (film.status_code, b"".join(film.streaming_content)[4:]) == (206, b"ftyp")


def test_whoever_works_in_england_is_shown_its_numbers_first(demonstration, account, client):
    client.force_login(account("health.visitor"))
    html = client.get("/support/").content.decode()
    assert (
        html.index('id="contacts-uk"')
        < html.index('id="contacts-england"')
        < html.index('id="contacts-wales"')
    )
    assert SupportContact.objects.count() == 19
    assert 'aria-current="true"' in html


def test_one_course_says_who_made_it_and_the_others_do_not(demonstration):
    html = Client().get("/courses/").content.decode()
    assert html.count("Made with people who have lived it: Lorna") == 1
