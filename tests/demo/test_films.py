"""The two films, and who may see them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from casestudies.consents.scopes import Scope
from casestudies.models import CaseStudyPage, Film
from courses.demo import data
from courses.demo.films import FILES, NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_film_has_every_file_whole(demonstration, name):
    film = Film.objects.get(title=data.read(f"films/{name}.film.yaml")["title"])

    for field, ending in FILES.items():
        stored = getattr(film, field)
        assert stored.size == (data.FILMS / f"{name}.{ending}").stat().st_size, field


@pytest.mark.parametrize("name", NAMES)
def test_a_film_has_a_transcript_with_its_speakers(demonstration, name):
    rules = data.read(f"films/{name}.film.yaml")

    film = Film.objects.get(title=rules["title"])
    speakers = {cue["speaker"] for cue in film.cues if cue["speaker"]}

    assert film.seconds == rules["seconds"]
    assert speakers
    assert speakers <= rules["characters"].keys()


def test_the_opening_film_is_an_extract(course):
    opening = CaseStudyPage.objects.descendant_of(course("C1")).get(film__isnull=False)

    assert (opening.film_start_seconds, opening.film_end_seconds) == (26, 60)


def test_a_film_opens_to_someone_on_the_course(course, account, sign_in):
    opening = CaseStudyPage.objects.descendant_of(course("C1")).get(film__isnull=False)
    client = sign_in(account("health.visitor"))

    answer = client.get(reverse("film_file", args=[opening.pk, "file"]), headers={"range": "bytes=0-99"})

    assert answer.status_code == 206
    assert len(b"".join(answer.streaming_content)) == 100


@pytest.mark.parametrize("who", [None, "admin", "partnership"])
def test_a_film_is_not_there_for_anyone_else(course, account, sign_in, client, who):
    opening = CaseStudyPage.objects.descendant_of(course("C1")).get(film__isnull=False)
    visitor = sign_in(account(who)) if who else client

    answer = visitor.get(reverse("film_file", args=[opening.pk, "file"]))

    assert answer.status_code == 404


def test_a_film_of_real_people_in_which_somebody_withdrew_is_shown_to_nobody(demonstration):
    film = Film.objects.get(is_fictional=False)

    lapses = film.lapses(on=timezone.localdate())

    assert [words.partition(":")[0] for words in lapses] == ["Grandmother, 70s"]
    assert not Film.objects.showable(on=timezone.localdate(), to=Scope.STAFF).filter(pk=film.pk).exists()
