"""Films without captions on the admin's home."""

import pytest
from django.urls import reverse

from tests.casestudies import factories


@pytest.fixture
def home_words(home, trainer_client):
    return lambda: trainer_client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_film_without_captions_leads_to_its_form_and_one_with_captions_is_left_out(home_words):
    bare = factories.film(title="No words", captions=None)
    whole = factories.film(title="All words")
    words = home_words()
    assert reverse("wagtailmedia:edit", args=[bare.pk]) in words
    assert reverse("wagtailmedia:edit", args=[whole.pk]) not in words


def test_films_are_in_the_menu_under_their_own_name(home_words):
    assert '"label": "Films"' in home_words()
    assert '"label": "Media"' not in home_words()
