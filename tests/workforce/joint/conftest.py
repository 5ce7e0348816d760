import pytest

from tests.courses.factories import CoursePageFactory
from tests.factories import RequirementFactory


@pytest.fixture
def joint(world, home):
    """Two courses for both sides that are required of everyone, and one that is not for both and required too."""
    courses = [CoursePageFactory(parent=home, title=f"Joint {number}") for number in (1, 2)]
    alone = CoursePageFactory(parent=home, title="Alone", is_joint=False)
    for course in (*courses, alone):
        RequirementFactory(organisation=world.organisation, course=course)
    return [*courses, alone]
