import pytest

from tests.casestudies.two_sides import factories


@pytest.fixture
def family(course):
    return factories.two_sided(course)


@pytest.fixture
def visitor(course):
    """A health visitor whose post is on the children's side; most are whole-family staff."""
    return factories.someone(
        course, "hv", "Hana Visitor", person__email="hana@northmoor.example", service_side="children"
    )


@pytest.fixture
def nurse(course):
    """A mental health nurse."""
    return factories.someone(course, "mhn", "Noel Nurse", person__email="noel@northmoor.example")
