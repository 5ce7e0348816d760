import pytest
from django.urls import reverse

from courses.models import Topic


@pytest.mark.django_db
def test_topics_are_the_steps_of_the_care_pathway_in_order():
    names = [str(topic) for topic in Topic.objects.all()]
    assert names == ["Access", "Screening", "Assessment", "Planning", "Providing", "Reviewing", "Strategy"]


def test_topics_can_be_edited_by_an_administrator(administrator_client):
    response = administrator_client.get(reverse(Topic.snippet_viewset.get_url_name("list")))
    assert "Screening" in response.content.decode()
