"""The question bank in the admin: who may use it, and how a question is found."""

import datetime

import pytest
from django.urls import reverse

from learning.site.sources import Source
from quizzes.models import BankQuestion
from tests.factories import LineManagerFactory, WorkforceLeadFactory
from tests.quizzes import factories
from tests.quizzes.factories import bank_question, draws, fill_bank


def url(name: str, *args) -> str:
    return reverse(BankQuestion.snippet_viewset.get_url_name(name), args=args)


def test_trainers_and_administrators_use_the_bank(trainer_client, administrator_client, db):
    question = bank_question("Why?", "Asking")
    for client in (trainer_client, administrator_client):
        assert "Why?" in client.get(url("list")).content.decode()
        assert client.get(url("edit", question.pk)).status_code == 200
        assert client.get(url("add")).status_code == 200
        assert client.get(url("unpublish", question.pk)).status_code == 200


@pytest.mark.parametrize("factory", [LineManagerFactory, WorkforceLeadFactory])
def test_managers_and_leads_do_not(factory, learner, sign_in):
    question = bank_question("Why?", "Asking")
    factory(person=learner)
    for address in (url("list"), url("edit", question.pk), url("add")):
        assert sign_in(learner).get(address).status_code != 200


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "Why"}, {"Why?"}),
        ({"topic": "ASKING"}, {"Why?"}),
        ({"level": "further"}, {"How?"}),
        ({"kind": "multiple"}, set()),
        ({"review": "due"}, {"How?"}),
        ({"lesson_id": "x"}, {"Why?", "How?"}),
    ],
)
def test_questions_are_found_by_what_they_say(trainer_client, asked, found):
    bank_question("Why?", "Asking")
    bank_question("How?", "Other", level="further", review_on=datetime.date(2020, 1, 1))
    words = trainer_client.get(url("list"), asked).content.decode()
    assert {
        stem for stem in ("Why?", "How?") if f">{stem}" in words.replace("\n", "").replace("  ", "")
    } >= found


def test_what_a_live_quiz_needs_is_refused_in_words_and_stays(course, trainer_client):
    fill_bank(asking=2)
    factories.plant_drawing(course, draws=draws(asking=2))
    question = BankQuestion.objects.order_by("pk")[0]
    for name in ("unpublish", "delete"):
        answer = trainer_client.post(url(name, question.pk), follow=True)
        assert answer.status_code == 200
        assert "the bank has 1" in answer.content.decode()
    assert BankQuestion.objects.live().count() == 2


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_says_which_quizzes_draw_a_question(course, trainer_client, count):
    fill_bank(asking=count)
    factories.plant_drawing(course, draws=draws(asking=1))
    assert trainer_client.get(url("list")).content.decode().count("Check one") == count
    assert "Check one" in trainer_client.get(url("edit", BankQuestion.objects.all()[0].pk)).content.decode()


def test_a_source_that_a_question_names_is_not_deleted(administrator_client):
    source = factories.add_source("S1")
    bank_question("Why?", "Asking", sources=[source.pk])
    view = Source.snippet_viewset.get_url_name
    words = administrator_client.post(reverse(view("delete"), args=[source.pk]), follow=True).content.decode()
    assert "it is used in “Why?”" in words
    assert Source.objects.filter(pk=source.pk).exists()
    assert "Why?" in administrator_client.get(reverse(view("edit"), args=[source.pk])).content.decode()
