"""The page of a case study: what is in it and the ways to take it in, first; then the film with its words."""

import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.people.models import PracticeGroup
from learning.records import records
from learning.site.models import Source
from tests.casestudies import factories
from tests.casestudies.factories import AT


def html(client, page) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def before(text: str, *marks: str) -> bool:
    places = [text.index(mark) for mark in marks]
    return places == sorted(places)


def test_what_is_in_it_and_the_equal_ways_come_before_the_film(client, case):
    page = html(client, case)
    assert before(page, "This film shows a mother with depression.", "Watch the film", "<video")
    ways = page[page.index("All count the same") : page.index("</section>")]
    assert re.findall(r'href="(\S+)"', ways) == [
        "#film",
        reverse("film_file", args=[case.pk, "audio"]),
        "#transcript",
        "#summary",
    ]


def test_the_browser_gets_a_film_with_captions_and_a_poster(client, case):
    page = html(client, case)
    video = page[page.index("<video") : page.index("</video>")]
    assert f'src="/case-studies/{case.pk}/film/file/"' in video
    assert f'poster="/case-studies/{case.pk}/poster/"' in video
    assert f'<track kind="captions" src="/case-studies/{case.pk}/captions/captions/" srclang="en-GB"' in video
    for word in ("controls", "playsinline", 'preload="metadata"'):
        assert word in video


def test_the_transcript_is_whole_without_a_script(client, case):
    page = html(client, case)
    assert "Hello, Joel. Is now still a good time?" in page
    assert "It&#x27;s fine &amp; dandy." in page


def test_an_extract_shows_its_part_alone(client, course):
    case = factories.case(course, film_start_seconds=26, film_end_seconds=38)
    page = html(client, case)
    assert f'src="/case-studies/{case.pk}/film/file/#t=26,38"' in page
    assert "12 seconds" in page
    assert "Joel does not look round." in page
    assert "Hello, Joel." not in page


def test_messages_and_what_goes_with_them_are_shown(client, case):
    case.messages_sources = [Source.objects.create(code="S1", title="A guideline", strength="guideline")]
    case.save()
    page = html(client, case)
    assert before(
        page, "Watch the baby too.", "Say what you saw.", "A guideline", "Anyone who visits a home."
    )
    assert "What does Joel do?" in page


def test_notes_for_trainers_are_never_shown_to_learners(client, case):
    client.post(reverse("answer_case", args=[case.pk]), factories.answers(case))
    for url in (case.get_url(), reverse("answer_case", args=[case.pk])):
        assert b"For trainers alone" not in client.get(url).content


def test_a_written_case_is_read_and_has_no_player(client, course):
    page = html(client, factories.case(course, film=None))
    assert "Priya has come for Joel" in page
    for word in ("<video", "film.js", "Watch the film", 'id="transcript"'):
        assert word not in page


@pytest.mark.parametrize(
    ("has_film", "icon", "word"), [(True, "film", "Film"), (False, "case", "Case study")]
)
def test_a_list_of_parts_says_which_kind_it_is(course, has_film, icon, word):
    case = factories.case(course) if has_film else factories.case(course, film=None)
    assert (case.part_icon, case.part_word) == (icon, word)


def test_a_missing_film_is_said_and_can_be_read_instead(client, case):
    case.film.file.storage.delete(case.film.file.name)
    page = html(client, case)
    assert "The film will not play here. Many work computers block video. You can read it instead" in page
    assert "Hello, Joel." in page
    assert "<video" not in page


def test_renditions_that_are_missing_are_not_offered(client, case):
    case.film.described.storage.delete(case.film.described.name)
    page = html(client, case)
    assert "With described pictures" not in page
    assert "Smaller file</a>" in page


@pytest.mark.parametrize(
    ("position", "data"), [("t=38", 'data-resume="38"'), ("p-5c1f", None), ("t=-1", None)]
)
def test_the_page_says_where_to_resume(client, enrolled, case, position, data):
    records.keep_place(learner=enrolled, activity=case, position=position, at=AT)
    page = html(client, case)
    assert data in page if data else "data-resume" not in page


def test_related_cases_are_named_once_they_are_live(client, course, case):
    second = factories.case(course, title="Second", related=[("page", case)])
    assert f'<a class="govuk-link" href="{case.get_url()}">' in html(client, second)
    case.unpublish()
    assert f'<a class="govuk-link" href="{case.get_url()}">The look away</a></li>' not in html(client, second)


def test_someone_trying_a_taster_is_not_asked_to_answer(stranger_client, course):
    page = html(stranger_client, factories.case(course, is_taster=True))
    assert "Join the course" in page
    assert reverse("complete_case", args=[1])[:14] in page
    assert "Write my answer" not in page


def queries(client, page) -> int:
    html(client, page)
    with CaptureQueriesContext(connection) as found:
        html(client, page)
    return len(found)


def test_the_page_takes_as_many_queries_for_much_as_for_little(client, course):
    """Thirteen are those of any part; film, standing, nation and contacts take one each, and what was played two."""
    groups = PracticeGroup.objects.order_by("code")[:20]
    others = [factories.case(course, title=f"Other {number}") for number in range(4)]
    little = factories.case(course, title="Little", related=[("page", others[0])])
    much = factories.case(
        course,
        title="Much",
        related=[("page", other) for other in others],
        seed_perspectives=[
            ("perspective", factories.perspective(group, "adult", "Words.", "ring")) for group in groups
        ],
    )
    assert queries(client, little) == queries(client, much) <= 18


def test_what_others_would_do_takes_as_many_queries_for_twenty_as_for_two(client, course):
    groups = PracticeGroup.objects.order_by("code")[:20]
    counts = []
    for some in (groups[:2], groups):
        voices = [("perspective", factories.perspective(group, "adult", "Words.", "ring")) for group in some]
        case = factories.case(course, film=None, title=f"With {len(some)}", seed_perspectives=voices)
        url = reverse("answer_case", args=[case.pk])
        client.post(url, factories.answers(case))
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_script_of_the_film_is_small(settings):
    assert len(gzip.compress((settings.BASE_DIR / "static/js/film.js").read_bytes())) <= 3500
