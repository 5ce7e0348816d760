import datetime

import pytest
from wagtail.models import ModelLogEntry

from learning.people.models import Post, PracticeGroup, User
from learning.people.staffing import EndRefused, PostRefused, end_post, take_on
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


# Ending a post

TODAY = datetime.date(2027, 3, 3)
DAY = datetime.timedelta(days=1)
STARTED_ON = datetime.date(2026, 1, 5)


@pytest.mark.parametrize("ends_on", [STARTED_ON, TODAY - DAY, TODAY, TODAY + DAY, TODAY + 366 * DAY])
def test_a_post_ends_on_any_day_from_its_first_to_a_year_ahead(ends_on, now):
    post = end_post(post=PostFactory(), ends_on=ends_on, by=UserFactory(), at=now)
    assert Post.objects.get().ends_on == post.ends_on == ends_on


@pytest.mark.parametrize(
    ("ends_on", "words"),
    [
        (STARTED_ON - DAY, "The last day cannot be before the first, 5 January 2026."),
        (TODAY + 367 * DAY, "Choose a last day within a year from today."),
    ],
)
def test_a_last_day_out_of_reach_is_refused_and_the_post_goes_on(ends_on, words, now):
    post = PostFactory()
    with pytest.raises(EndRefused, match=words):
        end_post(post=post, ends_on=ends_on, by=UserFactory(), at=now)
    assert Post.objects.get().ends_on is None
    assert not ModelLogEntry.objects.exists()


def test_a_post_that_is_over_is_not_ended_again(now):
    post = PostFactory(ends_on=TODAY - DAY)
    with pytest.raises(EndRefused, match="This post ended on 2 March 2027 already."):
        end_post(post=post, ends_on=TODAY, by=UserFactory(), at=now)
    assert Post.objects.get().ends_on == TODAY - DAY


def test_a_last_day_still_to_come_may_be_moved(now):
    post = PostFactory(ends_on=TODAY + DAY)
    assert end_post(post=post, ends_on=TODAY, by=UserFactory(), at=now).ends_on == TODAY


def test_who_gave_a_post_and_when_is_kept_once_and_without_a_name(now):
    lead, organisation = UserFactory(), OrganisationFactory()
    for _ in range(2):
        post = take(now, by=lead, organisation=organisation)
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user, entry.timestamp) == ("people.give_post", lead, now)
    assert (entry.object_id, entry.label) == (str(post.pk), f"Post {post.pk}")


def test_who_ended_a_post_and_when_is_kept_once_and_without_a_name(now):
    post, lead = PostFactory(person__name="Amina Yusuf"), UserFactory()
    for _ in range(2):
        end_post(post=post, ends_on=TODAY, by=lead, at=now)
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user, entry.timestamp) == ("people.end_post", lead, now)
    assert (entry.object_id, entry.data) == (str(post.pk), {"ends_on": "2027-03-03", "was": None})
    assert "Amina" not in entry.label
