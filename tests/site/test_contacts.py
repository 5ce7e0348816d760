"""Whom to turn to: by nation, one's own before the others, checked every 90 days."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from courses.support_contacts import write_contacts
from learning.people.nations import Nation
from learning.site.models import StandardPage, SupportContact
from learning.site.turning_to import grouped, nearest
from tests.casestudies import factories
from tests.factories import PostFactory

DAY = datetime.date(2027, 3, 1)


@pytest.fixture
def contacts(db):
    write_contacts()
    return SupportContact.objects.all()


@pytest.fixture
def support(home):
    page = StandardPage(
        title="Someone to talk to", slug="support", body=[("contacts", {"without_staff": False})]
    )
    return home.add_child(instance=page)


def nations(response) -> list[str]:
    html = response.content.decode()
    places = [(html.find(f'id="contacts-{nation}"'), nation) for nation in Nation.values]
    return [nation for place, nation in sorted(places) if place > 0]


@pytest.mark.parametrize(
    ("nation", "order"),
    [
        (None, ["uk", "england", "wales", "scotland", "northern-ireland"]),
        (Nation.SCOTLAND, ["uk", "scotland", "england", "wales", "northern-ireland"]),
    ],
)
def test_the_whole_uk_comes_first_and_then_ones_own_nation(nation, order, contacts):
    assert [group.nation for group in grouped(contacts, nation=nation)] == order


def test_beside_a_case_stands_the_first_of_ones_nation(contacts):
    names = [contact.name for contact in nearest(contacts.for_staff(), nation=Nation.WALES)]
    assert names == ["GIG 111 Cymru / NHS 111 Wales", "Samaritans", "Shout"]
    assert [contact.name for contact in nearest(contacts.for_staff(), nation=None)][0] == "Samaritans"


def test_a_stranger_chooses_by_a_plain_link_and_nothing_is_kept(contacts, support):
    client = Client()
    assert '?nation=wales#nations"' in client.get(support.url).content.decode()
    chosen = client.get(support.url, {"nation": "wales"})
    assert nations(chosen)[:2] == ["uk", "wales"]
    assert 'href="tel:08081640123"' in chosen.content.decode()
    assert 'href="sms:85258"' in chosen.content.decode()
    assert nations(client.get(support.url, {"nation": "atlantis"}))[:2] == ["uk", "england"]
    assert not client.cookies


def test_a_learner_meets_the_nation_of_their_organisation(contacts, support, sign_in):
    post = PostFactory(organisation__nation=Nation.NORTHERN_IRELAND)
    assert nations(sign_in(post.person).get(support.url))[:2] == ["uk", "northern-ireland"]


def test_the_page_says_when_each_was_checked_and_leaves_out_what_nobody_has(contacts, support, client):
    SupportContact.objects.filter(name="Lifeline").update(checked_on=datetime.date(2027, 3, 3))
    SupportContact.objects.exclude(name="Lifeline").update(checked_on=None)
    assert client.get(support.url).content.decode().count("Checked ") == 1
    assert "Checked 3 March 2027" in client.get(support.url).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_takes_as_many_queries_for_one_contact_as_for_many(
    count, support, django_assert_num_queries
):
    for number in range(count):
        SupportContact.objects.create(name=f"Line {number}", for_whom="You", phone="123")
    client = Client()
    client.get(support.url)
    with django_assert_num_queries(6):
        client.get(support.url)


@pytest.mark.parametrize(
    ("checked_on", "is_due"),
    [(None, True), (DAY - datetime.timedelta(days=91), True), (DAY - datetime.timedelta(days=90), False)],
)
def test_a_contact_is_due_after_90_days(checked_on, is_due, db):
    contact = SupportContact.objects.create(name="Line", for_whom="You", phone="123", checked_on=checked_on)
    assert contact.is_due_for_check(on=DAY) is is_due
    assert SupportContact.objects.due_for_check(on=DAY).exists() is is_due


def test_a_contact_that_cannot_be_reached_is_refused(db):
    SupportContact.objects.create(name="In words", for_whom="You", other_way="Ask at the desk")
    with pytest.raises(IntegrityError, match="a_contact_can_be_reached"), transaction.atomic():
        SupportContact.objects.create(name="Nowhere", for_whom="You")
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportContact.objects.create(name="In words", for_whom="Again", phone="1")


def test_a_trainer_finds_those_due_on_the_admins_home_and_changes_one(contacts, trainer_client):
    page = trainer_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Support contacts due to be checked" in page
    assert "Samaritans, Anywhere in the UK" in page
    samaritans = contacts.get(name="Samaritans")
    edit = reverse(SupportContact.snippet_viewset.get_url_name("edit"), args=[samaritans.pk])
    sent = {
        field.name: getattr(samaritans, field.name) or "" for field in SupportContact._meta.concrete_fields
    }
    response = trainer_client.post(edit, sent | {"phone": "116 124", "checked_on": "2020-11-01"})
    assert response.status_code == 302
    samaritans.refresh_from_db()
    assert samaritans.phone == "116 124"
    assert trainer_client.post(edit, sent | {"checked_on": "2999-01-01"}).status_code == 200


def test_writing_the_contacts_of_a_new_site_again_keeps_what_was_changed(contacts):
    contacts.filter(name="Shout").update(hours="nights only")
    count = contacts.count()
    write_contacts()
    assert contacts.count() == count
    assert contacts.get(name="Shout").hours == "nights only"


def test_beside_a_case_study_stand_the_contacts_of_the_learners_nation(contacts, home, learner, sign_in):
    course = factories.plant_course(home)
    case = factories.case(course, film=None)
    factories.join(learner, course)
    PostFactory(person=learner, organisation__nation=Nation.SCOTLAND)
    page = sign_in(learner).get(case.url).content.decode()
    assert "NHS 24 mental health hub" in page
    assert "NHS urgent mental health" not in page
    assert 'href="/support/"' in page
