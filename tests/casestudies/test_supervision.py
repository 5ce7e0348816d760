"""A note for supervision: its writer's alone, to change, print and erase."""

import html

import pytest
from django.urls import reverse

from learning.records.enrolments import Note
from learning.records.models import Event
from tests.casestudies import factories
from tests.factories import UserFactory

WORDS = "It was my mother at that door."


@pytest.fixture
def url(case) -> str:
    return reverse("supervision_note", args=[case.pk])


def shown(client, url: str) -> str:
    return html.unescape(client.get(url).content.decode())


def test_a_note_is_kept_to_change_print_and_erase_and_is_no_event(client, case, enrolled, url):
    assert f'href="{url}"' in shown(client, case.url)
    before = Event.objects.count()
    client.post(url, {"words": WORDS})
    page = shown(client, url)
    assert page.count(WORDS) == 2
    assert "Only you can see this." in page
    client.post(url, {"words": ""})
    assert WORDS not in shown(client, url)
    assert (Event.objects.count(), Note.objects.get().text) == (before, "")


def test_a_note_saves_itself_and_one_too_long_is_refused_in_words(client, url):
    saved = client.post(url, {"words": WORDS}, headers={"Accept": "application/json"})
    assert list(saved.json()) == ["saved_at"]
    long = {"words": "x" * 5001}
    assert client.post(url, long, headers={"Accept": "application/json"}).status_code == 400
    assert "Shorten this to 5000 characters." in html.unescape(client.post(url, long).content.decode())
    assert Note.objects.get().text == WORDS


def test_nobody_else_reads_it_and_only_whoever_is_on_the_course_writes_one(
    client, course, url, sign_in, stranger_client, anonymous
):
    client.post(url, {"words": WORDS})
    other = UserFactory()
    factories.join(other, course)
    assert WORDS not in shown(sign_in(other), url)
    for browser in (stranger_client, anonymous):
        assert browser.post(url, {"words": "Mine."}).status_code == 302
    assert Note.objects.count() == 1


def test_what_was_typed_before_a_sign_in_is_there_again(client, enrolled, url):
    client.get(url)
    client.session.flush()
    client.post(url, {"words": WORDS})
    client.force_login(enrolled)
    assert WORDS in shown(client, url)
