"""A two-sided case gone through as a pair: commit first, then see; told once; either may go on alone."""

import datetime

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.urls import reverse

from casestudies.models import Move, Pairing, Sitting
from casestudies.two_sides import moving, pairs
from casestudies.two_sides.files import Round
from casestudies.two_sides.offers import on_my_learning
from learning.records.worker import work_once
from tests.casestudies.factories import AT
from tests.casestudies.two_sides import factories
from tests.casestudies.two_sides.test_alone import send, text, url
from tests.factories import PostFactory

LATER = AT + datetime.timedelta(days=3)
JOINT = {"visitor": "children", "nurse": "adult"}


@pytest.fixture(autouse=True)
def _soon():
    """Views read the clock: an invitation of then is still open."""
    with time_machine.travel(AT + datetime.timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def whole_visitor(course):
    """A health visitor as most are: whole-family staff, who may open either file."""
    return factories.someone(course, "hv", "Wanda Whole", person__email="wanda@northmoor.example")


def token_of(pairing: Pairing) -> str:
    return pairs.SIGNER.sign(pairing.pk)


def join_url(pairing: Pairing) -> str:
    return reverse("join_two_sides", args=[token_of(pairing)])


def invited(family, host, **fields) -> Pairing:
    sitting = factories.begin(family, host)
    return pairs.invite(sitting=sitting, **({"email": "", "at": AT} | fields))


def sent() -> list[tuple[str, str]]:
    """What the worker sends now: to whom, and about what."""
    mail.outbox.clear()
    while work_once(worker="test"):
        pass
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


def test_a_health_visitor_and_a_mental_health_nurse_go_through_it_together(
    family, whole_visitor, nurse, sign_in
):
    """Only forms and links. Neither sees a move before making their own; both are told, once each time."""
    visitor_client, nurse_client = sign_in(whole_visitor), sign_in(nurse)
    hosted = factories.begin(family, whole_visitor, side="children")
    answer = visitor_client.post(url(hosted, "colleague"), {"email": "noel@northmoor.example"}, follow=True)
    link = pairs.link_of(Pairing.objects.get())
    assert link in text(answer)
    path = link.removeprefix(settings.SITE_URL)
    before = text(nurse_client.get(path))
    group = nurse.posts.get().practice_group
    assert f"Wanda Whole will see your name, your staff group ({group})" in before
    assert not Sitting.objects.of(nurse).exists(), "opening the link joins nobody"
    assert "Paper adult." in text(nurse_client.post(path, follow=True))
    visited = Sitting.objects.of(nurse).get()
    assert visited.side == "adult"

    waiting = text(send(nurse_client, visited, Round.ASK, 2))
    assert "Wanda Whole has not chosen yet." in waiting
    assert "Question children" not in waiting
    assert "Answer adult." in waiting, "their own question is answered at once"
    assert "Question adult 2" not in text(visitor_client.get(url(hosted, "ask")))
    both = text(send(visitor_client, hosted, Round.ASK, 3))
    assert "Noel Nurse, going through this with you" in both
    assert "Question adult 2" in both
    assert "Colleague adult" not in both
    assert "Question children 3" in text(nurse_client.get(url(visited, "ask")))

    for client, sitting in ((visitor_client, hosted), (nurse_client, visited)):
        send(client, sitting, Round.SHARE, 1)
        send(client, sitting, Round.ACT, 4)
    assert "Fact adult 1" in text(visitor_client.get(url(hosted, "both")))
    assert "Action children 4" in text(nurse_client.get(url(visited, "both")))


@pytest.mark.parametrize(("first", "second"), [("visitor", "nurse"), ("nurse", "visitor")])
def test_whoever_moves_first_is_seen_only_once_the_other_has_moved(
    first, second, family, visitor, nurse, sign_in
):
    people = {"visitor": visitor, "nurse": nurse}
    sittings = dict(zip((first, second), factories.pair(family, people[first], people[second]), strict=True))
    for round in Round:
        kind = factories.TEXTS[round]
        factories.choose(sittings[first], round, 2)
        clients = {name: sign_in(people[name]) for name in sittings}
        assert f"{kind} {JOINT[second]} 4" not in text(clients[first].get(url(sittings[first], round.value)))
        assert f"{kind} {JOINT[first]} 2" not in text(clients[second].get(url(sittings[second], round.value)))
        factories.choose(sittings[second], round, 4)
        assert f"{kind} {JOINT[second]} 4" in text(clients[first].get(url(sittings[first], round.value)))
        assert f"{kind} {JOINT[first]} 2" in text(clients[second].get(url(sittings[second], round.value)))


def test_each_is_told_once_when_the_other_has_joined_or_moved_or_gone_on_alone(family, visitor, nurse):
    hosted, visited = factories.pair(family, visitor, nurse)
    assert sent() == [("hana@northmoor.example", "Noel Nurse has joined you in “The Brook family”")]
    factories.choose(visited, Round.ASK, 1)
    factories.choose(visited, Round.ASK, 1)
    assert sent() == [("hana@northmoor.example", "Noel Nurse has chosen in “The Brook family”")]
    assert "Question" not in mail.outbox[0].body
    factories.choose(hosted, Round.ASK)
    assert sent() == [("noel@northmoor.example", "Hana Visitor has chosen in “The Brook family”")]
    assert pairs.leave(sitting=hosted, at=LATER)
    assert not pairs.leave(sitting=hosted, at=LATER)
    assert not pairs.leave(sitting=visited, at=LATER)
    assert sent() == [("noel@northmoor.example", "Hana Visitor has gone on alone in “The Brook family”")]
    factories.choose(hosted, Round.SHARE, at=LATER)
    assert sent() == []


def test_nobody_whose_account_is_closed_is_written_to(family, visitor, nurse):
    _, visited = factories.pair(family, visitor, nurse)
    sent()
    visitor.is_active = False
    visitor.save()
    factories.choose(visited, Round.ASK, 1)
    assert sent() == []


def test_my_learning_says_whose_turn_it_is(family, visitor, nurse, sign_in):
    hosted, visited = factories.pair(family, visitor, nurse)

    def lines(person) -> list[str]:
        return [offer.note for offer in on_my_learning(person, at=AT)]

    assert lines(visitor) == ["You are going through it with Noel Nurse."]
    factories.choose(visited, Round.ASK, 1)
    assert lines(visitor) == ["Noel Nurse has chosen. It is your turn."]
    assert "Noel Nurse has chosen. It is your turn." in text(sign_in(visitor).get(reverse("my_learning")))
    for round in (Round.SHARE, Round.ACT):
        factories.choose(visited, round)
    assert lines(visitor) == ["Noel Nurse has made all three choices. It is your turn."]
    assert lines(nurse) == ["You have made all three choices. Hana Visitor has not yet."]
    moving.finish(sitting=visited, page=family, at=LATER)
    assert lines(nurse) == []


def test_while_nobody_has_joined_one_may_choose_and_sees_no_other_side(family, visitor, sign_in):
    pairing = invited(family, visitor)
    client = sign_in(visitor)
    asked = text(send(client, pairing.host, Round.ASK, 1))
    assert "Your colleague has not joined yet." in asked
    assert "Question adult 1" not in asked
    client.post(url(pairing.host, "leave"))
    assert "Question adult 1" in text(client.get(url(pairing.host, "ask")))


def test_after_leaving_what_both_have_shown_stays_and_the_rest_is_from_the_record(
    family, visitor, nurse, sign_in
):
    hosted, visited = factories.pair(family, visitor, nurse)
    for round in Round:
        factories.choose(visited, round, 3)
    factories.choose(hosted, Round.ASK, 1)
    pairs.leave(sitting=visited, at=LATER)
    for round in (Round.SHARE, Round.ACT):
        factories.choose(hosted, round, 1, at=LATER + datetime.timedelta(days=1))
    both = text(sign_in(visitor).get(url(hosted, "both")))
    assert "Noel Nurse has gone on alone." in both
    assert "Question adult 3" in both
    assert "Question adult 1" not in both
    assert "Fact adult 1" in both
    assert "Fact adult 3" not in both


def test_an_invitation_says_the_same_whatever_the_address(family, visitor, nurse, sign_in):
    """Only somebody on the course is written to; the page cannot tell, and no address is kept."""
    answers = []
    for address in ("noel@northmoor.example", "nobody@northmoor.example"):
        Pairing.objects.all().delete()
        sitting = factories.begin(family, visitor)
        answer = text(sign_in(visitor).post(url(sitting, "colleague"), {"email": address}, follow=True))
        answers.append(answer.replace(token_of(Pairing.objects.get()), ""))
        letters = sent()
        assert letters == ([("noel@northmoor.example", letters[0][1])] if "noel" in address else [])
    assert answers[0] == answers[1]


def test_someone_not_on_the_course_is_not_written_to(family, visitor):
    outsider = PostFactory(person__email="out@northmoor.example").person
    invited(family, visitor, email=outsider.email)
    assert sent() == []


def test_an_address_that_is_none_is_told_and_invites_nobody(family, visitor, sign_in):
    sitting = factories.begin(family, visitor)
    answer = text(sign_in(visitor).post(url(sitting, "colleague"), {"email": "noel at work"}))
    assert "Write a whole address" in answer
    assert not Pairing.objects.exists()


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("own", pairs.OWN),
        ("same side", pairs.SAME_SIDE),
        ("expired", pairs.EXPIRED.format(days=28)),
        ("taken back", pairs.ENDED),
        ("taken up", pairs.USED),
        ("forged", pairs.UNKNOWN),
        ("same file open", pairs.SAME_FILE),
        ("already with another", pairs.PAIRED),
    ],
)
def test_an_invitation_that_cannot_be_taken_up_says_why(
    case, said, family, course, visitor, nurse, whole_visitor, sign_in
):
    fellow = factories.someone(course, "hv", "Fay Fellow", service_side="children")
    person, pairing = nurse, invited(family, visitor)
    token = token_of(pairing)
    match case:
        case "own":
            person = visitor
        case "same side":
            person = fellow
        case "expired":
            Pairing.objects.update(invited_at=AT - datetime.timedelta(days=90), expires_at=AT)
        case "taken back":
            pairs.leave(sitting=pairing.host, at=AT)
        case "taken up":
            pairs.join(token=token, person=whole_visitor, page=family, at=AT)
        case "forged":
            token = f"{pairing.pk}:forged"
        case "same file open":
            person = whole_visitor
            factories.begin(family, person, side="children")
        case "already with another":
            factories.pair(family, fellow, nurse)
    before = list(Sitting.objects.order_by("pk").values())
    client = sign_in(person)
    for response in (client.get, client.post):
        answer = text(response(reverse("join_two_sides", args=[token])))
        assert said in answer
    assert list(Sitting.objects.order_by("pk").values()) == before


