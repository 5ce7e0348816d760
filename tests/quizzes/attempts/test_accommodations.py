"""Extra time in quizzes: one's own to set, and nobody else's to read."""

import html
import re

import pytest
from django.urls import reverse

from learning.records.models import Effect, Event
from quizzes.attempts import accommodations
from quizzes.models import Accommodation
from tests.factories import LineManagerFactory, PostFactory, UserFactory
from tests.quizzes import factories
from tests.quizzes.factories import AT
from tests.routes import routes
from tests.test_admin_access import FOR_ALL, address, admin_routes

CANARY = "74 min"  # 37 minutes, twice: no other page has it


@pytest.fixture
def url():
    return reverse("extra_time")


def words(response) -> str:
    return " ".join(html.unescape(response.getvalue().decode(errors="ignore")).split())


def needs_of(person) -> tuple | None:
    own = Accommodation.objects.of(person)
    return own and (own.extra_time_pct, own.has_no_time_limit)


def test_what_is_set_last_counts_and_there_is_one_row(learner):
    for needs in ({"extra_time_pct": 25}, {"has_no_time_limit": True}, {"extra_time_pct": 50}):
        accommodations.set_extra_time(person=learner, at=AT, **needs)
    assert needs_of(learner) == (50, False)
    assert Accommodation.objects.count() == 1


def test_what_is_taken_away_leaves_no_row(learner):
    accommodations.set_extra_time(person=learner, extra_time_pct=25, at=AT)
    assert accommodations.set_extra_time(person=learner, at=AT) is None
    assert not Accommodation.objects.exists()


def test_it_goes_with_the_account(db):
    person = UserFactory()
    accommodations.set_extra_time(person=person, extra_time_pct=25, at=AT)
    person.delete()
    assert not Accommodation.objects.exists()


@pytest.mark.parametrize(
    ("choice", "needs"), [("25", (25, False)), ("100", (100, False)), ("none", (0, True)), ("0", None)]
)
def test_a_person_sets_their_own(learner, learner_client, url, choice, needs):
    accommodations.set_extra_time(person=learner, extra_time_pct=50, at=AT)
    response = learner_client.post(url, {"time": choice}, follow=True)
    assert "It counts in every quiz that you begin from now on." in words(response)
    assert needs_of(learner) == needs
    assert response.context["form"].initial == {"time": choice}


@pytest.mark.parametrize("choice", ["", "24", "-25", "9" * 5000, "\x00", "\u202e100", "🕰"])
def test_anything_else_is_refused_in_words_and_changes_nothing(learner, learner_client, url, choice):
    accommodations.set_extra_time(person=learner, extra_time_pct=50, at=AT)
    response = learner_client.post(url, {"time": choice})
    assert response.status_code == 200
    assert "Choose how much time you need." in words(response)
    assert needs_of(learner) == (50, False)


def test_my_account_leads_there_and_does_not_say_what_is_set(learner, learner_client, url):
    before = words(learner_client.get(reverse("my_account")))
    accommodations.set_extra_time(person=learner, extra_time_pct=100, at=AT)
    assert url in before
    assert words(learner_client.get(reverse("my_account"))) == before


OF_PAGES = re.compile("page|quiz|course|lesson|module|case|survey")


@pytest.fixture
def canary(home, lead, manager, sign_in):
    """Someone in the lead's organisation and the manager's team, with twice the time, in a quiz of 37 minutes."""
    course = factories.plant_course(home)
    page = factories.plant_quiz(course, time_limit_minutes=37, attempts_allowed=1)
    team = manager.responsibilities.get().team
    organisation = lead.responsibilities.get().organisation
    person = PostFactory(organisation=team.organisation, team=team).person
    PostFactory(person=person, organisation=organisation)
    accommodations.set_extra_time(person=person, extra_time_pct=100, at=AT)
    factories.enrol(course, person)
    factories.begin(page, person)
    return person, page


def addresses(person, page) -> list[str]:
    """Every address of ours and of the admin that takes a number or none: with the quiz's where it is of pages, else with the
    person's.
    """
    found = []
    for route, name in (admin_routes() | routes()).items():
        if name not in FOR_ALL and "logout" not in name:
            found.append(address(route, {}, page.pk if OF_PAGES.search(route) else person.pk))
    return sorted({url for url in found if url})


@pytest.mark.parametrize("role", ["lead", "administrator"])
def test_nobody_else_is_shown_it(role, canary, manager, sign_in, request):
    """The lead is the manager of the team too."""
    person, page = canary
    assert CANARY in words(sign_in(person).get(page.url))
    viewer = request.getfixturevalue(role)
    if role == "lead":
        LineManagerFactory(person=viewer, team=manager.responsibilities.get().team)
    client = sign_in(viewer)
    shown = [url for url in addresses(person, page) if CANARY in words(client.get(url))]
    assert shown == []
    client.force_login(viewer)
    assert needs_of(viewer) is None
    assert client.get(reverse("extra_time")).context["form"].initial == {"time": "0"}


def test_neither_an_effect_nor_an_event_names_it(canary):
    person, _ = canary
    [effect] = Effect.objects.all()
    assert set(effect.arguments) == {"attempt_id"}
    asked = {field.name for field in Event._meta.fields}
    assert asked == {"id", "verb", "actor", "learner", "page", "version", "happened_at"}
    assert str(Accommodation.objects.get()) == f"Time in quizzes, {person.accommodation.pk}"
