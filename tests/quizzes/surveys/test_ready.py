"""The Joint Practice Confidence scale, ready to be added to a course."""

import pytest
from django.urls import reverse

from quizzes.models import SurveyPage
from quizzes.surveys.naming import Naming
from quizzes.surveys.points import Point
from quizzes.surveys.ready import add_confidence_survey
from tests.quizzes.surveys import factories

# Word for word, in its order.
CONFIDENCE = """
ask any adult you work with about children they live with or care for
ask any parent about their own mental health in plain words
explain to a child, in words for their age, what is happening with their parent
describe how a parent and baby are with each other without using labels
recognise signs in a new mother that need urgent mental health help
say what the other service (adult or children's) can and cannot decide
ring a named person in the other service about a family
explain to a parent what you would share, with whom and why
challenge a decision in another service, and escalate if you need to
include fathers, partners and wider family
write a plan with a family that names the adults and the children
support a family's strengths and be clear about risk at the same time
""".strip().splitlines()
ATTITUDES = """
Staff in the other service want the same things for families as I do.
Working jointly takes more time than it saves.
I know what an ordinary day in the other service is like.
""".strip().splitlines()


@pytest.fixture
def ready(course, trainer):
    return factories.publish(add_confidence_survey(course=course, by=trainer))


def test_it_asks_the_scale_word_for_word(ready):
    scale, attitudes = factories.asked_now(ready)
    assert scale.stem == "How confident are you, today, that you could..."
    assert [prompt["text"] for prompt in scale.prompts] == CONFIDENCE
    assert [option["text"] for option in scale.options] == [*map(str, range(11)), "Not part of my job"]
    assert scale.rules["least"] == 9
    assert [prompt["text"] for prompt in attitudes.prompts] == ATTITUDES
    assert [option["key"] for option in attitudes.options] == list("12345")
    assert attitudes.rules == {"turned": [attitudes.prompts[1]["key"]]}


def test_it_is_named_asked_three_times_and_says_that_it_is_not_validated(ready):
    assert (ready.naming, ready.points) == (Naming.NAMED, list(Point))
    assert "not validated" in ready.caveat


def test_a_trainer_adds_it_as_a_draft_with_one_button(course, trainer_client):
    address = reverse("add_ready_survey", args=[course.pk])
    assert (
        address in trainer_client.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).content.decode()
    )
    trainer_client.get(address)
    assert not SurveyPage.objects.exists()
    response = trainer_client.post(address)
    page = SurveyPage.objects.child_of(course).get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live


def test_it_is_not_added_below_other_pages_or_by_other_people(course, trainer_client, learner_client):
    lesson = course.activities()[0]
    assert trainer_client.post(reverse("add_ready_survey", args=[lesson.pk])).status_code == 302
    learner_client.post(reverse("add_ready_survey", args=[course.pk]))
    assert not SurveyPage.objects.exists()
