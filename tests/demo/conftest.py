"""The demonstration, loaded once for all of these tests, with few people beside the accounts."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from courses.demo import data, loading
from courses.pages import CoursePage
from learning.people.users import User

AT = datetime.datetime(2027, 3, 3, 10, 0, tzinfo=datetime.UTC)
PASSWORD = "think-family"
PEOPLE = 30


@pytest.fixture(scope="package")
def private_root(tmp_path_factory):
    return tmp_path_factory.mktemp("private")


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, private_root):
    """Everything in one transaction, undone at the end. Each test's own work is undone before the next."""
    own = override_settings(
        DEMONSTRATION=True,
        DEMONSTRATION_PASSWORD=PASSWORD,
        PRIVATE_ROOT=private_root,
        SITE_URL="http://localhost",
    )
    with django_db_blocker.unblock(), own, transaction.atomic():
        loading.load(at=AT, port=80, people=PEOPLE)
        yield SimpleNamespace(at=AT, today=AT.date())
        transaction.set_rollback(True)
        cache.clear()


@pytest.fixture
def demonstration(loaded, db, settings, private_root):
    """The loaded demonstration, for one test."""
    settings.DEMONSTRATION = True
    settings.DEMONSTRATION_PASSWORD = PASSWORD
    settings.PRIVATE_ROOT = private_root
    return loaded


@pytest.fixture
def course(demonstration):
    """course("C1") is its page, with the YAML it came from as `rules`."""

    def find(code: str) -> CoursePage:
        page = CoursePage.objects.get(code=code)
        page.rules = data.read(f"content/{code.lower()}.yaml")
        return page

    return find


@pytest.fixture
def account(demonstration):
    """account("nurse") is one of the eight people of the README."""

    def find(name: str) -> User:
        return User.objects.get(email=f"{name}@northmoor.example")

    return find


@pytest.fixture
def northmoor():
    return data.read("northmoor/organisations.yaml")


@pytest.fixture
def people_rules():
    return data.read("northmoor/people_rules.yaml")


@pytest.fixture
def requirements():
    return data.read("northmoor/requirements.yaml")["requirements"]