def test_someone_not_on_the_course_is_sent_to_it_and_does_not_join(family, visitor, sign_in):
    pairing = invited(family, visitor)
    pairing.expires_at = pairing.invited_at + datetime.timedelta(days=5000)
    pairing.save()
    client = sign_in(PostFactory(service_side="adult").person)
    for method in (client.get, client.post):
        assert method(join_url(pairing))["Location"] == family.course_page().get_url()
    assert Sitting.objects.count() == 1


def test_whoever_has_begun_alone_goes_on_with_that_and_a_late_second_guest_is_refused(
    family, visitor, nurse, course
):
    own = factories.begin(family, nurse)
    factories.choose(own, Round.ASK, 2)
    pairing = invited(family, visitor)
    assert pairs.join(token=token_of(pairing), person=nurse, page=family, at=AT).pk == own.pk
    second = factories.someone(course, "mhn", "Sam Second")
    with pytest.raises(pairs.InvitationRefused):
        pairs.join(token=token_of(pairing), person=second, page=family, at=AT)
    assert not Sitting.objects.of(second).exists()


def test_one_colleague_at_a_time_and_another_once_an_invitation_has_run_out(family, visitor):
    first = invited(family, visitor)
    with pytest.raises(pairs.AlreadyInvited):
        pairs.invite(sitting=first.host, email="", at=AT)
    second = pairs.invite(sitting=first.host, email="", at=first.expires_at)
    assert (Pairing.objects.open().get(), Pairing.objects.count()) == (second, 2)


