"""Questions that most people miss, on the admin's home."""

import datetime

import pytest
from django.urls import reverse

from learning.site.groups import let_trainers_write_below
from quizzes.figures.figures import HARD_FROM_ANSWERS
from quizzes.home_panel import QuestionsPanel
from tests.quizzes import factories


@pytest.fixture
def missed(home, trainer):
    """A quiz of one question that everybody has missed, answered by just enough people."""
    course = factories.plant_course(home)
    let_trainers_write_below(course.get_parent())
    quiz = factories.plant_quiz(course, questions=[factories.question("What now?")])
    for _ in range(HARD_FROM_ANSWERS):
        factories.take(quiz, factories.enrol(course), right=0, wrong=1)
    return quiz


def test_a_question_that_most_people_miss_leads_to_how_it_is_answered(missed, trainer_client):
    words = trainer_client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("how_it_is_answered", args=[missed.pk]) in words
    assert f"0% right the first time: 0 of {HARD_FROM_ANSWERS}. In {missed.title}." in words


def test_it_is_not_shown_to_whoever_may_change_no_page(missed, rf, learner):
    request = rf.get("/")
    request.user = learner
    assert QuestionsPanel(request).render_html({}) == ""


def test_questions_of_the_bank_that_are_due_are_listed_and_no_other(trainer_client):
    factories.bank_question("Is this still so?", review_on=datetime.date(2020, 1, 1))
    factories.bank_question("And this?", review_on=datetime.date(2999, 1, 1))
    words = trainer_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Is this still so?" in words
    assert "Due since 1 January 2020." in words
    assert "And this?" not in words
