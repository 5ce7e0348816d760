"""The page on which captions are typed, without its script."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from casestudies.models import Film
from tests.casestudies import factories
from tests.casestudies.factories import CAPTIONS
from tests.factories import UserFactory


@pytest.fixture
def film(db):
    return factories.film(duration=40)


@pytest.fixture
def client(administrator_client):
    return administrator_client


def url(film: Film, track: str = "captions") -> str:
    return reverse("captions", args=[film.pk, track])


def fields_of(response) -> dict[str, list[str]]:
    """What a browser would send of the page as it is: the context's rows, and what travels with them."""
    sheet, context = response.context["sheet"], response.context
    return {
        "start": [row.start for row in sheet.rows],
        "end": [row.end for row in sheet.rows],
        "speaker": [row.speaker for row in sheet.rows],
        "text": [row.text for row in sheet.rows],
        "kept": [row.kept.as_json() for row in sheet.rows],
        "revision": [context["revision"]],
        "around": [context["around"]],
    }


def opened(client, film: Film) -> dict[str, list[str]]:
    return fields_of(client.get(url(film)))


def send(client, film: Film, fields: dict, do: str = "save", **more):
    return client.post(url(film), fields | {"do": do} | more)


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def kept(film: Film) -> str:
    with Film.objects.get(pk=film.pk).captions.open() as file:
        return file.read().decode()


def test_the_page_holds_the_captions_the_film_and_what_is_doubtful(client, film):
    page = client.get(url(film))
    assert [row.text for row in page.context["sheet"].rows][1:3] == [
        "Hello, Joel.",
        "Is now still\na good time?",
    ]
    assert f'<video controls preload="metadata" src="{film.file.url}"' in page.content.decode()
    assert "ends 3 seconds after the end of the film, which is 40 seconds long" in words(page)
    assert '<option value="Priya">' in page.content.decode()


def test_saving_writes_a_new_file_and_the_transcript(client, film, django_capture_on_commit_callbacks):
    fields, before = opened(client, film), film.captions.name
    fields["text"][1] = "Good morning, Joel & Tess."
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, film, fields)
    assert answer["Location"] == url(film)
    film.refresh_from_db()
    assert film.cues[1]["text"] == "Good morning, Joel & Tess."
    assert "<v Priya>Good morning, Joel &amp; Tess.\n" in kept(film)
    assert not film.captions.storage.exists(before)
    assert "Saved: 4 captions" in words(client.get(url(film)))


def test_saving_what_is_there_already_changes_nothing(client, film):
    send(client, film, opened(client, film))
    name = Film.objects.get(pk=film.pk).captions.name
    send(client, film, opened(client, film))
    assert Film.objects.get(pk=film.pk).captions.name == name


def test_what_is_amiss_stands_beside_its_row_and_nothing_typed_is_lost(client, film):
    fields = opened(client, film)
    fields["end"][2], fields["text"][0] = "soon", "[Loud music]"
    page = send(client, film, fields)
    assert "Not saved yet. What you typed is below." in words(page)
    assert "Write when it ends" in page.context["sheet"].rows[2].faults[0]
    assert fields_of(page) == fields
    assert kept(film) == CAPTIONS


@pytest.mark.parametrize(
    ("do", "texts"),
    [
        ("more", ["A", "B b", "", "", "", "", ""]),
        ("after-0", ["A", "", "B b"]),
        ("split-1", ["A", "B", "b"]),
        ("delete-0", ["B b"]),
        ("delete-7", ["A", "B b"]),
        ("nonsense", ["A", "B b"]),
    ],
)
def test_rows_are_added_split_and_taken_out_without_saving(do, texts, client, film):
    fields = {
        "start": ["1", "2"],
        "end": ["2", "3"],
        "speaker": ["", ""],
        "text": ["A", "B b"],
        "kept": ["", ""],
    }
    page = send(client, film, fields, do=do)
    assert [row.text for row in page.context["sheet"].rows] == texts
    assert kept(film) == CAPTIONS


def test_a_film_without_captions_has_rows_to_begin_with(client):
    film = factories.film(captions=None)
    fields = opened(client, film)
    assert fields["text"] == [""] * 5
    fields["start"][0], fields["end"][0], fields["text"][0] = "1", "2", "Hello."
    send(client, film, fields)
    film.refresh_from_db()
    assert (film.captions.name, film.cues[0]["text"]) == ("films/the-look-away.captions.vtt", "Hello.")


def test_descriptions_are_typed_likewise_and_stand_in_the_transcript(client, film):
    fields = fields_of(client.get(url(film, "descriptions")))
    fields["text"] = ["He looks round."]
    client.post(url(film, "descriptions"), fields)
    film.refresh_from_db()
    assert [cue["text"] for cue in film.cues if cue["is_description"]] == ["He looks round."]


