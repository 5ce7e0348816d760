import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import LessonPage
from learning.records import records
from learning.site.groups import let_trainers_write_below
from tests import factories as people
from tests.courses import content, factories
from tests.courses.flaws import FACT


@pytest.fixture
def catalogue(home):
    return factories.CourseIndexPageFactory(parent=home)


@pytest.fixture
def course(catalogue):
    return factories.CoursePageFactory(parent=catalogue, title="Think child, think parent")


@pytest.fixture
def module(course):
    return factories.ModulePageFactory(parent=course, title="See the family")


@pytest.fixture
def lesson(module):
    return factories.LessonPageFactory(parent=module, title="Asking", minutes=8)


@pytest.fixture
def partnership(learner):
    """The one that the learner works in."""
    return learner.posts.get().organisation.partnership


@pytest.fixture
def full_lesson(lesson, partnership):
    """The lesson with one of every block."""
    lesson.body = json.dumps(
        content.every_block(factories.SourceFactory(title="NSPCC briefing"), partnership)
    )
    lesson.save()
    return LessonPage.objects.get(pk=lesson.pk)


@pytest.fixture
def enrolment(learner, course, lesson):
    return people.EnrolmentFactory(learner=learner, course=course)


@pytest.fixture
def completed(enrolment, lesson, now):
    """The learner's enrolment, completed by its one lesson, with its certificate."""
    at = now + datetime.timedelta(minutes=10)
    return records.complete(learner=enrolment.learner, activity=lesson, by=enrolment.learner, at=at).enrolment


@pytest.fixture
def stranger_client(sign_in, db):
    """Someone signed in who has joined nothing."""
    return sign_in(people.UserFactory(name="Stella Stranger"))


@pytest.fixture
def text():
    """text(response): the words of a page's main part, each run of spaces as one."""

    def words(response) -> str:
        html = response.content.decode()
        main = html[html.index("<main") : html.index("</main>")]
        return " ".join(main.split())

    return words


@pytest.fixture
def queries():
    """queries(client, url): how many queries the page takes once content types and site roots are cached."""

    def count(client, url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        assert response.status_code == 200
        return len(captured)

    return count


@pytest.fixture
def writer(catalogue, trainer):
    """A trainer who may write courses."""
    let_trainers_write_below(catalogue)
    return trainer


@pytest.fixture
def writer_client(writer, sign_in):
    return sign_in(writer)


@pytest.fixture
def flawed(lesson):
    """The lesson with a draft that holds a key fact without a source; what is live is as it was."""
    lesson.body = [("key_fact", {"text": FACT, "sources": []})]
    lesson.save_revision()
    return lesson
