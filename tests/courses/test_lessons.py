"""The lesson's page: what it shows, to whom, and at what price."""

import json

import pytest

from courses.models import LessonPage
from learning.records import records
from learning.records.models import Completion, Note, Place
from tests.courses import content, factories


@pytest.fixture
def full_lesson(lesson):
    """The lesson with one of every block."""
    lesson.body = json.dumps(content.every_block(factories.SourceFactory(title="NSPCC briefing")))
    lesson.save()
    return LessonPage.objects.get(pk=lesson.pk)


def test_every_block_is_shown(full_lesson, enrolment, learner_client):
    html = learner_client.get(full_lesson.url).content.decode()
    import pathlib; pathlib.Path("/tmp/lesson.html").write_text(html)
    assert "Only means asking." in html


def test_q(full_lesson, enrolment, learner_client, course, catalogue, django_assert_max_num_queries):
    from django.test.utils import CaptureQueriesContext
    from django.db import connection
    for url in (full_lesson.url, course.url, catalogue.url, catalogue.url + "?q=ask&minutes=15&side=adult&topic=access&group=hv"):
        learner_client.get(url)
        with CaptureQueriesContext(connection, ) as c:
            learner_client.get(url)
        print(url, len(c))
        for q in c: print("   ", q["sql"][:200].replace("\n"," "), "...", q["sql"][-150:])
    assert 0
