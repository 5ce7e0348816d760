"""A two-sided case gone through alone, from either side, as plain forms: nothing of the other side too soon."""

import html

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.models import Move, Sitting, TwoSidedCasePage
from casestudies.two_sides import moving
from casestudies.two_sides.files import Round
from learning.records.models import Completion
from learning.site.models import SupportContact
from tests.casestudies.factories import AT, join
from tests.casestudies.two_sides import factories
from tests.factories import UserFactory

OTHER = {"children": "adult", "adult": "children"}


def text(response) -> str:
    words = html.unescape(response.content.decode())
    return words[words.index("<main") : words.index("</main")]


def url(sitting, name: str = "") -> str:
    return reverse("two_sides_file", args=[sitting.pk]) + (f"{name}/" if name else "")


def open_file(client, family, **data) -> Sitting:
    response = client.post(reverse("begin_two_sides", args=[family.pk]), data)
    assert response.status_code == 302
    return Sitting.objects.latest("pk")


def send(client, sitting, round: Round, *numbers: int):
    chosen = factories.ids(sitting.case(), sitting.side, round, *numbers) or ["nothing"]
    return client.post(url(sitting, round.value), {"chosen": chosen}, follow=True)


@pytest.mark.parametrize("person", ["visitor", "nurse"])
def test_someone_goes_through_it_alone_from_their_own_side(person, family, sign_in, request):
    client = sign_in(request.getfixturevalue(person))
    own = "children" if person == "visitor" else "adult"
    assert "Open the file of" in text(client.get(family.url))
    sitting = open_file(client, family)
    assert sitting.side == own
    file = text(client.get(url(sitting)))
    assert f"Paper {own}." in file
    assert f"Screen {own}" in file
    assert f"Entry {own}." in file
    assert OTHER[own] not in file.replace("children’s", "").replace("adults", "")
    asked = text(send(client, sitting, Round.ASK, 1, 3))
    assert f"Question {own} 3" in asked
    assert f"Answer {own}." in asked
    assert f"Said of Question {own} 2." in asked, "what was left is told of too"
    assert f"Colleague {OTHER[own]}. Written by the course team" in asked
    assert f"Question {OTHER[own]} 1" in asked
    assert f"Fact {OTHER[own]} 1" in text(send(client, sitting, Round.SHARE, 2))
    send(client, sitting, Round.ACT)
    both = text(client.get(url(sitting, "both")))
    for words in (f"Paper {OTHER[own]}.", f"Entry {OTHER[own]}.", f"Reasons {OTHER[own]}."):
        assert words in both
    for words in ("Who gets up at night.", "Asking the boy.", "Ask who gets up.", "Nothing for now."):
        assert words in both
    assert "For trainers alone." not in both
    client.post(url(sitting, "finish"))
    sitting.refresh_from_db()
    assert sitting.finished_at
    assert Completion.objects.filter(activity=family.pk, enrolment=sitting.enrolment).exists()


def test_nothing_of_the_other_side_is_reached_by_its_address_before_choosing(family, visitor, sign_in):
    client = sign_in(visitor)
    sitting = open_file(client, family)
    for name in ("share", "act", "both"):
        response = client.get(url(sitting, name), follow=True)
        assert response.redirect_chain[-1][0] == url(sitting, "ask")
        assert "Paper adult." not in text(response)
        assert "Question adult" not in text(response)
    assert client.get(url(sitting, "nothing-like-it")).status_code == 404
    for name in ("share", "act"):
        client.post(url(sitting, name), {"chosen": ["nothing"]})
    client.post(url(sitting, "finish"))
    assert not Move.objects.exists()
    assert Sitting.objects.get().finished_at is None
    send(client, sitting, Round.ASK, 1)
    assert "Fact adult" not in text(client.get(url(sitting, "share")))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ([], "Choose something from the list, or “Nothing for now”."),
        ([1, 2, 3], "Choose up to 2. You have chosen 3."),
        ([1, "nothing"], "Choose something from the list or “Nothing for now”, not both."),
        (["forged"], "Choose from the list."),
    ],
)
def test_a_slip_is_told_and_nothing_is_chosen_by_it(sent, said, family, visitor, sign_in):
    client = sign_in(visitor)
    sitting = open_file(client, family)
    known = factories.ids(family, "children", Round.ASK, 1, 2, 3)
    chosen = [known[one - 1] if isinstance(one, int) else one for one in sent]
    answer = text(client.post(url(sitting, "ask"), {"chosen": chosen}))
    assert said in answer
    assert answer.count(" checked") == sum(isinstance(one, int) or one == "nothing" for one in sent)
    assert not Move.objects.exists()


def test_a_move_is_made_once_whatever_a_late_window_sends(family, visitor, sign_in):
    client = sign_in(visitor)
    sitting = open_file(client, family)
    send(client, sitting, Round.ASK, 1)
    made = Move.objects.get()
    assert "You have chosen already" not in str(send(client, sitting, Round.ASK, 1).content)
    assert (
        "You have chosen already, and it does not change."
        in send(client, sitting, Round.ASK, 2).content.decode()
    )
    assert "does not change" in client.post(url(sitting, "ask"), {}, follow=True).content.decode()
    again = Move.objects.get()
    assert (again.pk, again.chosen, again.made_at) == (made.pk, made.chosen, made.made_at)


def test_opening_twice_is_one_sitting_and_another_device_goes_on_where_one_stopped(family, visitor, sign_in):
    first, second = sign_in(visitor), sign_in(visitor)
    sitting = open_file(first, family)
    assert open_file(second, family).pk == sitting.pk
    send(first, sitting, Round.ASK, 1)
    front = text(second.get(family.url))
    assert url(sitting, "share") in front
    assert url(sitting, "act") not in front


