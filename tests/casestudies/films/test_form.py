"""Films in the admin: added, changed, chosen, seen, and not deleted while they are shown."""

import html

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from casestudies.models import Film
from tests.casestudies import factories
from tests.casestudies.encoding import tiny
from tests.casestudies.factories import CAPTIONS, JPEG, MP4
from tests.factories import UserFactory


@pytest.fixture
def editor_client(trainer, trainer_client):
    """A trainer who may add and change films."""
    group = trainer.groups.get()
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_media", "change_media"):
        permission = Permission.objects.get(content_type__app_label="wagtailmedia", codename=codename)
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    return trainer_client


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def fields(**changed) -> dict:
    collection = Collection.get_first_root_node()
    values = {
        "title": "New film",
        "file": upload("new.mp4", tiny.film()),
        "captions": upload("new.vtt", CAPTIONS.encode()),
        "thumbnail": upload("new.jpg", JPEG),
        "language": "en-GB",
        "is_fictional": "on",
        "collection": collection.pk,
    }
    return {name: value for name, value in (values | changed).items() if value is not None}


def add(client, **changed):
    return client.post(reverse("wagtailmedia:add", args=["video"]), fields(**changed))


def text(response) -> str:
    return response.content.decode()


def test_the_list_of_films_is_called_what_its_menu_is_and_offers_films_only(editor_client):
    words = text(editor_client.get(reverse("wagtailmedia:index")))
    assert "Films" in words[words.index("<title>") : words.index("</title>")]
    assert reverse("wagtailmedia:add", args=["video"]) in words
    assert "Add audio" not in words


def test_a_trainer_adds_a_film_and_its_transcript_is_made(editor_client):
    response = add(editor_client)
    film = Film.objects.get()
    assert response["Location"] == reverse("wagtailmedia:edit", args=[film.pk])
    assert [cue["text"] for cue in film.cues][1] == "Hello, Joel."
    assert (film.seconds, film.width, film.height) == (2, 320, 180)


def test_a_caption_file_that_cannot_be_read_is_refused_with_the_line(editor_client):
    bad = CAPTIONS.replace("00:00:38.000", "00:00:38,000").encode()
    page = text(add(editor_client, captions=upload("bad.vtt", bad)))
    assert "Line 17 of the captions file: “00:00:38,000” is not a time such as 00:01:05.500" in page
    assert "The line reads: 00:00:38,000 --&gt; 00:00:43.000" in page
    assert "New film" in page
    assert not Film.objects.exists()


