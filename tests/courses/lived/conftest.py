import pytest

from courses import releases
from courses.models import CoursePage
from learning.people.sides import Side
from tests.courses import joint


@pytest.fixture
def course(catalogue):
    """A course for one side that is to carry the mark, none of it published."""
    return joint.plant(catalogue, is_joint=False, is_co_produced=True)


@pytest.fixture
def in_review(course):
    joint.submit(course, joint.trainer_of(Side.CHILDREN))
    return course


@pytest.fixture
def expert_client(expert, sign_in):
    return sign_in(expert)


@pytest.fixture
def release(administrator, now):
    """release(course, …) publishes all that is drafted in it; returns it as it is then."""

    def publish(course, **fields) -> CoursePage:
        releases.publish(course=course, by=administrator, at=now, **fields)
        return CoursePage.objects.get(pk=course.pk)

    return publish
