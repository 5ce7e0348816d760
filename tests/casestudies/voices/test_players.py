"""Every film and sound of a case has the same player: its own words, its own remembered place, its own pauses."""

import datetime
import html

import pytest
from django.urls import reverse

from casestudies.models import Film, Played
from casestudies.playing import playing, sessions
from learning.records.models import Place
from tests.casestudies import factories
from tests.casestudies.factories import AT
from tests.casestudies.voices.test_page import panel
from tests.quizzes.factories import question

MINUTE = datetime.timedelta(minutes=1)
ADDRESSES = ("film_transcript", "film_transcript_text")


@pytest.fixture
def told(course):
    return factories.told(course, filmed=2)


@pytest.fixture
def film(told) -> Film:
    return Film.objects.get(title="Nurse 0")


def shown(client, url: str) -> str:
    return html.unescape(client.get(url).content.decode())


def of_film(name: str, page, film) -> str:
    return f"{reverse(name, args=[page.pk])}?film={film.pk}"


def play(learner, page, film, stretch=(0, 12)) -> Played:
    screening = page.screening(film)
    whose = {"learner_id": learner.pk, "screening": screening, "at": AT}
    return playing.keep(
        learner=learner,
        screening=screening,
        session=sessions.read(sessions.begin(**whose), **whose),
        seq=1,
        position=stretch[1],
        sent=[stretch],
        age=0,
        at=AT + MINUTE,
    )


def test_a_film_of_a_voice_has_all_that_the_film_of_the_case_has(client, told, film):
    leading, own = (panel(shown(client, told.url), key)[1] for key in ("film", "nurse-0"))
    parts = ("data-film=", "data-transcript", "data-find", "data-film-speed", "data-played", "data-session=")
    assert [part for part in parts if part not in leading or part not in own] == []
    for name in ("low_data", "described", "audio"):
        assert f'href="{reverse("voice_file", args=[told.pk, film.pk, name])}" data-way="{name}"' in own
    for name in (*ADDRESSES, "keep_played", "forget_played"):
        assert of_film(name, told, film) in own
        assert f"{reverse(name, args=[told.pk])}?" not in leading


def test_of_a_voice_that_is_only_heard_the_player_offers_the_sound_and_its_words(client, told):
    heard = panel(shown(client, told.url), "nurse-1")[1]
    assert 'data-film="sound"' in heard
    assert "data-transcript" in heard
    assert [way for way in ("data-way=", "<video", "thumbnail") if way in heard] == []


def test_the_words_of_a_voice_are_read_looked_through_and_kept_by_themselves(client, told, film):
    page = shown(client, of_film("film_transcript", told, film) + "&q=joel")
    assert "Hello, <mark>Joel</mark>." in page
    assert f'name="film" value="{film.pk}"' in page
    kept = client.get(of_film("film_transcript_text", told, film))
    assert kept["Content-Disposition"] == 'attachment; filename="nurse-0-transcript.txt"'


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("asked", ["0", "x", "-1", "²", "9" * 30])
def test_words_of_a_film_that_the_page_does_not_show_are_not_found(asked, name, client, told):
    other = factories.film(title="Another")
    address = reverse(name, args=[told.pk])
    assert client.get(address, {"film": asked}).status_code == 404
    assert client.get(address, {"film": other.pk}).status_code == 404


def test_words_of_a_voice_reach_nobody_who_is_not_on_the_course(stranger_client, anonymous, told, film):
    for browser in (stranger_client, anonymous):
        answers = [browser.get(of_film(name, told, film)) for name in ADDRESSES]
        assert [(answer.status_code, b"Hello, Joel" in answer.content) for answer in answers] == [
            (404, False)
        ] * 2


def test_by_the_addresses_of_the_film_of_the_case_no_other_film_is_sent(client, course):
    moments = [("moment", {"title": title, "at": ""}) for title in ("The visit", "The call")]
    page = factories.told(course, filmed=2, film=None, moments=moments)
    for film in Film.objects.all():
        for name, more in (("film_file", ["file"]), ("film_captions", ["captions"]), ("film_poster", [])):
            asked = client.get(reverse(name, args=[page.pk, *more]), {"film": film.pk})
            assert asked.status_code == 404


@pytest.mark.parametrize("name", ADDRESSES)
def test_words_of_a_discussion_are_not_found_before_someone_has_answered(name, client, course):
    talk = {"title": "What we would do", "who": "A nurse", "film": factories.film(title="Talk")}
    page = factories.case(course, discussion_films=[("discussion", talk)])
    assert client.get(of_film(name, page, talk["film"])).status_code == 404
    client.post(reverse("answer_case", args=[page.pk]), factories.answers(page))
    assert client.get(of_film(name, page, talk["film"])).status_code == 200


