"""What stops a case study from being published, and what is only said."""

import datetime

import pytest

from casestudies.models import CaseStudyPage
from learning.site.models import Source
from tests.casestudies import factories

TODAY = datetime.date(2027, 3, 3)


def stops(page) -> list[str]:
    return [finding.text for finding in page.findings(on=TODAY) if finding.stops]


def test_a_case_study_with_a_film_and_all_that_goes_with_it_has_nothing_amiss(case):
    assert case.findings(on=TODAY) == []


def test_a_film_without_captions_is_stopped_and_named(db):
    page = CaseStudyPage(title="A", content_note="Low mood.", film=factories.film(captions=None))
    [finding] = page.findings(on=TODAY)
    assert (finding.stops, finding.field) == (True, "film")
    assert "The film “The look away” has no captions" in finding.text


def test_a_film_whose_captions_say_nothing_has_no_transcript_and_is_stopped(db):
    film = factories.film()
    film.cues = []
    page = CaseStudyPage(title="A", content_note="Low mood.", film=film)
    assert "The film “The look away” has no transcript" in stops(page)[0]


@pytest.mark.parametrize(
    ("here", "there", "count"), [("", "", 1), ("Low mood.", "", 0), ("", "Low mood.", 0)]
)
def test_a_content_note_stands_on_the_page_or_with_the_film(db, here, there, count):
    page = CaseStudyPage(title="A", content_note=here, film=factories.film(content_note=there))
    assert len(stops(page)) == count


def test_a_case_that_can_be_neither_watched_nor_read_is_stopped(db):
    assert "nothing to watch or read" in stops(CaseStudyPage(title="A", text_version=""))[0]


def test_a_written_case_needs_no_film(db):
    assert stops(CaseStudyPage(title="A", text_version="<p>Tess is 29.</p>")) == []


def test_an_overdue_source_is_warned_of(case):
    overdue = TODAY - datetime.timedelta(days=1)
    case.messages_sources = [Source.objects.create(code="S1", title="A", strength="law", review_on=overdue)]
    [finding] = case.findings(on=TODAY)
    assert not finding.stops
