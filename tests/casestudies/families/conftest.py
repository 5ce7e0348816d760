import pytest

from tests.casestudies import factories


@pytest.fixture
def families(home):
    return factories.for_families(home)


@pytest.fixture
def film_page(families):
    return factories.family_film(families)
