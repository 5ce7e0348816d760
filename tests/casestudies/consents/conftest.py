import datetime

import pytest

from casestudies.models import Film
from learning.records import effects
from learning.records.worker import work_once
from tests.casestudies import factories
from tests.casestudies.factories import AT
from tests.factories import UserFactory

# A consent of AT, 3 June 2026, runs out on this day.
ENDS = datetime.datetime(2028, 6, 3, 10, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def real(db, time_machine):
    """A film of real people; it is the day after everyone agreed."""
    time_machine.move_to(AT + DAY, tick=False)
    return factories.real_film()


@pytest.fixture
def mother(real):
    person = factories.person_in(real)
    factories.agree(person)
    return person


@pytest.fixture
def case(course, mother):
    """A case study that shows it, in place of a fictional one. It can be finished without answering."""
    author = UserFactory(name="Avery Author")
    return factories.case(
        course,
        title="Our own story",
        film=Film.objects.get(),
        owner=author,
        is_fictional=False,
        what_is_it_about="The mother on film is Sam.",
        text_version="<p>Tess is not Sam.</p>",
        reflection_optional=True,
    )


@pytest.fixture
def work():
    """work() does everything that is ready now."""

    def all_of_it() -> None:
        while work_once(worker="test"):
            pass
        assert not effects.Effect.objects.given_up().exists()
        assert not effects.Effect.objects.exclude(last_error="").exists()

    return all_of_it
