import pytest


@pytest.fixture(autouse=True)
def _all_are_kept(settings):
    """However small an organisation is."""
    settings.ROLLUP_LEAST_POSTS = 1