def test_lines_of_an_older_file_that_cannot_be_read_are_shown_before_they_are_lost(client, film):
    film.captions.storage.delete(film.captions.name)
    film.captions.storage.save(film.captions.name, ContentFile(b"WEBVTT\n\nlost words\n"))
    assert "Line 3: there should be a time" in words(client.get(url(film)))


# Two authors


@pytest.fixture
def conflict(client, film, sign_in, administrator_client):
    """Mine, sent after Ada had saved hers."""
    mine = opened(client, film)
    ada = UserFactory(name="Ada Other", is_superuser=True)
    other = sign_in(ada)
    hers = opened(other, film)
    hers["text"][0] = "[Birdsong]"
    send(other, film, hers)
    mine["text"][1] = "Morning."
    return mine, send(client, film, mine)


def test_nothing_of_theirs_is_overwritten_and_both_are_shown(conflict, film):
    mine, page = conflict
    assert "Ada Other saved other captions" in words(page)
    assert [row.text for _, row in page.context["their_rows"]] == ["[Birdsong]", "Hello, Joel."]
    assert fields_of(page)["text"] == mine["text"]
    assert "[Birdsong]" in kept(film)
    assert "Morning." not in kept(film)


def test_keeping_mine_puts_them_in_place_of_theirs(conflict, film, client):
    mine, page = conflict
    theirs = page.context["theirs"].revision
    assert send(client, film, mine, do="mine", theirs=theirs).status_code == 302
    assert "Morning." in kept(film)
    assert "[Birdsong]" not in kept(film)


def test_keeping_mine_does_not_reach_what_was_saved_since_it_was_offered(conflict, film, client):
    mine, page = conflict
    again = opened(client, film)
    again["text"][2] = "A third time."
    send(client, film, again)
    second = send(client, film, mine, do="mine", theirs=page.context["theirs"].revision)
    assert "A third time." in words(second)
    assert "A third time." in kept(film)


def test_going_through_puts_what_is_ticked_beside_mine_and_saves_nothing(conflict, film, client):
    mine, page = conflict
    theirs = page.context["theirs"].revision
    both = send(client, film, mine, do="take", theirs=theirs, taken=["0"])
    assert fields_of(both)["text"] == [*mine["text"], "[Birdsong]"]
    assert "Morning." not in kept(film)
    fields = fields_of(send(client, film, fields_of(both), do="delete-0"))
    assert send(client, film, fields).status_code == 302
    assert kept(film).index("[Birdsong]") < kept(film).index("Morning.")


def test_taking_theirs_drops_mine(conflict, film, client):
    mine, page = conflict
    assert send(client, film, mine, do="theirs")["Location"] == url(film)
    assert opened(client, film)["text"][0] == "[Birdsong]"


# Who may


def test_only_who_may_change_the_film_finds_its_captions(film, learner_client, sign_in, trainer):
    visitor = UserFactory()
    visitor.groups.add(Group.objects.create(name="Into the admin"))
    visitor.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    for someone, statuses in ((Client(), {302}), (learner_client, {302, 403}), (sign_in(visitor), {404})):
        assert someone.get(url(film)).status_code in statuses
        assert someone.post(url(film), {"do": "save", "text": ["x"]}).status_code in statuses
    permission = Permission.objects.get(content_type__app_label="wagtailmedia", codename="change_media")
    GroupCollectionPermission.objects.create(
        group=visitor.groups.get(), collection=Collection.get_first_root_node(), permission=permission
    )
    assert sign_in(visitor).get(url(film)).status_code == 200
    assert kept(film) == CAPTIONS


@pytest.mark.parametrize("path", ["0/captions/", f"{10**30}/captions/", "{film}/thumbnail/", "{film}/file/"])
def test_what_is_no_film_or_no_track_is_not_found(path, client, film):
    assert client.get(f"/admin/films/{path.format(film=film.pk)}").status_code == 404


@pytest.mark.parametrize("count", [1, 1000])
def test_a_thousand_captions_take_no_more_queries_than_one(count, client, film, django_assert_num_queries):
    fields = {
        "start": [str(at) for at in range(count)],
        "end": [str(at + 1) for at in range(count)],
        **{"speaker": ["Priya"] * count, "text": ["Hello."] * count, "kept": [""] * count},
        "revision": opened(client, film)["revision"],
    }
    assert send(client, film, fields).status_code == 302
    client.get(url(film))
    with django_assert_num_queries(9):
        assert len(client.get(url(film)).context["sheet"].rows) == count


def test_the_films_page_leads_here(client, film):
    assert url(film) in client.get(reverse("wagtailmedia:edit", args=[film.pk])).content.decode()
