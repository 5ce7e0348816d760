"""Every address of a film, asked for by six wrong persons and by old windows in every way: not a byte, and not a hint."""

import pytest
from django.test import Client
from django.urls import reverse

from casestudies.models import Played
from courses.models import CoursePage
from learning.records.models import Enrolment, Place
from tests.casestudies import factories
from tests.casestudies.playing.wrong import TELLING, ways_to_ask
from tests.casestudies.test_gate import SECRETS, addresses
from tests.factories import UserFactory

NAME = b"the-look-away-transcript"


def on_another_course(case):
    person = UserFactory()
    other = case.course_page().get_parent().add_child(instance=CoursePage(title="Another course"))
    factories.join(person, other.specific)
    return person


def suspended(course, sign_in) -> Client:
    """With the window that was open before."""
    person = UserFactory()
    factories.join(person, course)
    client = sign_in(person)
    person.is_active = False
    person.save()
    return client


def no_longer_on_the_course(course, sign_in) -> Client:
    person = UserFactory()
    factories.join(person, course)
    client = sign_in(person)
    Enrolment.objects.filter(learner=person).delete()
    return client


def signed_out(client) -> Client:
    """The cookies of a session, sent again after its end."""
    old = Client()
    old.cookies = client.cookies.copy()
    client.logout()
    return old


@pytest.fixture
def wrong_ones(case, course, sign_in, lead):
    """By what makes them wrong."""
    once_on_it = UserFactory()
    factories.join(once_on_it, course)
    return {
        "signed out": Client(),
        "on no course": sign_in(UserFactory()),
        "on another course": sign_in(on_another_course(case)),
        "suspended": suspended(course, sign_in),
        "no longer on it": no_longer_on_the_course(course, sign_in),
        "lead": sign_in(lead),
        "after signing out": signed_out(sign_in(once_on_it)),
    }


def test_nobody_without_the_right_has_a_byte_or_a_hint(client, case, wrong_ones):
    met = {}
    for url in addresses(case):
        right = client.get(url)
        assert right.status_code == 200, url
        for method, headers in ways_to_ask(right.get("ETag", '"x"'), right.get("Last-Modified", "")):
            for who, wrong in wrong_ones.items():
                met[who, method, url, *headers] = hints_in(wrong.generic(method, url, headers=headers))
    assert {key: amiss for key, amiss in met.items() if amiss} == {}


def test_nginx_is_told_nothing_for_anybody_without_the_right(case, wrong_ones, settings):
    settings.PRIVATE_REDIRECT = "/private/"
    met = {
        (who, url): hints_in(wrong.get(url)) for url in addresses(case) for who, wrong in wrong_ones.items()
    }
    assert {key: amiss for key, amiss in met.items() if amiss} == {}


def hints_in(answer) -> list:
    """What an answer gives away."""
    given = [name for name in TELLING if answer.has_header(name)]
    if answer.status_code != 404:
        given.append(answer.status_code)
    if answer.streaming:
        return [*given, "a stream"]
    return given + [secret for secret in [*SECRETS, NAME] if secret in answer.content]


def test_what_was_played_is_nobody_elses_to_write_or_erase(client, case, enrolled, wrong_ones):
    Played.objects.create(
        learner=enrolled, page=case.page_ptr, film=case.film, stretches=[[0, 5]], saved_at=factories.AT
    )
    for wrong in wrong_ones.values():
        for name in ("keep_played", "forget_played"):
            answer = wrong.post(reverse(name, args=[case.pk]), {"stretches": "[[0, 50]]"})
            assert answer.status_code in (302, 401, 404)
    assert (Played.objects.get().stretches, Place.objects.count()) == ([[0, 5]], 0)


def test_an_old_address_leads_to_nothing_once_the_film_is_off_the_page(client, case):
    old = addresses(case)
    before = case.film.file.name
    case.film = None
    case.save()
    assert {client.get(url).status_code for url in old} == {404}
    assert client.get(f"/media/{before}").status_code == 404
