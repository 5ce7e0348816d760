"""What a film page sends, what it is answered, and where a learner sees and erases what is kept."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casestudies.models import Played, PlayingChoice
from casestudies.playing import playing, sessions
from casestudies.playing.panel import strip_of
from tests.casestudies import factories
from tests.casestudies.factories import AT
from tests.casestudies.playing.conftest import stretches_of
from tests.factories import UserFactory

PLAYED = "films_played"


def words(response) -> str:
    return " ".join(html.unescape(re.sub("<[^>]*>", "", response.getvalue().decode())).split())


def test_a_message_is_kept_and_answered_with_what_to_show(tell, enrolled):
    response = tell([[0, 12.5], [30, 45]])
    assert response.json() == {"words": "28 seconds of 1 minute", "bars": [[0, 20.83], [50, 25]]}
    assert stretches_of(enrolled) == [(0, 12.5), (30, 45)]


def test_the_page_says_what_was_played_and_goes_on_from_there(tell, client, case):
    tell([[0, 38]], position=38)
    page = client.get(case.get_url())
    assert "What you have played: 38 seconds of 1 minute. Kept so that you can go on." in words(page)
    assert b'<rect x="0.0%" width="63.33%" height="100%"/>' in page.content
    assert b'data-resume="38"' in page.content


def test_before_anything_is_played_nothing_is_said_of_it(client, case):
    page = client.get(case.get_url()).content.decode()
    assert "data-played hidden>" in page
    assert f'data-keep="{reverse("keep_played", args=[case.pk])}" data-session="' in page


NONSENSE = {
    "stretches": ["", "nonsense", "[[NaN, 1]]", "[[2, 1]]", "[[0, 1]" + " " * 20_000 + "]"],
    "position": ["", "nan", "-1", "inf", "9" * 400, "x"],
    "seq": ["", "0", "-1", "1.5", "9" * 5000],
    "age": ["", "-5", "nan", "9" * 20],
    "session": ["", "x" * 201, "1:2:3"],
}


def test_nonsense_is_refused_in_words_and_changes_nothing(tell):
    answers = [tell(**{name: value}) for name, values in NONSENSE.items() for value in values]
    assert {response.status_code for response in answers} == {400}
    assert all(re.search(r"[A-Z][a-z]+ .*\.", response.content.decode()) for response in answers)
    assert not Played.objects.exists()


def test_a_message_too_large_to_read_is_refused(tell, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    assert tell("[" + "[0, 1]," * 2000 + "]").status_code == 400
    assert not Played.objects.exists()


def test_a_session_of_somebody_else_is_refused(tell, course, sign_in, stranger_client):
    from_another = UserFactory()
    factories.join(from_another, course)
    assert tell(by=sign_in(from_another)).status_code == 400
    assert tell(by=stranger_client).status_code == 404
    assert tell(by=Client()).status_code == 401
    assert not Played.objects.exists()


def test_a_message_about_a_page_of_another_course_or_without_a_film_is_not_found(tell, case, course):
    assert tell(page=factories.case(course, title="Read", film=None)).status_code == 404
    case.unpublish()
    assert tell().status_code == 404


def test_a_taster_keeps_nothing_and_has_nowhere_to_send_it(course, sign_in):
    taster, person = factories.case(course, is_taster=True), UserFactory()
    assert b"data-keep" not in sign_in(person).get(taster.get_url()).content
    session = sessions.begin(learner_id=person.pk, screening=taster.screening(taster.film), at=timezone.now())
    message = {"session": session, "seq": 1, "position": 1, "age": 0, "stretches": "[[0, 1]]"}
    url = reverse("keep_played", args=[taster.pk])
    assert sign_in(person).post(url, message).status_code == 404
    assert not Played.objects.exists()


def test_forgetting_on_the_page_leaves_nothing_there(tell, client, case):
    tell([[0, 38]], position=38)
    page = client.post(reverse("forget_played", args=[case.pk]), follow=True)
    assert "What you had played is erased." in words(page)
    assert b"data-resume" not in page.content
    assert tell([[0, 40]], seq=2).status_code == 409
    assert not Played.objects.exists()


def test_a_token_of_our_forms_is_needed(case, enrolled):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(enrolled)
    for name in ("keep_played", "forget_played"):
        assert strict.post(reverse(name, args=[case.pk])).status_code == 403


def test_my_account_leads_to_all_of_it(tell, client, case):
    tell([[0, 38]])
    assert reverse(PLAYED) in client.get(reverse("my_account")).content.decode()
    assert "The look away: 38 seconds of 1 minute" in words(client.get(reverse(PLAYED)))
    page = client.post(reverse(PLAYED), {"forget": "1"}, follow=True)
    assert "What you had played is erased." in words(page)
    assert "Nothing is kept at the moment." in words(page)
    assert not Played.objects.exists()


def test_nothing_is_kept_of_whoever_chooses_so_and_the_page_says_so(tell, client, case):
    tell([[0, 38]])
    client.post(reverse(PLAYED), {"choice": "nothing", "save": "Save"})
    assert not Played.objects.exists()
    page = client.get(case.get_url())
    assert "Nothing is kept of what you play." in words(page)
    assert b"data-keep" not in page.content
    assert tell(seq=2).status_code == 409
    client.post(reverse(PLAYED), {"choice": "keep", "save": "Save"})
    assert b"data-keep" in client.get(case.get_url()).content


@pytest.mark.parametrize("choice", ["", "x", "9" * 5000])
def test_a_choice_that_is_none_is_refused_in_words(client, choice):
    assert "Choose whether we keep what you play." in words(
        client.post(reverse(PLAYED), {"choice": choice, "save": "1"})
    )
    assert not PlayingChoice.objects.exists()


def test_nobody_else_sees_any_of_it(tell, case, course, sign_in, lead, trainer, administrator):
    tell([[0, 38]])
    for person in (lead, trainer, administrator):
        assert "38 seconds" not in words(sign_in(person).get(reverse(PLAYED)))
    reader = UserFactory()
    factories.join(reader, course)
    assert "38 seconds" not in words(sign_in(reader).get(case.get_url()))


def test_a_list_of_three_films_takes_as_many_queries_as_of_one(client, enrolled, course):
    counts = []
    for number in range(3):
        case = factories.case(course, title=f"Case {number}")
        Played.objects.create(
            learner=enrolled, page=case.page_ptr, film=case.film, stretches=[[0, 20]], saved_at=AT
        )
        client.get(reverse(PLAYED))
        with CaptureQueriesContext(connection) as found:
            client.get(reverse(PLAYED))
        counts.append(len(found))
    assert counts[0] == counts[1] == counts[2]


def test_a_film_that_its_page_shows_no_more_is_not_in_the_list(tell, client, case):
    tell([[0, 38]])
    case.film = factories.film(title="Another")
    case.save()
    assert "The look away" not in words(client.get(reverse(PLAYED)))


def test_a_film_of_unknown_length_says_how_much_alone(case):
    case.film.duration = 0
    assert strip_of(case.screening(case.film), [(0, 20)]).words == "20 seconds"


def test_erasing_and_choosing_write_one_row(enrolled):
    playing.choose(learner=enrolled, is_kept=False, at=AT)
    playing.choose(learner=enrolled, is_kept=True, at=AT)
    assert PlayingChoice.objects.count() == 1
