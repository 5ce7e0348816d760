"""Pages for families: open to everyone, support first, nothing of staff, nothing kept."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from casestudies.models import FamilyFilmPage, FamilyIndexPage
from courses.support_contacts import write_contacts
from learning.people.models import User
from learning.records.models import Event, Place
from learning.site.groups import let_trainers_write_below
from tests.casestudies import factories
from tests.factories import PostFactory

TODAY = datetime.date(2027, 3, 3)


def text(response) -> str:
    return response.content.decode()


def sheet(page) -> str:
    return reverse("family_questions", args=[page.pk])


def test_a_stranger_reads_every_page_without_a_cookie(families, film_page):
    client = Client()
    for address in (families.url, film_page.url, sheet(families), sheet(film_page)):
        response = client.get(address)
        assert response.status_code == 200, address
        assert not response.cookies, address
        assert "csrf" not in text(response).lower(), address
    assert not client.cookies


@pytest.mark.parametrize("who", ["stranger", "learner"])
def test_nothing_of_staff_is_on_a_page_for_families(who, families, film_page, learner, sign_in):
    client = sign_in(learner) if who == "learner" else Client()
    for address in (families.url, film_page.url, sheet(families)):
        html = text(client.get(address)).split("<footer")[0]
        for word in (
            "Sign in",
            "Sign out",
            learner.name,
            'aria-label="Main"',
            "My learning",
            "Courses",
            'method="post"',
        ):
            assert word not in html, (address, word)


def test_support_and_the_way_out_come_before_anything_else(families, film_page):
    write_contacts()
    for page in (families, film_page):
        html = text(Client().get(page.url))
        order = [
            html.index(words)
            for words in (
                "Leave this page",
                "ring <a",
                'href="tel:116123"',
                "What is in it" if page == film_page else "not your fault",
            )
        ]
        assert order == sorted(order)


def test_the_nation_is_chosen_in_the_address_and_is_not_looked_up_of_anybody(families, learner, sign_in):
    write_contacts()
    families.body = [("contacts", {"without_staff": True})]
    families.save_revision().publish()
    PostFactory(person=learner, organisation__nation="scotland")
    client = sign_in(learner)
    order = [
        text(client.get(families.url, {"nation": nation})).find('id="contacts-england"')
        for nation in ("", "wales")
    ]
    other = [
        text(client.get(families.url, {"nation": nation})).find('id="contacts-wales"')
        for nation in ("", "wales")
    ]
    assert [england < wales for england, wales in zip(order, other, strict=True)] == [True, False]
    html = text(client.get(families.url))
    assert html.find('id="contacts-england"') < html.find('id="contacts-scotland"')


def test_nothing_is_kept_of_whoever_reads(families, film_page, learner, sign_in):
    client = sign_in(learner)
    before = (Event.objects.count(), Place.objects.count(), User.objects.get(pk=learner.pk).last_login)
    for address in (families.url, film_page.url, sheet(families)):
        client.get(address)
    assert (
        Event.objects.count(),
        Place.objects.count(),
        User.objects.get(pk=learner.pk).last_login,
    ) == before


def test_no_script_but_that_of_every_page_is_sent_with_a_film(film_page):
    html = text(Client().get(film_page.url))
    assert re.findall(r'<script[^>]*src="[^"]*/(\w+)[^"/]*\.js"', html) == ["app"]
    assert "data-keep" not in html
    assert "<video controls" in html


def test_a_film_page_has_what_is_in_it_the_film_the_words_and_what_to_remember(film_page):
    html = text(Client().get(film_page.url))
    parts = (
        "From 0:10 to 0:20",
        "/film/file/#t=20",
        "<video",
        "Priya comes to see",
        "Hello, Joel.",
        "You can ask.",
    )
    assert [part for part in parts if part not in html] == []


def test_the_index_lists_the_films_that_are_there_and_how_long_they_are(families, film_page):
    factories.family_film(families, title="Read it", film=None)
    factories.family_film(families, title="Not yet", film=None, live=False)
    html = text(Client().get(families.url))
    assert "(1 minute)" in html
    assert "Read it" in html
    assert "Not yet" not in html


def test_the_sheet_holds_the_questions_and_nothing_that_printing_leaves(families, film_page):
    html = text(Client().get(sheet(families)))
    assert "What are you writing down?" in html
    assert "Can my partner come too?" in text(Client().get(sheet(film_page)))
    assert "tf-sheet" in html
    main = html.split("<main")[1].split("</main")[0]
    assert main.count("tf-no-print") == 3
    assert main.index("tf-sheet") < main.index("If you need help now") < main.index("tel:999")
    assert Client().get(sheet(factories.family_film(families, title="None", questions=[]))).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_index_takes_as_many_queries_for_one_film_as_for_many(count, families, django_assert_num_queries):
    film = factories.film()
    for number in range(count):
        factories.family_film(families, title=f"Film {number}", film=film)
    client = Client()
    client.get(families.url)
    with django_assert_num_queries(9):
        client.get(families.url)


def test_the_catalogue_does_not_find_what_is_for_families(families, film_page):
    course = factories.plant_course(families.get_parent())
    html = text(Client().get(course.get_parent().get_url(), {"q": "look away"}))
    assert film_page.url not in html


# What its author is told


def test_a_page_without_words_is_stopped(families):
    page = factories.family_film(families, what_happens="")
    [finding] = page.findings(on=TODAY)
    assert (finding.stops, finding.field) == (True, "what_happens")


def test_a_film_without_captions_or_a_note_is_stopped(families):
    page = factories.family_film(families, film=factories.film(captions=None), content_note="")
    assert [finding.stops for finding in page.findings(on=TODAY)] == [True, True]


def test_a_film_that_families_may_not_see_is_said_and_does_not_stop(families):
    page = factories.family_film(families, film=factories.film(is_fictional=False))
    [finding] = page.findings(on=TODAY)
    assert (finding.stops, finding.field) == (False, "film")


PLAIN = "<p>" + "Priya came to see Tess. She sat on the floor with the baby. " * 12 + "</p>"
HARD = (
    "<p>"
    + "Practitioners collaboratively undertook comprehensive assessment of parental functioning. " * 14
    + "</p>"
)


@pytest.mark.parametrize(("words", "count"), [(PLAIN, 0), (HARD, 1)], ids=["plain", "hard"])
@pytest.mark.parametrize("kind", [FamilyFilmPage, FamilyIndexPage])
def test_words_that_an_eleven_year_old_cannot_read_are_said(kind, words, count, db):
    page = kind(what_happens=words) if kind is FamilyFilmPage else kind(body=[("text", words)])
    found = page.findings(on=TODAY)
    assert [finding.stops for finding in found] == [False] * count
    assert all("bring it to 12" in finding.text for finding in found)


def test_a_draft_is_previewed_with_the_film_by_way_of_the_admin(film_page, trainer):
    response = film_page.make_preview_request(factories.request_of(trainer), "")
    assert "/admin/films/" in text(response)
    assert response.status_code == 200


def test_the_menu_leads_whoever_may_write_there_to_the_pages_for_families(families, trainer_client):
    url = reverse("families_in_admin")
    assert trainer_client.get(url).status_code == 404
    let_trainers_write_below(families)
    assert trainer_client.get(url).url == reverse("wagtailadmin_explore", args=[families.pk])
    assert url in trainer_client.get(reverse("wagtailadmin_home")).content.decode()
    assert trainer_client.get(url, follow=True).status_code == 200
