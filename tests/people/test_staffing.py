import datetime

import pytest

from learning.people.models import Post, PracticeGroup, User
from learning.people.staffing import PostRefused, take_on
from learning.records.models import Effect
from learning.records.worker import work_once
from tests.factories import OrganisationFactory, PostFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db

FIRST_DAY = datetime.date(2027, 4, 1)


def take(now, **facts):
    facts = {
        "email": "new@northmoor.example",
        "name": "New O’Person",
        "practice_group": PracticeGroup.objects.get(code="csw"),
        "team": None,
        "starts_on": FIRST_DAY,
    } | facts
    facts.setdefault("organisation", OrganisationFactory(name="Northmoor Children’s Services"))
    facts.setdefault("by", UserFactory(name="Lena Lead"))
    return take_on(**facts, at=now)


def test_someone_new_gets_an_account_a_post_and_a_mail(now, mailoutbox):
    team = TeamFactory()
    post = take(now, organisation=team.organisation, team=team)
    assert (post.person.email, post.team, post.starts_on) == ("new@northmoor.example", team, FIRST_DAY)
    assert not post.person.has_usable_password()
    assert work_once(worker="test", clock=lambda: now)
    assert mailoutbox[0].to == ["new@northmoor.example"]


def test_the_invitation_is_in_our_words_and_without_html(now, mailoutbox):
    organisation = OrganisationFactory(
        name="Northmoor Children’s & Families’ Services",
        partnership__name="Northmoor Safeguarding Partnership",
    )
    take(now, organisation=organisation)
    work_once(worker="test", clock=lambda: now)
    message = mailoutbox[0]
    assert message.subject == "Your account for joint training in Northmoor Safeguarding Partnership"
    assert "Hello New," in message.body
    assert "Northmoor Children’s & Families’ Services has made you an account" in message.body
    assert "/accounts/invitation/" in message.body
    assert "The link works for 14 days and can be used once." in message.body
    assert "or ask Lena Lead." in message.body


def test_someone_with_an_account_keeps_it_and_is_told_of_the_post(now, mailoutbox):
    person = UserFactory(email="amina@northmoor.example", name="Amina Yusuf")
    post = take(now, email="Amina@Northmoor.example", name="Someone Else")
    person.refresh_from_db()
    assert (post.person, person.name, person.check_password("think-family")) == (person, "Amina Yusuf", True)
    work_once(worker="test", clock=lambda: now)
    assert mailoutbox[0].subject == "Your post at Northmoor Children’s Services"
    assert "invitation" not in mailoutbox[0].body


def test_a_post_already_held_is_refused_and_nothing_is_sent(now):
    post = PostFactory()
    with pytest.raises(PostRefused, match="They already hold this post, since 5 January 2026."):
        take(now, email=post.person.email, organisation=post.organisation, practice_group=post.practice_group)
    assert not Effect.objects.exists()


def test_a_post_that_ended_may_be_held_again(now):
    post = PostFactory(ends_on=FIRST_DAY - datetime.timedelta(days=1))
    take(now, email=post.person.email, organisation=post.organisation, practice_group=post.practice_group)
    assert post.person.posts.count() == 2


def test_someone_who_never_used_their_link_gets_another_and_no_second_post(now):
    organisation = OrganisationFactory()
    first = take(now, organisation=organisation)
    second = take(now, organisation=organisation)
    assert first == second
    assert first.person.invitations.count() == 2
    assert Effect.objects.count() == 2


def test_a_closed_account_is_refused(now):
    person = UserFactory(is_active=False)
    with pytest.raises(PostRefused, match="has been closed"):
        take(now, email=person.email)
    assert not Post.objects.exists()


def test_when_the_mail_cannot_be_asked_for_nothing_is_kept(now, monkeypatch):
    monkeypatch.setattr("learning.people.mail.render_to_string", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(now)
    assert not User.objects.filter(email="new@northmoor.example").exists()
