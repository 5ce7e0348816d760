"""A film's page in the admin: uploaded, measured, made, told of, tried again."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection
from wagtailmedia.forms import get_media_form

from casestudies.encoding import encodings, tasks
from casestudies.models import Encoding, Film, Upload
from learning.records.models import Effect
from tests.casestudies import factories
from tests.casestudies.encoding import tiny
from tests.casestudies.factories import CAPTIONS

ADD = "/admin/media/video/add/"


def sent(data: bytes = b"", name: str = "Home visit.mov", **changed) -> dict:
    values = {"title": "Home visit", "language": "en-GB", "collection": Collection.get_first_root_node().pk}
    if data:
        values["original"] = SimpleUploadedFile(name, data)
    return values | changed


def words(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def page(client, film: Film) -> str:
    return words(client.get(reverse("wagtailmedia:edit", args=[film.pk])))


def test_a_trainer_uploads_a_film_and_all_else_happens_by_itself(trainer, trainer_client, work):
    response = trainer_client.post(ADD, sent(tiny.film()), follow=True)
    film = Film.objects.get()
    assert "2 seconds" in words(response)
    assert "320 × 180" in words(response)
    assert "H.264, AAC" in words(response)
    assert "Waiting to be made" in words(response)
    assert (film.file.name, film.encodings.get().asked_by) == ("", trainer)
    work()
    shown = page(trainer_client, film)
    assert "Ready to play" in shown
    film.refresh_from_db()
    for file in (film.original, film.file, film.low_data, film.audio, film.thumbnail):
        assert f'href="{file.url}"' in shown
        assert trainer_client.get(file.url).status_code == 200


def test_saving_a_film_makes_nothing_itself(trainer_client, kept):
    trainer_client.post(ADD, sent(tiny.film()))
    assert [name.rpartition("/")[2] for name in kept()] == ["film.mov"]
    assert Effect.objects.get().task == encodings.MAKE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"A letter.\n" * 50, "This is not a film that we can read."),
        (tiny.film()[: len(tiny.film()) // 2], "This film breaks off"),
        (tiny.film(each=6000, sound=False), "This film is 3 hours 10 minutes long."),
        (tiny.sound(), "There is sound in this file and no picture."),
    ],
    ids=["letter", "truncated", "3 hours", "sound"],
)
def test_what_cannot_be_taken_is_refused_beside_the_film_and_nothing_else_is_lost(
    data, said, trainer_client, kept
):
    response = trainer_client.post(ADD, sent(data, content_note="Raised voices."))
    assert said in words(response)
    assert "Raised voices." in words(response)
    assert (Film.objects.count(), Upload.objects.count(), kept()) == (0, 0, [])


def test_a_film_without_sound_is_taken_and_warned_of(trainer_client):
    response = trainer_client.post(ADD, sent(tiny.film(sound=False)), follow=True)
    assert "This film has no sound" in words(response)


def test_no_film_at_all_is_asked_for(trainer_client):
    assert "Choose the film." in words(trainer_client.post(ADD, sent()))


def test_a_film_that_has_come_is_kept_when_something_else_is_refused(trainer_client):
    bad = SimpleUploadedFile("bad.vtt", b"no captions")
    response = trainer_client.post(ADD, sent(tiny.film(), captions=bad))
    upload = Upload.objects.get()
    assert "“Home visit.mov” is here" in words(response)
    assert f'value="{upload.key}"' in words(response)
    good = SimpleUploadedFile("good.vtt", CAPTIONS.encode())
    trainer_client.post(ADD, sent(upload=upload.key, captions=good))
    film = Film.objects.get()
    assert (film.original.name, film.seconds, Upload.objects.count()) == (upload.stored_as, 2, 0)
    assert film.original.size == len(tiny.film())


def test_another_film_in_its_place_lets_the_first_go(film, trainer_client, work, kept):
    first = film.original.name
    url = reverse("wagtailmedia:edit", args=[film.pk])
    trainer_client.post(url, sent(tiny.film(seconds=1), captions=""))
    film.refresh_from_db()
    assert (film.seconds, film.original.name == first) == (1, False)
    work()
    assert first not in kept()


def test_words_are_saved_without_making_anything_anew(film, trainer_client):
    trainer_client.post(reverse("wagtailmedia:edit", args=[film.pk]), sent(title="Another title"))
    film.refresh_from_db()
    assert (film.title, Encoding.objects.count()) == ("Another title", 0)


def test_words_saved_while_the_worker_finishes_do_not_undo_what_it_made(film, asked, trainer, work):
    stale = Film.objects.get(pk=film.pk)
    work()
    form = get_media_form(Film)(sent(title="Another title"), {}, instance=stale, user=trainer)
    assert form.is_valid()
    form.save()
    film.refresh_from_db()
    assert film.title == "Another title"
    assert film.file.name.endswith("720p.mp4")


def test_how_far_it_is_stands_on_its_page_and_in_the_library(film, asked, trainer_client):
    encodings.go_on(encodings.start(asked.pk, at=timezone.now()), progress=40, at=timezone.now())
    part = words(trainer_client.get(reverse("film_making", args=[film.pk])))
    library = words(trainer_client.get(reverse("wagtailmedia:index")))
    for shown in (part, page(trainer_client, film), library):
        assert "Being made: 40%" in shown
    assert 'value="40"' in part
    assert "data-goes-on" in part


def test_a_failure_is_told_in_words_and_may_be_tried_again(film, asked, trainer_client, work):
    encodings.fail(encodings.start(asked.pk, at=timezone.now()), tasks.NO_ROOM, at=timezone.now())
    shown = page(trainer_client, film)
    again = reverse("make_film_again", args=[film.pk])
    assert tasks.NO_ROOM in shown
    assert f'action="{again}"' in shown
    assert trainer_client.get(again).status_code == 405
    trainer_client.post(again)
    work()
    assert "Ready to play" in page(trainer_client, film)


def test_a_film_made_by_hand_has_nothing_to_make_again(administrator_client, case):
    response = administrator_client.post(reverse("make_film_again", args=[case.film.pk]), follow=True)
    assert "There is no uploaded film" in words(response)
    assert not Encoding.objects.exists()


def test_whoever_may_not_change_a_film_learns_nothing_of_its_making(
    film, asked, learner_client, sign_in, expert
):
    asked.failed_at, asked.problem = timezone.now(), tasks.NO_ROOM
    asked.save()
    for client in (learner_client, sign_in(expert)):
        for name in ("film_making", "make_film_again"):
            url = reverse(name, args=[film.pk])
            assert {client.get(url).status_code, client.post(url).status_code} <= {302, 404, 405}
            assert "Location" not in client.post(url) or "/login/" in client.post(url)["Location"]
        assert client.get(reverse("wagtailmedia:edit", args=[film.pk])).status_code != 200
        assert client.get(film.original.url).status_code in (302, 404)
    assert not Encoding.objects.get().is_open


def test_a_case_study_waits_until_its_film_can_be_played(course, film, asked, work):
    film.content_note, film.no_description_reason = "Low mood.", "All of it is said."
    film.save()
    study = factories.case(course, film=film, live=False)
    today = timezone.localdate()
    assert "is still being made ready to play" in study.findings(on=today)[0].text
    asked.failed_at, asked.problem = timezone.now(), tasks.NO_ROOM
    asked.save()
    assert tasks.NO_ROOM in study.findings(on=today)[0].text
    encodings.ask(film=film, by=None, at=timezone.now())
    work()
    film.refresh_from_db()
    study.film = film
    assert [finding for finding in study.findings(on=today) if finding.stops] == []


@pytest.mark.parametrize("way", ["described", "descriptions", "described_script", "no_description_reason"])
def test_what_is_seen_is_described_or_somebody_says_why_not(course, way):
    files = {"described": None, "descriptions": None}
    film = factories.film(**files, content_note="Low mood.")
    study = factories.case(course, film=film)
    assert "Nothing says what is seen" in study.findings(on=timezone.localdate())[0].text
    setattr(film, way, "films/a.mp4" if way in files else "Joel looks away.")
    assert study.findings(on=timezone.localdate()) == []


def test_a_learner_reads_what_is_seen_or_why_nobody_says(client, case):
    Film.objects.update(described_script="Joel looks away.", no_description_reason="All of it is said.")
    shown = words(client.get(case.url))
    assert "Joel looks away." in shown
    assert "Pictures are not described: All of it is said." in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_library_takes_as_many_queries_for_many_films(
    count, film, trainer, trainer_client, django_assert_num_queries
):
    for number in range(count - 1):
        other = Film.objects.create(title=f"Film {number}", type="video", original=f"films/{number}.mp4")
        encodings.ask(film=other, by=trainer, at=timezone.now())
    url = reverse("wagtailmedia:index")
    trainer_client.get(url)
    with django_assert_num_queries(13):
        trainer_client.get(url)


def test_deleting_a_film_lets_go_of_every_file_of_it(film, asked, work, administrator_client, kept):
    work()
    assert kept()
    administrator_client.post(reverse("wagtailmedia:delete", args=[film.pk]))
    work()
    assert kept() == []