def test_what_was_ticked_before_a_session_ended_is_ticked_after_signing_in(family, visitor, sign_in):
    client = sign_in(visitor)
    sitting = open_file(client, family)
    client.get(url(sitting, "ask"))
    del client.cookies[settings.SESSION_COOKIE_NAME]
    [one] = factories.ids(family, "children", Round.ASK, 2)
    assert client.post(url(sitting, "ask"), {"chosen": [one]})["Location"].startswith(
        reverse("account_login")
    )
    client.force_login(visitor)
    assert f'value="{one}" checked' in text(client.get(url(sitting, "ask")))
    assert not Move.objects.exists()


def test_someone_of_neither_side_chooses_which_file_to_open(family, course, sign_in):
    client = sign_in(factories.someone(course, "hv", "Wanda Whole"))
    assert client.post(reverse("begin_two_sides", args=[family.pk]))["Location"] == family.url
    assert not Sitting.objects.exists()
    assert open_file(client, family, side="adult").side == "adult"


def test_the_first_time_it_is_ones_own_side_and_later_either(family, visitor, sign_in):
    with pytest.raises(moving.NotThisFile):
        factories.begin(family, visitor, side="adult")
    sitting = factories.choose_all(factories.begin(family, visitor), 1)
    moving.finish(sitting=sitting, page=family, at=AT)
    with pytest.raises(moving.ChooseFile):
        factories.begin(family, visitor)
    again = factories.begin(family, visitor, side="adult")
    assert (again.side, Sitting.objects.count()) == ("adult", 2)
    assert "What you chose before" in text(sign_in(visitor).get(family.url))
    assert "Question children 1" in text(sign_in(visitor).get(url(sitting, "both")))


def test_an_edit_changes_nothing_in_a_sitting_that_has_begun(family, visitor, sign_in):
    sitting = factories.begin(family, visitor)
    family.children_questions = []
    family.children_documents = []
    family.save_revision(clean=False)
    TwoSidedCasePage.objects.filter(pk=family.pk).update(children_questions="[]", children_documents="[]")
    client = sign_in(visitor)
    assert "Paper children." in text(client.get(url(sitting)))
    assert "Answer children." in text(send(client, sitting, Round.ASK, 1))


def test_a_note_is_kept_for_its_writer_shown_again_and_erased_by_an_empty_box(family, visitor, sign_in):
    client = sign_in(visitor)
    sitting = factories.begin(family, visitor)
    client.post(url(sitting, "note"), {"text": "Too soon"})
    factories.choose_all(sitting, 1)
    assert "Too soon" not in text(client.get(url(sitting, "both")))
    client.post(url(sitting, "note"), {"text": "Ask who gets up at night"})
    assert "Ask who gets up at night</textarea>" in text(client.get(url(sitting, "both")))
    long = client.post(url(sitting, "note"), {"text": "w" * 5001})
    assert "Shorten it to 5,000 characters." in text(long)
    client.post(url(sitting, "note"), {"text": ""})
    assert "Ask who gets up at night" not in text(client.get(url(sitting, "both")))


def test_a_sitting_is_nobody_elses(family, visitor, nurse, sign_in, trainer, administrator, lead):
    sitting = factories.choose_all(factories.begin(family, visitor), 1)
    for person in (nurse, trainer, administrator, lead):
        join(person, family.course_page().specific)
        client = sign_in(person)
        for name in ("", "ask", "both", "colleague"):
            assert client.get(url(sitting, name)).status_code == 404
        for name in ("ask", "note", "finish", "colleague", "leave"):
            assert client.post(url(sitting, name), {"chosen": ["nothing"]}).status_code == 404


def test_someone_not_on_the_course_opens_no_file(family, sign_in):
    client = sign_in(UserFactory())
    response = client.post(reverse("begin_two_sides", args=[family.pk]))
    assert response["Location"] == family.course_page().get_url()
    assert not Sitting.objects.exists()


def test_a_case_taken_down_meanwhile_is_explained_and_what_was_chosen_can_still_be_read(
    family, visitor, sign_in
):
    sitting = factories.begin(family, visitor)
    factories.choose(sitting, Round.ASK, 1)
    family.unpublish()
    client = sign_in(visitor)
    response = client.post(url(sitting, "share"), {"chosen": ["nothing"]}, follow=True)
    assert "This part has been taken down. What you have done so far is kept." in response.content.decode()
    assert "Question children 1" in text(client.get(url(sitting, "ask")))


@pytest.mark.parametrize("name", ["", "ask", "both"])
def test_a_page_takes_as_many_queries_for_much_as_for_little(name, course, visitor, sign_in):
    few = factories.choose_all(factories.begin(factories.two_sided(course, count=2), visitor), 1)
    many_page = factories.two_sided(course, count=9, documents=6, title="Much")
    many = factories.choose_all(factories.begin(many_page, visitor), 1, 2)
    client = sign_in(visitor)
    with time_machine.travel(AT, tick=False):
        counted = [queries(client, url(sitting, name)) for sitting in (few, few, many)]
    assert counted[1] == counted[2]


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_whom_to_ring_stands_on_its_pages(family, visitor, sign_in):
    SupportContact.objects.create(name="Samaritans", phone="116 123", for_whom="Anyone")
    client = sign_in(visitor)
    assert "116 123" in text(client.get(family.url))
    sitting = factories.choose_all(open_file(client, family))
    for name in ("", "both"):
        assert "116 123" in text(client.get(url(sitting, name)))
