"""Trainers read what is held or reported: words and no names. Whoever wrote it is told what became of it, and why."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from casestudies.exchange import sharing
from casestudies.models import ExchangeSettings, NameLook, Share
from casestudies.moderation import deciding
from learning.people.models import User
from learning.people.roles import ADMINISTRATORS
from learning.records.models import Effect
from tests.casestudies import factories
from tests.casestudies.factories import AT
from tests.factories import PostFactory, UserFactory

NAMED = "I would ask Mrs Patel whether the school can hold a place for him."
NAME = "Zebedee Quillfeather"


@pytest.fixture(autouse=True)
def offered(home) -> ExchangeSettings:
    return factories.offer_terms(home)


@pytest.fixture
def held(case) -> Share:
    post = PostFactory(person__name=NAME, organisation__name="Quillfeather Trust")
    return factories.shared(case, NAMED, post.person)


def url(row: Share, name: str = "answer_to_read") -> str:
    return reverse(name, args=[row.public_id])


def mails() -> list[str]:
    """What has been asked to be sent, subject and body."""
    rows = Effect.objects.filter(key__startswith="mail:share").order_by("pk")
    return [f"{row.arguments['subject']} {row.arguments['body']}" for row in rows]


def test_what_waits_is_listed_on_the_home_and_read_without_a_name(held, case, trainer_client):
    home = trainer_client.get(reverse("wagtailadmin_home")).content.decode()
    assert url(held) in home
    assert "Health visitor (SCPHN), Whole family. In the week of 1 June 2026." in home
    for page in (
        home,
        *(trainer_client.get(at).content.decode() for at in (reverse("answers_to_read"), url(held))),
    ):
        assert "Quillfeather" not in page
        assert "3 June" not in page
    assert "<mark>Mrs Patel</mark>" in page


@pytest.mark.parametrize("person", ["learner", "lead", "expert"])
def test_nobody_but_trainers_and_administrators_reads_it(person, held, request, sign_in):
    client = sign_in(request.getfixturevalue(person))
    for address in (reverse("answers_to_read"), url(held), url(held, "look_behind_answer")):
        for answer in (client.get(address), client.post(address, {"state": "ok", "reason": "identifies"})):
            assert answer.status_code != 200
            assert b"Patel" not in answer.content
    before = held.state
    held.refresh_from_db()
    assert held.state == before


def test_nobody_decides_about_their_own(case, trainer, trainer_client):
    PostFactory(person=trainer)
    own = factories.shared(case, NAMED, trainer)
    assert trainer_client.get(url(own)).status_code == 404
    assert case.title not in trainer_client.get(reverse("answers_to_read")).content.decode()
    with pytest.raises(deciding.NotDecided, match="your own"):
        deciding.decide(public_id=own.public_id, state="ok", by=trainer, at=AT)


def test_what_was_shared_without_a_finding_is_not_for_trainers_alone(case, trainer_client):
    assert trainer_client.get(url(factories.shared(case, "I would ring."))).status_code == 404


def test_an_answer_is_shown_once_a_trainer_has_read_it(held, trainer, trainer_client):
    response = trainer_client.post(url(held), {"state": "ok"}, follow=True)
    held.refresh_from_db()
    assert (held.state, held.decided_by, held.reason) == (Share.State.OK, trainer, "")
    assert "It is shown to colleagues." in response.content.decode()
    assert "Nothing waits to be read." in response.content.decode()


@pytest.mark.parametrize("state", ["held", "removed"])
def test_whoever_wrote_it_is_told_what_became_of_it_and_why(state, held, case, trainer_client, sign_in):
    assert (
        "Say why others should not see it."
        in trainer_client.post(url(held), {"state": state}).content.decode()
    )
    trainer_client.post(url(held), {"state": state, "reason": "identifies"})
    [mail] = mails()
    assert "it could tell who someone is" in mail
    assert "Patel" not in mail
    page = sign_in(held.reflection.learner).get(reverse("answer_case", args=[case.pk])).content.decode()
    assert "it could tell who someone is. Nobody else sees it." in page
    assert url(held) in trainer_client.get(reverse("answers_to_read")).content.decode()


def test_a_letter_is_not_sent_to_a_closed_account(held, trainer):
    User.objects.filter(pk=held.reflection.learner_id).update(is_active=False)
    deciding.decide(public_id=held.public_id, state="ok", by=trainer, at=AT)
    assert mails() == []


def test_after_an_answer_was_kept_back_the_next_is_read_first(held, case, trainer):
    deciding.decide(public_id=held.public_id, state="removed", reason="unkind", by=trainer, at=AT)
    words = {case.prompts[0].id: "I would ring."}
    again = sharing.share(learner=held.reflection.learner, page=case, words=words, terms_version=1, at=AT)
    assert (again.state, again.found) == (Share.State.HELD, [])
    assert list(Share.objects.waiting()) == [again]


def test_what_is_taken_back_meanwhile_is_not_decided(held, case, trainer, trainer_client):
    sharing.withdraw(learner=held.reflection.learner, page=case, at=AT)
    assert trainer_client.post(url(held), {"state": "ok"}).status_code == 404
    with pytest.raises(deciding.NotDecided, match="meanwhile"):
        deciding.decide(public_id=held.public_id, state="ok", by=trainer, at=AT)


def test_a_report_after_a_decision_waits_again_and_hides_nothing(held, trainer, learner, now):
    deciding.decide(public_id=held.public_id, state="ok", by=trainer, at=AT)
    sharing.report(public_id=held.public_id, by=learner, reason="risk", at=now)
    held.refresh_from_db()
    assert held.state == Share.State.OK
    assert list(Share.objects.waiting()) == [held]


def test_an_administrator_looks_behind_a_name_with_a_reason_and_the_writer_is_told(
    held, case, administrator_client, trainer_client, sign_in
):
    look = url(held, "look_behind_answer")
    assert trainer_client.post(look, {"why": "I wonder."}).status_code == 404
    assert NAME not in administrator_client.post(look, {"why": " "}).content.decode()
    assert not NameLook.objects.exists()
    assert NAME in administrator_client.post(look, {"why": "A child may be hurt."}).content.decode()
    assert NameLook.objects.get().why.text == "A child may be hurt."
    [mail] = mails()
    assert "An administrator has looked up who wrote" in mail
    page = sign_in(held.reflection.learner).get(reverse("answer_case", args=[case.pk])).content.decode()
    assert re.search(r"On \d+ \w+ \d{4} an administrator looked up who wrote this", page)


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_takes_as_many_queries_for_one_as_for_many(
    count, case, trainer_client, django_assert_num_queries
):
    for _ in range(count):
        factories.shared(case, NAMED, PostFactory(person=UserFactory()).person)
    trainer_client.get(reverse("answers_to_read"))
    with django_assert_num_queries(QUERIES):
        trainer_client.get(reverse("answers_to_read"))


QUERIES = 12


def test_an_administrator_sets_the_terms_and_a_trainer_does_not(offered, trainer_client, sign_in):
    person = UserFactory()
    person.groups.add(Group.objects.get(name=ADMINISTRATORS))
    url = reverse("wagtailsettings:edit", args=["casestudies", "exchangesettings", offered.pk])
    sign_in(person).post(url, {"terms_page": offered.terms_page.pk, "terms_version": "2"})
    trainer_client.post(url, {"terms_page": offered.terms_page.pk, "terms_version": "3"})
    offered.refresh_from_db()
    assert offered.terms_version == 2
