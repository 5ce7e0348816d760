"""Answers that colleagues share in the demonstration: enough to be shown, and one for a trainer to read."""

import pytest

from casestudies.exchange.enough import FEWEST_PEOPLE
from casestudies.exchange.hearing import colleagues
from casestudies.models import CaseStudyPage, Share
from courses.demo import data
from courses.demo.shared import write_shared
from learning.people.models import Organisation, PracticeGroup
from tests.factories import PostFactory

RULES = data.read("northmoor/shared.yaml")


@pytest.fixture
def page(demonstration):
    """With people in each of the posts, who are not there when few are loaded."""
    for answer in RULES["answers"]:
        PostFactory(
            practice_group=PracticeGroup.objects.get(code=answer["group"]),
            organisation=Organisation.objects.get(code=answer["organisation"]),
        )
    page = CaseStudyPage.objects.get(title__contains="They’re no bother")
    write_shared(RULES, page, today=demonstration.today)
    return page


def test_enough_are_shown_and_one_waits_for_a_trainer(page, account):
    voices = colleagues(account("social.worker"), page)
    assert {voice.who for voice in voices} == {"Occupational therapist"}
    assert len(voices) >= FEWEST_PEOPLE
    assert Share.objects.waiting().on(page).filter(found=["name"]).exists()