@pytest.mark.parametrize(
    ("field", "name", "content", "refusal"),
    [
        ("file", "new.mp4", b"<html>" + bytes(100), "This is not a film that we can read."),
        ("file", "new.html", tiny.film(), "File extension “html” is not allowed."),
        ("file", "new.mp4", b"", "The submitted file is empty."),
        ("low_data", "new.mp4", bytes(100), "This is not an MP4 film."),
        ("audio", "new.m4a", bytes(100), "This is not a sound file that browsers play."),
        ("thumbnail", "new.jpg", b"<svg xmlns=''>", "This is not a JPEG or PNG picture."),
        ("thumbnail", "new.svg", b"<svg xmlns=''>", "File extension “svg” is not allowed."),
        ("captions", "new.vtt", b"1\n00:01\nHi", "Line 1 of the captions file: it should begin with"),
        ("captions", "new.srt", CAPTIONS.encode(), "File extension “srt” is not allowed."),
        ("captions", "new.vtt", b"WEBVTT\n" * 200_000, "This file is 2 MB. The most we can take is 1 MB."),
        ("title", "", "T\x00", "Null characters are not allowed."),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_by_name(editor_client, field, name, content, refusal):
    value = content if isinstance(content, str) else upload(name, content)
    assert refusal in text(add(editor_client, **{field: value}))
    assert not Film.objects.exists()


def test_new_captions_make_a_new_transcript_and_the_film_stays(editor_client):
    film = factories.film()
    new = CAPTIONS.replace("Hello, Joel.", "Good morning, Joel.").encode()
    url = reverse("wagtailmedia:edit", args=[film.pk])
    editor_client.post(url, fields(file=None, thumbnail=None, captions=upload("new.vtt", new)))
    film.refresh_from_db()
    assert [cue["text"] for cue in film.cues][1] == "Good morning, Joel."
    with film.file.open() as file:
        assert file.read() == MP4


def test_a_transcript_outlives_a_captions_file_that_is_gone(editor_client):
    film = factories.film()
    film.captions.storage.delete(film.captions.name)
    url = reverse("wagtailmedia:edit", args=[film.pk])
    editor_client.post(url, fields(file=None, thumbnail=None, captions=None, title="Renamed"))
    film.refresh_from_db()
    assert (film.title, len(film.cues)) == ("Renamed", 5)


@pytest.mark.parametrize("name", ["index", "chooser"])
def test_the_library_and_its_chooser_show_films(editor_client, name):
    film = factories.film()
    assert film.title in text(editor_client.get(reverse(f"wagtailmedia:{name}")))


def test_the_edit_page_shows_a_film_through_an_address_of_the_admin(editor_client):
    film = factories.film()
    assert film.file.url in text(editor_client.get(reverse("wagtailmedia:edit", args=[film.pk])))
    response = editor_client.get(film.file.url, headers={"Range": "bytes=0-9"})
    assert (response.status_code, b"".join(response.streaming_content)) == (206, MP4[:10])


def test_whoever_may_not_change_a_film_does_not_see_its_files_in_the_admin(
    learner_client, anonymous, sign_in
):
    film = factories.film()
    group = Group.objects.create(name="Into the admin, and no further")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    visitor = UserFactory()
    visitor.groups.add(group)
    for client, statuses in ((anonymous, {302}), (learner_client, {302, 403}), (sign_in(visitor), {404})):
        response = client.get(film.file.url)
        assert response.status_code in statuses
        assert not response.streaming


def test_no_other_file_of_the_folder_is_sent(administrator_client, settings):
    factories.film()
    (settings.PRIVATE_ROOT / "secret.mp4").write_bytes(MP4)
    for name in ("secret.mp4", "../db.sqlite3", "films/none.mp4", "films/", "film%00.mp4"):
        assert administrator_client.get(f"/admin/films/{name}").status_code == 404


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        ({"captions-clear": "on", "captions": None}, "has no captions"),
        ({"content_note": ""}, "Nothing says what"),
    ],
)
def test_what_learners_see_keeps_its_captions_and_its_content_note(taken, said, administrator_client, case):
    """A case study without them is refused; so it is no way round to publish it first."""
    case.content_note = ""
    case.save()
    Film.objects.update(content_note="Raised voices.")
    film = Film.objects.get(pk=case.film_id)
    page = text(save(administrator_client, film, **taken))
    assert said in page
    assert "Learners see this film in “The look away”" in html.unescape(page)
    film.refresh_from_db()
    assert film.captions
    assert film.content_note == "Raised voices."


def test_a_film_that_learners_meet_as_a_voice_keeps_them_too(administrator_client, course, indexed):
    factories.told(course, filmed=1, content_note="")
    film = Film.objects.get(title="Nurse 0")
    page = text(save(administrator_client, film, content_note=""))
    assert "Learners see this film in “The look away”" in html.unescape(page)
    film.refresh_from_db()
    assert film.content_note == "Low mood."


def test_a_film_that_no_live_page_shows_may_lose_them_and_any_may_be_renamed(administrator_client, case):
    film = Film.objects.get(pk=case.film_id)
    assert save(administrator_client, film, title="Another name").status_code == 302
    case.unpublish()
    assert save(administrator_client, film, content_note="").status_code == 302
    film.refresh_from_db()
    assert (film.title, film.content_note) == ("New film", "")


def save(client, film: Film, **changed):
    """The form of a film as it stands, with some of it changed; files that are not sent stay."""
    values = {"file": None, "captions": None, "thumbnail": None, "content_note": film.content_note} | changed
    return client.post(reverse("wagtailmedia:edit", args=[film.pk]), fields(**values))


def test_deleting_a_film_that_is_shown_is_refused_in_words(administrator_client, case):
    url = reverse("wagtailmedia:delete", args=[case.film.pk])
    for ask in (administrator_client.get, administrator_client.post):
        page = text(ask(url, follow=True))
        assert "cannot be deleted while a page shows it: The look away." in page
    assert Film.objects.filter(pk=case.film.pk).exists()


def test_a_film_that_is_not_shown_may_be_deleted(administrator_client):
    film = factories.film()
    administrator_client.post(reverse("wagtailmedia:delete", args=[film.pk]))
    assert not Film.objects.exists()
