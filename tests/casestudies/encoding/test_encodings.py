"""Renditions asked for, made by the worker, tried again, and given to the film all at once."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from casestudies.encoding import encodings, making, tasks
from casestudies.models import Encoding, Film
from learning.records import effects
from learning.records.models import Effect
from learning.records.worker import work_once
from tests.casestudies.encoding import tiny
from tests.casestudies.factories import JPEG

NOW = timezone.now()
FILES = ("file", "low_data", "audio", "thumbnail")


def names(film: Film) -> dict[str, str]:
    film.refresh_from_db()
    return {field: getattr(film, field).name for field in FILES}


def test_a_film_that_was_uploaded_gets_every_rendition_and_keeps_what_was_uploaded(film, asked, work, kept):
    uploaded = film.original.name
    work()
    folder = f"films/made/{asked.pk}-1"
    assert names(film) == {
        "file": f"{folder}/720p.mp4",
        "low_data": f"{folder}/360p.mp4",
        "audio": f"{folder}/sound.m4a",
        "thumbnail": f"{folder}/poster.jpg",
    }
    assert kept() == sorted([uploaded, film.captions.name, *names(film).values()])
    asked.refresh_from_db()
    assert (asked.progress, asked.problem, asked.finished_at is None) == (100, "", False)
    assert not Effect.objects.waiting().exists()


def test_asking_twice_is_asking_once(film, asked, trainer):
    assert encodings.ask(film=film, by=trainer, at=timezone.now()) == asked
    assert Effect.objects.count() == 1


def test_a_silent_film_loses_the_sound_of_the_one_before_it(film, trainer, work):
    film.audio = ContentFile(b"ID3", name="old.m4a")
    film.original = ContentFile(tiny.film(sound=False), name="silent.mp4")
    film.save()
    encodings.ask_anew(film=film, by=trainer, at=timezone.now())
    work()
    assert names(film)["audio"] == ""
    assert names(film)["file"]


def test_a_poster_that_somebody_added_stays(film, asked, work, kept):
    film.thumbnail = ContentFile(JPEG, name="chosen.jpg")
    film.save()
    work()
    assert names(film)["thumbnail"] == "films/chosen.jpg"
    assert not any(name.endswith("poster.jpg") for name in kept())


def test_what_is_replaced_is_deleted_once_the_new_is_there(film, asked, work, trainer, kept):
    work()
    first = set(names(film).values())
    film.original = ContentFile(tiny.film(seconds=1), name="second.mp4")
    film.save()
    again = encodings.ask_anew(film=film, by=trainer, at=timezone.now())
    assert set(names(film).values()) == first
    work()
    assert not first & set(kept())
    assert names(film)["file"] == f"films/made/{again.pk}-1/720p.mp4"


def test_a_film_that_cannot_be_read_to_its_end_fails_in_words_and_leaves_nothing(film, asked, work, kept):
    data = tiny.film()
    film.original.storage.delete(film.original.name)
    film.original.storage.save(film.original.name, ContentFile(data[: len(data) // 2]))
    work()
    asked.refresh_from_db()
    assert asked.problem == tasks.UNREADABLE
    assert kept() == sorted([film.original.name, film.captions.name])


def test_a_film_whose_upload_is_gone_fails_in_words(film, asked, work):
    film.original.storage.delete(film.original.name)
    work()
    asked.refresh_from_db()
    assert asked.problem == tasks.GONE


def test_without_room_nothing_is_made_and_that_is_said(asked, work, settings, kept):
    settings.FILM_ROOM_LEFT_MB = 10**9
    before = kept()
    work()
    asked.refresh_from_db()
    assert (asked.problem, kept()) == (tasks.NO_ROOM, before)


def test_after_a_failure_it_may_be_asked_for_again(film, asked, work, trainer):
    asked.failed_at, asked.problem = NOW, "No room."
    asked.save()
    again = encodings.ask(film=film, by=trainer, at=timezone.now())
    assert again != asked
    work()
    assert names(film)["file"]


class Killed(BaseException):
    """What a worker meets when it is killed: no code of ours runs after it, so nothing catches it."""


@pytest.fixture
def killed(asked, monkeypatch):
    """A worker that died half-way through: its files lie there, and it holds the effect."""
    make = making.make

    def die(source, folder, **kwargs):
        make(source, folder, **kwargs)
        (folder / "half.mp4").write_bytes(b"half")
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(making, "make", die)
        with pytest.raises(Killed):
            work_once(worker="dead", is_long=True)
    return asked


def test_while_a_dead_worker_may_be_alive_nobody_takes_its_work(killed, film, work):
    work()
    killed.refresh_from_db()
    assert killed.is_open
    assert names(film)["file"] == ""


def test_the_work_of_a_dead_worker_begins_anew_and_leaves_no_orphan(killed, film, work, lapsed, kept):
    work(later=lapsed)
    assert names(film)["file"] == f"films/made/{killed.pk}-2/720p.mp4"
    assert kept() == sorted([film.original.name, film.captions.name, *names(film).values()])


def test_a_film_that_ends_every_worker_is_given_up_in_words(killed, film, work, lapsed, kept):
    Encoding.objects.update(tries=tasks.MOST_TRIES)
    work(later=lapsed)
    killed.refresh_from_db()
    assert "begun 3 times and broke off each time" in killed.problem
    assert kept() == sorted([film.original.name, film.captions.name])


def test_a_worker_that_was_left_for_dead_changes_nothing_when_it_wakes(asked, film, kept):
    left = encodings.start(asked.pk, at=NOW)
    encodings.start(asked.pk, at=NOW)
    with pytest.raises(encodings.Superseded):
        encodings.go_on(left, progress=50, at=NOW)
    with pytest.raises(encodings.Superseded):
        encodings.finish(left, made={"file": "films/made/1-1/720p.mp4"}, at=NOW)
    with pytest.raises(encodings.Superseded):
        encodings.fail(left, "Too late.", at=NOW)
    asked.refresh_from_db()
    assert (asked.progress, asked.is_open, names(film)["file"]) == (0, True, "")


def test_another_original_stops_the_making_of_the_one_before(asked, film, trainer, work, kept, monkeypatch):
    monkeypatch.setattr(tasks, "BEAT_SECONDS", 0)
    go_on = encodings.go_on

    def replaced_meanwhile(encoding, **values):
        if encoding.pk == asked.pk:
            encodings.ask_anew(film=film, by=trainer, at=timezone.now())
        go_on(encoding, **values)

    with monkeypatch.context() as patch:
        patch.setattr(encodings, "go_on", replaced_meanwhile)
        work()
    asked.refresh_from_db()
    assert asked.problem == encodings.REPLACED
    assert f"films/made/{asked.pk}-1" not in {name.rpartition("/")[0] for name in kept()}
    assert names(film)["file"]


def test_a_film_that_was_deleted_meanwhile_leaves_nothing_to_make(asked, film, work, kept):
    film.delete()
    work()
    assert not any("made" in name for name in kept())


def test_while_it_is_made_progress_is_noted_and_the_work_stays_in_its_hands(effect, asked, lapsed):
    at = timezone.now()
    effects.lease(worker="films", is_long=True, at=at)
    encoding = encodings.start(asked.pk, at=at)
    encodings.go_on(encoding, progress=40, at=at + lapsed * 0.9)
    effect.refresh_from_db()
    assert effect.leased_until > at + lapsed
    asked.refresh_from_db()
    assert asked.progress == 40


def test_two_films_are_never_made_at_once_and_mail_does_not_wait_for_them(asked, film, trainer):
    other = Film.objects.create(title="Other", type="video", original="films/other.mp4")
    encodings.ask(film=other, by=trainer, at=timezone.now())
    effects.ask(task="tests.records.tasks.note", key="mail", at=timezone.now(), text="a letter")
    at = timezone.now()
    assert effects.lease(worker="one", is_long=True, at=at).key == asked.key
    assert effects.lease(worker="two", is_long=True, at=at) is None
    assert effects.lease(worker="three", at=at).key == "mail"
    assert effects.lease(worker="three", at=at) is None


def test_files_that_some_film_names_are_not_forgotten(film):
    tasks.forget_files.func(names=[film.original.name, "films/none.mp4"])
    assert film.original.storage.exists(film.original.name)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"finished_at": NOW},
        {"failed_at": NOW, "problem": "No room."},
        {"started_at": NOW, "tries": 1, "progress": 100},
    ],
)
def test_an_encoding_may_be_open_finished_or_failed(film, values):
    Encoding.objects.create(film=film, asked_at=NOW, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"progress": 101},
        {"failed_at": NOW},
        {"problem": "No room."},
        {"finished_at": NOW, "failed_at": NOW, "problem": "No room."},
        {"started_at": NOW},
        {"tries": 1},
    ],
)
def test_an_encoding_says_nothing_that_cannot_be(film, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Encoding.objects.create(film=film, asked_at=NOW, **values)


def test_a_film_has_one_open_encoding_at_most(asked, film):
    with pytest.raises(IntegrityError), transaction.atomic():
        Encoding.objects.create(film=film, asked_at=NOW + datetime.timedelta(days=1))


def test_a_film_without_a_file_of_any_kind_is_refused(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Film.objects.create(title="Nothing", type="video")
