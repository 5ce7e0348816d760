"""What is in a film, with times, before it; and where to start again."""

import datetime

import pytest

from casestudies.content_notes import noted
from casestudies.models import CaseStudyPage
from tests.casestudies import factories

BUMP = {"topic": "A baby bumps his head", "at": "0:10", "until": "0:20"}
TODAY = datetime.date(2027, 3, 3)


def rows(*notes: dict, **kwargs):
    page = CaseStudyPage(content_notes=[("note", {"at": "", "until": ""} | note) for note in notes])
    return noted(page.content_notes, **kwargs).rows


def test_before_the_film_stands_what_is_in_it_and_where_to_start_again_without_a_script(course, client):
    case = factories.case(course, content_notes=[("note", BUMP)])
    page = client.get(case.url).content.decode()
    film = f"/case-studies/{case.pk}/film/file/"
    link = f'href="{film}#t=20" data-seconds="20">Skip this: start again at 0:20</a>'
    assert link in page
    assert page.index("From 0:10 to 0:20:") < page.index(link) < page.index("<video")


@pytest.mark.parametrize(
    ("note", "when", "again"),
    [
        ({"at": "1:05"}, "At 1:05", None),
        ({"at": "1:05", "until": "2:00"}, "From 1:05 to 2:00", 120),
        ({"at": "", "until": ""}, "", None),
        ({"at": "1:", "until": "oops"}, "", None),
    ],
)
def test_a_note_has_the_times_that_were_given(note, when, again):
    [row] = rows(note | {"topic": "Low mood"}, film_url="/film/")
    assert (row.when, row.again) == (when, again)


def test_an_extract_ends_where_it_does_and_nobody_is_sent_past_its_end():
    inside, past = rows(BUMP, BUMP | {"until": "1:30"}, film_url="/film/#t=5,60", end=60)
    assert (inside.url, past.url) == ("/film/#t=20,60", "")


def test_without_a_film_that_plays_there_are_topics_and_no_times():
    assert [(row.topic, row.when, row.url) for row in rows(BUMP)] == [("A baby bumps his head", "", "")]


@pytest.mark.parametrize(("count", "is_folded"), [(3, False), (4, True)])
def test_a_long_list_is_folded(count, is_folded, course, client):
    case = factories.case(course, content_notes=[("note", BUMP)] * count)
    assert ("What is in it, with times" in client.get(case.url).content.decode()) is is_folded


def test_without_a_film_a_long_list_promises_no_times(course, client):
    case = factories.case(course, film=None, content_notes=[("note", BUMP)] * 4)
    page = client.get(case.url).content.decode()
    assert "What is in it, one by one" in page
    assert "with times" not in page


@pytest.mark.parametrize(("until", "count"), [("0:20", 0), ("0:10", 1), ("0:05", 1), ("0:", 0)])
def test_a_note_that_ends_before_it_starts_is_stopped(until, count, course):
    case = factories.case(course, content_notes=[("note", BUMP | {"until": until})])
    found = [finding for finding in case.findings(on=TODAY) if finding.field == "content_notes"]
    assert [finding.stops for finding in found] == [True] * count
