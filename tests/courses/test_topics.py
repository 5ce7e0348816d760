import pytest

from courses.models import Topic


@pytest.mark.django_db
def test_topics_are_the_steps_of_the_care_pathway_in_order():
    names = [str(topic) for topic in Topic.objects.all()]
    assert names == ["Access", "Screening", "Assessment", "Planning", "Providing", "Reviewing", "Strategy"]
