"""A story told by several voices: changing the voice without a script stays at the same moment."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.people.models import PracticeGroup
from tests.casestudies import factories

TODAY = datetime.date(2027, 3, 3)


def shown(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def panel(page: str, key: str) -> tuple[bool, str]:
    """Whether a voice is shown, and what stands in its part of the page."""
    start = page.index(f'data-voice-panel="{key}"')
    tag = page[start : page.index(">", start)]
    following = page.find("data-voice-panel=", start + 1)
    return "hidden" not in tag, page[start:following]


def link(page: str, name: str) -> str:
    found = re.search(rf'<a class="govuk-link" href="([^"]+)" data-\w+="[^"]+"[^>]*>(?:<b>)?{name}', page)
    return found[1].split("#")[0]


def test_a_case_without_voices_says_nothing_of_them(client, case):
    page = shown(client, case.url)
    assert [word for word in ("data-telling", "voices.js", "The family</h2>") if word in page] == []


def test_the_family_is_named_with_how_they_belong_together(client, course):
    page = shown(client, factories.told(course).url)
    assert "Person 0, 13</dt><dd>Tess’s cousin" in page


def test_the_film_is_heard_first_and_every_voice_can_be_reached(client, course):
    case = factories.told(course, filmed=2)
    page = shown(client, case.url)
    assert panel(page, "film")[0]
    for key in ("person-0", "person-1", "nurse-0", "nurse-1"):
        assert not panel(page, key)[0]
        assert panel(shown(client, f"{case.url}?voice={key}"), key)[0]


def test_changing_the_voice_stays_at_the_same_moment(client, course):
    case = factories.told(course, filmed=1)
    page = shown(client, case.url + link(shown(client, case.url), "The call"))
    assert f'src="/case-studies/{case.pk}/film/file/#t=38"' in page
    assert 'data-resume="38"' in page
    page = shown(client, case.url + link(page, "Person 1"))
    words = panel(page, "person-1")[1]
    now = words.index('aria-current="true"')
    assert words.index("Person 1 arrives.") < now < words.index("And goes.")
    page = shown(client, case.url + link(page, "Nurse 0"))
    assert "/film/file/#" not in page
    assert re.search(rf"/case-studies/{case.pk}/films/\d+/file/#t=40", panel(page, "nurse-0")[1])
    page = shown(client, case.url + link(page, "The film"))
    assert f'src="/case-studies/{case.pk}/film/file/#t=38"' in page


@pytest.mark.parametrize("asked", ["voice=nobody", "moment=99", "moment=²", "moment=-1", "voice=&moment="])
def test_a_voice_or_a_moment_that_is_not_there_is_the_first(asked, client, course):
    case = factories.told(course)
    page = shown(client, f"{case.url}?{asked}")
    assert panel(page, "film")[0]
    assert f'src="/case-studies/{case.pk}/film/file/"' in page


def test_a_written_case_begins_with_its_first_voice(client, course):
    moments = [("moment", {"title": title, "at": ""}) for title in ("The visit", "The call")]
    page = shown(client, factories.told(course, film=None, moments=moments).url)
    assert panel(page, "person-0")[0]
    assert 'data-voice-panel="film"' not in page


def test_a_voice_that_is_only_heard_has_a_sound_and_its_words(client, course):
    page = shown(client, factories.told(course, filmed=2).url)
    words = panel(page, "nurse-1")[1]
    assert "/audio/" in words
    assert "<video" not in words
    assert "Hello, Joel." in words


def test_a_voice_that_is_silent_in_a_moment_goes_on_from_the_last_before(client, course):
    case = factories.told(course, filmed=1)
    case.voices[2].value["starts"] = ["0:20", ""]
    case.save()
    page = shown(client, f"{case.url}?voice=nurse-0&moment=2")
    assert "/file/#t=20" in panel(page, "nurse-0")[1]


def test_a_voice_whose_file_is_gone_is_read(client, course):
    case = factories.told(course, filmed=1)
    film = case.voices[2].value["film"]
    film.file.storage.delete(film.file.name)
    words = panel(shown(client, f"{case.url}?voice=nurse-0"), "nurse-0")[1]
    assert "The film will not play here." in words
    assert "Hello, Joel." in words


def test_a_moment_of_an_extract_ends_where_the_extract_does(client, course):
    case = factories.told(course, film_start_seconds=0, film_end_seconds=50)
    assert "/film/file/#t=38,50" in shown(client, f"{case.url}?moment=2")


def test_a_practitioner_is_shown_with_their_staff_group_and_side(client, course):
    page = shown(client, factories.told(course, filmed=1).url)
    words = panel(page, "nurse-0")[1]
    assert PracticeGroup.objects.get(code="mhn").name in words
    assert "tf-side-mark--adult" in words


def test_before_and_after_deciding_the_page_asks_who_was_heard(client, course):
    case = factories.told(course)
    answer = reverse("answer_case", args=[case.pk])
    for url in (case.url, answer):
        page = shown(client, url)
        asked = page[page.index("Have you heard each of them?") :]
        assert f'href="{case.url}?voice=person-1&moment=1#voice-person-1-1">Person 1</a>' in asked
    client.post(answer, factories.answers(case))
    assert "Did you hear each of them before you decided?" in shown(client, answer)


def test_nobody_is_asked_whom_they_heard_where_nobody_else_tells_it(client, case):
    for url in (case.url, reverse("answer_case", args=[case.pk])):
        assert "heard each of them" not in shown(client, url)


def test_discussions_are_shown_once_someone_has_answered(client, course):
    talk = {
        "title": "What we would do now",
        "who": "A nurse and a teacher",
        "film": factories.film(title="Talk"),
    }
    case = factories.case(course, discussion_films=[("discussion", talk)])
    answer = reverse("answer_case", args=[case.pk])
    assert "What we would do now" not in shown(client, case.url) + shown(client, answer)
    client.post(answer, factories.answers(case))
    for url in (case.url, answer):
        page = shown(client, url)
        assert "What we would do now" in page
        assert f"/case-studies/{case.pk}/films/{talk['film'].pk}/file/" in page


def test_a_preview_plays_every_voice_through_the_admin(course, administrator):
    case = factories.told(course, filmed=2)
    request = factories.request_of(administrator)
    page = case.make_preview_request(original_request=request, preview_mode="").content.decode()
    assert f"/case-studies/{case.pk}/films/" not in page
    assert page.count("/admin/films/films/") > 4


@pytest.mark.parametrize("address", ["page", "answer"])
def test_many_voices_take_as_many_queries_as_one_of_each_kind(address, client, course):
    counts = []
    for voices, filmed in ((1, 2), (4, 4)):
        case = factories.told(course, voices=voices, filmed=filmed, title=f"With {voices}")
        url = {"page": case.url, "answer": reverse("answer_case", args=[case.pk])}[address]
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        counts.append(len(found))
    assert counts[0] == counts[1]
