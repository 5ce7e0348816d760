"""Fixtures for every room."""

import datetime
import gc
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.middleware import csrf
from django.test import Client, TransactionTestCase
from wagtail.models import Page, Site

from casestudies import freezing as casestudies
from learning.people.roles import ADMINISTRATORS, EXPERTS, TRAINERS
from learning.site.tree import plant_home
from learning.workforce import freezing as workforce
from quizzes import freezing
from tests import databases, factories


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests that commit find Wagtail's initial rows (root page, root collection, locale) again after each
    flush.
    """
    committed = {"live_server", "transactional_db"}
    for item in items:
        marker = item.get_closest_marker("django_db")
        if committed & set(item.fixturenames) or (marker and marker.kwargs.get("transaction")):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


def pytest_collection_finish():
    """What was imported stays: looking for rubbish in it takes a seventh of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, worker_id):
    """This process's copy of the migrated database, in place of pytest-django's, which migrates in each process.

    It is without the page that Wagtail's migration leaves: planting a home deletes it, which every test would pay for.
    """
    with django_db_blocker.unblock():
        name = databases.open_copy(worker_id)
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()
        Page.objects.filter(depth=2).delete()
    yield
    with django_db_blocker.unblock():
        connection.close()
        databases.drop(name)


@pytest.fixture(scope="session", autouse=True)
def _static_root():
    """WhiteNoise warns of a folder that is not there; in tests static files come from where they are written."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session", autouse=True)
def _emptied_though_frozen():
    """A test that commits is followed by a flush, which deletes also what may never be deleted."""
    empty = TransactionTestCase._fixture_teardown

    def thaw_and_empty(case):
        freezing.thaw(connection)
        casestudies.thaw(connection)
        workforce.thaw(connection)
        empty(case)
        freezing.freeze(connection)
        casestudies.freeze(connection)
        workforce.freeze(connection)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", thaw_and_empty):
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_csrf_token():
    """Every form holds the same token: in a random one of 64 letters a test would now and then find its short word."""
    token = "a" * csrf.CSRF_SECRET_LENGTH
    with mock.patch.object(csrf, "_get_new_csrf_string", return_value=token):
        yield


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Files of a test go to folders of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.MAIL_DIR = tmp_path / "mail"


@pytest.fixture(autouse=True)
def _empty_cache():
    """Sign-in limits and Wagtail's site roots are in the cache."""
    cache.clear()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def indexed(settings):
    """What is saved can be searched for, as on a real site."""
    at_once = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
    settings.TASKS = settings.TASKS | {"default": at_once}


@pytest.fixture
def now() -> datetime.datetime:
    """A Wednesday morning. Pass it to writers; travel to it with time_machine where a view reads the clock."""
    return datetime.datetime(2027, 3, 3, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def home(db):
    """The home page at the site's root."""
    return plant_home(title="Think Family Learning", site_name="Think Family Learning")


@pytest.fixture
def sign_in():
    """sign_in(person) gives a client of their own, signed in."""

    def signed_in_client(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in_client


@pytest.fixture
def learner(db):
    """A health visitor with a post."""
    return factories.PostFactory(person__name="Amina Yusuf", person__email="amina@northmoor.example").person


@pytest.fixture
def trainer(db):
    person = factories.UserFactory(name="Tess Trainer")
    person.groups.add(Group.objects.get_or_create(name=TRAINERS)[0])
    return person


@pytest.fixture
def expert(db):
    """An expert by experience."""
    person = factories.UserFactory(name="Lorna Birch")
    person.groups.add(Group.objects.get_or_create(name=EXPERTS)[0])
    return person


@pytest.fixture
def administrator(db):
    person = factories.UserFactory(name="Ada Minister", is_superuser=True)
    person.groups.add(Group.objects.get_or_create(name=ADMINISTRATORS)[0])
    return person


@pytest.fixture
def lead(db):
    """A workforce lead; `lead.responsibilities.get().organisation` is the one they lead."""
    return factories.WorkforceLeadFactory(person__name="Lena Lead").person


@pytest.fixture
def manager(db):
    """A line manager; `manager.responsibilities.get().team` is the one they manage."""
    return factories.LineManagerFactory(person__name="Max Manager").person


@pytest.fixture
def partnership_lead(db):
    return factories.PartnershipLeadFactory(person__name="Pat Partner").person


@pytest.fixture
def learner_client(learner, sign_in):
    return sign_in(learner)


@pytest.fixture
def trainer_client(trainer, sign_in):
    return sign_in(trainer)


@pytest.fixture
def administrator_client(administrator, sign_in):
    return sign_in(administrator)


@pytest.fixture
def lead_client(lead, sign_in):
    return sign_in(lead)
