"""On the film's page: less data where a browser asks, words to find and to keep, and what the one button says."""

import re

import pytest
from django.urls import reverse

from learning.records.models import Completion, Event
from tests.casestudies import factories

SAVING = {"Save-Data": "on"}


def html(client, page, **headers) -> str:
    return client.get(page.get_url(), headers=headers).content.decode()


def video_of(page: str) -> str:
    return page[page.index("<video") : page.index("</video>")]


def test_a_browser_that_saves_data_begins_with_the_smaller_file_and_a_way_back(client, case):
    page = html(client, case, **SAVING)
    video = video_of(page)
    assert f'src="/case-studies/{case.pk}/film/low_data/"' in video
    assert 'preload="none"' in video
    assert "Your browser asks for less data, so this is the smaller file (500" in page
    assert (
        f'<a class="govuk-link" href="/case-studies/{case.pk}/film/file/" data-way="file">Play the whole film</a>'
        in page
    )


@pytest.mark.parametrize("headers", [{}, {"Save-Data": "off"}])
def test_any_other_begins_with_the_film_and_is_offered_the_smaller_one(client, case, headers):
    page = html(client, case, **headers)
    assert f'src="/case-studies/{case.pk}/film/file/"' in video_of(page)
    assert "Smaller file</a>" in page
    assert "asks for less data" not in page


def test_without_a_smaller_file_the_film_is_all_there_is(client, course):
    case = factories.case(course, film=factories.film(low_data=None))
    assert f'src="/case-studies/{case.pk}/film/file/"' in video_of(html(client, case, **SAVING))


def test_words_are_found_in_the_transcript_without_a_script(client, case):
    url = reverse("film_transcript", args=[case.pk])
    assert f'method="get" action="{url}" role="search"' in html(client, case)
    page = client.get(url, {"q": "JOEL"}).content.decode()
    assert "2 times in the transcript" in page
    assert "Hello, <mark>Joel</mark>." in page
    assert "Not in the transcript" in client.get(url, {"q": "zebra"}).content.decode()
    assert "<mark>" not in client.get(url).content.decode()


@pytest.mark.parametrize("words", ["<b>", '"><script>', "&", "\x00", "é" * 5000])
def test_whatever_is_looked_for_is_only_words(client, case, words):
    page = client.get(reverse("film_transcript", args=[case.pk]), {"q": words}).content.decode()
    assert "<script>" not in page
    assert '<b>"' not in page


def test_a_transcript_is_kept_under_the_name_of_its_film(client, case):
    response = client.get(reverse("film_transcript_text", args=[case.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="the-look-away-transcript.txt"'
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Priya: Hello, Joel." in response.content.decode()


def test_of_real_people_nothing_is_offered_to_keep(client, course):
    film = factories.real_film()
    factories.agree(factories.person_in(film))
    case = factories.case(course, film=film)
    url = reverse("film_transcript_text", args=[case.pk])
    page = html(client, case)
    assert url not in page
    assert 'controlslist="nodownload"' in video_of(page)
    assert client.get(url).status_code == 404
    film = client.get(reverse("film_file", args=[case.pk, "file"]))
    assert (film["Content-Disposition"], film["Cache-Control"]) == ("inline", "private, no-store")


def test_where_everyone_must_have_seen_it_the_button_says_so_and_nothing_is_checked(client, course):
    case = factories.case(course, must_be_seen=True, prompts=[], first_step_options=[])
    page = html(client, case)
    assert re.findall(r'data-prevent-double-click="true">([^<]+)</button>', page) == [
        "I have seen, heard or read this, and finish"
    ]
    client.post(reverse("complete_case", args=[case.pk]))
    assert Completion.objects.count() == Event.objects.filter(verb=Event.Verb.COMPLETED_ACTIVITY).count() == 1


def test_the_button_of_a_second_answer_says_it_too(client, course):
    case = factories.case(course, must_be_seen=True)
    page = client.post(reverse("answer_case", args=[case.pk]), factories.answers(case), follow=True)
    assert "Save. I have seen, heard or read this, and finish" in page.content.decode()
