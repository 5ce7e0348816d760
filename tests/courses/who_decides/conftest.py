"""Two areas of the learner's partnership and one of another, on 3 March 2027, and a lesson that asks who decides."""

import datetime
import json

import pytest

from courses.models import LessonPage
from tests import factories as people
from tests.courses import content
from tests.site.factories import LocalDecisionFactory, LocalServiceFactory, SituationFactory


@pytest.fixture(autouse=True)
def _on_the_third_of_march(time_machine):
    time_machine.move_to(datetime.datetime(2027, 3, 3, 10, 0, tzinfo=datetime.UTC), tick=False)


@pytest.fixture
def north(partnership):
    return people.AreaFactory(partnership=partnership, name="Northmoor North")


@pytest.fixture
def south(partnership):
    return people.AreaFactory(partnership=partnership, name="Northmoor South")


@pytest.fixture
def elsewhere(db):
    """An area of another partnership."""
    return people.AreaFactory(name="Farmoor")


@pytest.fixture
def situation(db):
    return SituationFactory(words="A baby under two and a parent need help with their relationship")


@pytest.fixture
def asking(lesson, situation):
    """The lesson, with a block for the situation and nothing else."""
    lesson.body = json.dumps([content.who_decides(situation)])
    lesson.save()
    return LessonPage.objects.get(pk=lesson.pk)


@pytest.fixture
def works_in(learner):
    """works_in(area, …): put the learner's posts into a team of each area; None is a team that covers them all."""

    def put(*areas, **fields) -> None:
        posts = [learner.posts.get(), *[people.PostFactory(person=learner) for _ in areas[1:]]]
        for post, area in zip(posts, areas, strict=True):
            post.team = people.TeamFactory(organisation=post.organisation, area=area)
            for name, value in fields.items():
                setattr(post, name, value)
            post.save()

    return put


@pytest.fixture
def everywhere(situation, north, south, elsewhere):
    """What three areas say of the situation, each with a service of its own."""
    for area in (north, south, elsewhere):
        service = LocalServiceFactory(area=area, name=f"Team of {area}")
        LocalDecisionFactory(situation=situation, area=area, who_decides=f"{area} decides.", naming=[service])


@pytest.fixture
def read(asking, everywhere, enrolment, learner_client, text):
    """read(): the words of the lesson's page, as the learner sees it."""
    return lambda: text(learner_client.get(asking.url))