def test_nobody_invites_more_than_five_times_in_a_sitting(family, visitor, sign_in):
    for _ in range(pairs.MOST):
        sitting = invited(family, visitor).host
        pairs.leave(sitting=sitting, at=AT)
    answer = sign_in(visitor).post(
        url(sitting, "colleague"), {"email": "noel@northmoor.example"}, follow=True
    )
    assert "You have invited 5 times." in answer.content.decode()
    assert Pairing.objects.count() == pairs.MOST


def test_nobody_invites_more_often_by_beginning_anew(family, visitor, nurse):
    for _ in range(pairs.MOST):
        sitting = invited(family, visitor, email=nurse.email).host
        pairs.leave(sitting=sitting, at=AT)
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=AT)
    begun = factories.begin(family, visitor, side="children")
    with pytest.raises(pairs.AlreadyInvited, match="You have invited 5 times"):
        pairs.invite(sitting=begun, email=nurse.email, at=AT)
    later = AT + datetime.timedelta(days=pairs.DAYS)
    assert pairs.invite(sitting=begun, email=nurse.email, at=later).host == begun


def test_a_colleague_who_has_the_case_as_it_was_before_an_edit_is_shown_in_its_words(
    family, visitor, nurse, sign_in
):
    own = factories.begin(family, nurse)
    family.adult_questions[0].value["text"] = "Question reworded"
    family.save_revision().publish()
    pairing = invited(family, visitor)
    pairs.join(token=token_of(pairing), person=nurse, page=family, at=AT)
    factories.choose(own, Round.ASK, 1)
    factories.choose(pairing.host, Round.ASK)
    seen = text(sign_in(visitor).get(url(pairing.host, "ask")))
    assert "Question adult 1" in seen
    assert "Question reworded" not in seen
    assert Move.objects.count() == 2


def test_whoever_may_go_on_alone_is_told_what_it_does_and_not_asked_once_they_have_finished(
    family, visitor, nurse, sign_in
):
    hosted, _ = factories.pair(family, visitor, nurse)
    client, told = sign_in(visitor), "If you go on alone, Noel Nurse gets an e-mail that says so."
    assert told in text(client.get(url(hosted)))
    for round in Round:
        factories.choose(hosted, round)
    moving.finish(sitting=hosted, page=family, at=LATER)
    page = text(client.get(url(hosted)))
    assert "With Noel Nurse" in page
    assert "Go on alone" not in page


def test_before_the_button_it_is_said_that_a_choice_stays_and_who_sees_it(family, visitor, sign_in):
    client = sign_in(visitor)
    assert "Only you see what you choose, and a colleague if you invite one." in text(client.get(family.url))
    page = text(client.get(url(factories.begin(family, visitor), "ask")))
    assert page.index("You cannot change it afterwards.") < page.index('name="choose"')