def test_words_of_a_voice_whose_people_do_not_agree_are_not_found(client, told, film):
    Film.objects.filter(pk=film.pk).update(is_fictional=False)
    assert [client.get(of_film(name, told, film)).status_code for name in ADDRESSES] == [404, 404]
    assert 'data-voice-panel="nurse-0"' not in shown(client, told.url)


def test_each_film_goes_on_where_it_was_left_itself(client, enrolled, told, film):
    play(enrolled, told, film)
    play(enrolled, told, told.film, (0, 30))
    page = shown(client, told.url)
    assert [
        f'data-resume="{second}"' in panel(page, key)[1] for key, second in (("nurse-0", 12), ("film", 30))
    ] == [
        True,
        True,
    ]
    assert "12 seconds of 1 minute" in panel(page, "nurse-0")[1]
    assert "12 seconds of 1 minute" not in panel(page, "film")[1]
    assert Place.objects.get(enrolment__learner=enrolled).position == "t=30"


def test_what_another_device_sends_late_moves_no_place(enrolled, told, film):
    play(enrolled, told, film)
    screening = told.screening(film)
    whose = {"learner_id": enrolled.pk, "screening": screening, "at": AT}
    late = sessions.read(sessions.begin(**whose), **whose)
    row = playing.keep(
        learner=enrolled,
        screening=screening,
        session=late,
        seq=1,
        position=5,
        sent=[(0, 5)],
        age=90,
        at=AT + MINUTE,
    )
    assert row.second == 12


def test_one_film_is_forgotten_and_the_others_are_not(client, enrolled, told, film):
    play(enrolled, told, film)
    play(enrolled, told, told.film, (0, 30))
    client.post(of_film("forget_played", told, film))
    assert [row.film for row in Played.objects.all()] == [told.film]
    assert Place.objects.count() == 1


def test_a_message_about_the_film_of_a_voice_is_kept_of_that_film(client, enrolled, told, film, time_machine):
    session = sessions.begin(learner_id=enrolled.pk, screening=told.screening(film), at=AT)
    time_machine.move_to(AT + MINUTE, tick=False)
    message = {"session": session, "seq": 1, "position": 10, "age": 0, "stretches": "[[0, 10]]"}
    assert client.post(reverse("keep_played", args=[told.pk]), message).status_code == 400
    assert client.post(of_film("keep_played", told, film), message).status_code == 200
    assert Played.objects.get().film == film


def test_what_was_played_of_a_voice_is_listed_for_its_learner(client, enrolled, told, film):
    play(enrolled, told, film)
    assert "The look away</a> (another voice): 12 seconds of 1 minute" in shown(
        client, reverse("films_played")
    )
    told.voices = []
    told.save()
    assert "another voice" not in shown(client, reverse("films_played"))


@pytest.fixture
def pausing(course):
    page = factories.told(
        course,
        filmed=1,
        pause_points=[
            ("prompt", {"at": "0:20", "who": "", "words": "What did the film show?"}),
            ("prompt", {"at": "0:10", "who": "nurse 0 ", "words": "What did the nurse say?"}),
            ("question", {"at": "0:30", "who": "Nurse 0", "question": [question("Who is rung")]}),
        ],
    )
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def test_a_pause_stands_below_the_player_of_its_own_voice(client, pausing):
    page = shown(client, pausing.url)
    film, nurse = (panel(page, key)[1] for key in ("film", "nurse-0"))
    assert [words in film for words in ("What did the film show?", "What did the nurse say?")] == [
        True,
        False,
    ]
    assert "Pause 1 of 1, at 0:20" in film
    assert "Pause 1 of 2, at 0:10" in nurse
    assert "Pause 2 of 2, at 0:30" in nurse


def test_an_answer_leads_back_to_the_voice_that_it_was_asked_in(client, pausing):
    nurse, film = pausing.pauses()[:2]
    assert (nurse.voice, film.voice) == ("nurse-0", "film")
    for point, href in ((nurse, f"?voice=nurse-0#pause-{nurse.name}"), (film, f"#pause-{film.name}")):
        sent = {f"{point.name}-words": "Words."}
        response = client.post(reverse("pause_point", args=[pausing.pk, point.name]), sent)
        assert response["Location"] == pausing.url + href


@pytest.mark.parametrize(
    ("at", "who", "said"),
    [
        ("0:10", "Nurse 9", "nobody of that name tells the story in a film or a sound"),
        ("0:10", "Person 0", "nobody of that name tells the story in a film or a sound"),
        ("2:00", "Nurse 0", "what is shown runs from 0:00 to 1:00"),
    ],
)
def test_a_pause_is_of_a_voice_that_is_played_and_within_it(at, who, said, course):
    page = factories.told(course, filmed=1, film_end_seconds=30)
    page.pause_points = [("prompt", {"at": at, "who": who, "words": "What?"})]
    [finding] = [one for one in page.findings(on=datetime.date(2027, 3, 3)) if one.field == "pause_points"]
    assert finding.stops
    assert said in finding.text
