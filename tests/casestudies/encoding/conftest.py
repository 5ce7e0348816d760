import datetime

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from casestudies.encoding import encodings
from casestudies.models import Film
from learning.records.models import Effect
from learning.records.worker import work_once
from tests.casestudies import factories
from tests.casestudies.encoding import tiny


@pytest.fixture
def film(db) -> Film:
    """Two seconds of film, uploaded, and nothing made of it yet."""
    return factories.uploaded_film(tiny.film())


@pytest.fixture
def asked(film, trainer):
    return encodings.ask(film=film, by=trainer, at=timezone.now())


@pytest.fixture
def work():
    """Does what films ask for, and then what that asks for, as at some moment: now, when none is given."""

    def work(later: datetime.timedelta = datetime.timedelta()) -> None:
        def clock():
            return timezone.now() + later

        while work_once(worker="films", is_long=True, clock=clock) or work_once(worker="mail", clock=clock):
            pass

    return work


@pytest.fixture
def kept(settings):
    """The names of all private files, sorted."""

    def kept() -> list[str]:
        root = settings.PRIVATE_ROOT
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())

    return kept


@pytest.fixture
def lapsed() -> datetime.timedelta:
    """As long as a worker that has died keeps what it held, and a little more."""
    return datetime.timedelta(seconds=django_settings.EFFECT_LEASE_SECONDS + 1)


@pytest.fixture
def effect(asked) -> Effect:
    return Effect.objects.get(key=asked.key)
