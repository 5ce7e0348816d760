"""Nothing of the key, the score or the words about answers reaches the browser before they are sent."""

import json

import pytest
from django.urls import reverse

from quizzes.attempts import attempts
from quizzes.models import Attempt, QuestionVersion
from quizzes.versions import Mode
from tests.quizzes import factories
from tests.quizzes.factories import option, question
from tests.quizzes.taking.test_saving import BACKGROUND

SECRET = "CANARY"
SOURCE = "FINCH"


@pytest.fixture(params=Mode)
def quiz_page(course, request):
    """All that may not be seen holds the word SECRET. A course may name its sources, a question may not."""
    source = factories.add_source(title=SOURCE, url=f"https://example.org/{SOURCE}")
    right = option("This", right=True, feedback=f"{SECRET} right")
    wrong = option("That", feedback=f"{SECRET} wrong")
    extra = {"explanation": f"{SECRET} because", "sources": [source], "code": f"{SECRET}1"}
    return factories.plant_quiz(
        course,
        questions=[
            question("One?", options=[right, wrong], **extra),
            question("Two?", kind="multiple", options=[right, wrong, option("Other", right=True)], **extra),
        ],
        mode=request.param,
        on_pass=f"{SECRET} pass",
        on_miss=f"{SECRET} miss",
    )


def pages_before(client, page, attempt) -> list[str]:
    """Every page of a quiz before its answers are sent or checked, in every state, with its headers."""
    url = attempt.question_url(1)
    [asked, _] = attempt.questions.in_order().with_answer()
    ids = [option_id for option_id, _ in asked.options]
    responses = [
        client.get(page.url),
        client.post(reverse("start_attempt", args=[page.pk])),
        client.get(url),
        client.get(attempt.question_url(2)),
        client.post(url, {"answer": []}),
        client.post(url, {"answer": ["forged"]}),
        client.post(url, {"answer": ids[:1], "revision": 0}),
        client.post(url, {"answer": ids[1:2], "revision": 0}),
        client.get(url + "?change"),
        client.get(url + "?again"),
        client.post(url, {"answer": ids[1:2], "revision": 1, "save": "x"}, headers=BACKGROUND),
        client.post(url, {"answer": ids[:1], "revision": 2, "later": "x"}, follow=True),
        client.post(url, {"answer": ids[1:2], "revision": 3, "flag": "x"}, follow=True),
        client.get(url),
        client.get(attempt.check_url),
        client.get(attempt.result_url),
        client.get(attempt.submit_url),
    ]
    return [response.content.decode() + json.dumps(dict(response.headers)) for response in responses]


def test_no_page_before_submission_holds_a_secret(attempt, quiz_page, learner_client):
    pages = pages_before(learner_client, quiz_page, attempt)
    assert [page for page in pages if SECRET in page] == []


def test_no_question_names_its_source_before_submission(attempt, quiz_page, learner_client):
    pages = pages_before(learner_client, quiz_page, attempt)
    assert [page for page in pages if SOURCE in page] == []


@pytest.mark.parametrize("name", ["course", "my_learning"])
def test_no_page_round_the_quiz_holds_a_secret(attempt, course, learner_client, name):
    url = course.url if name == "course" else reverse(name)
    assert SECRET not in learner_client.get(url).content.decode()


def test_no_page_before_submission_holds_a_key_or_a_number_of_a_question(attempt, quiz_page, learner_client):
    told = set()
    for version in QuestionVersion.objects.all():
        told |= {version.digest} | {option["key"] for option in version.options}
    pages = pages_before(learner_client, quiz_page, attempt)
    assert [secret for secret in told for page in pages if secret in page] == []


def test_inputs_of_right_and_wrong_options_differ_in_nothing_but_their_random_ids(attempt, learner_client):
    [asked, _] = attempt.questions.in_order().with_answer()
    page = learner_client.get(attempt.question_url(1)).content.decode()
    inputs = [line.strip() for line in page.splitlines() if "<input" in line and 'name="answer"' in line]
    for number, (option_id, _) in enumerate(asked.options):
        inputs[number] = inputs[number].replace(option_id, "ID").replace(f"answer_{number}", "NUMBER")
    assert len(set(inputs)) == 1


def test_the_secrets_are_there_once_the_answers_are_sent(attempt, learner_client):
    factories.answer(attempt, right=1, wrong=1)
    page = learner_client.post(attempt.submit_url, follow=True).content.decode()
    assert page.count(SECRET) > 4
    assert not Attempt.objects.open().exists()


@pytest.mark.parametrize("quiz_page", [Mode.FORMATIVE], indirect=True)
def test_an_answer_that_is_checked_tells_of_its_own_question_alone(attempt, quiz_page, learner_client):
    [asked, other] = attempt.questions.in_order().with_answer()
    for one in (asked, other):
        attempts.save_answer(question=one, sent=one.best_sent, seen_revision=0, at=factories.AT)
    url = attempt.question_url(1)
    sent = {"answer": asked.best_sent, "revision": 1, "save": "x"}
    told = learner_client.post(url, sent, follow=True).content.decode()
    assert SECRET in told
    assert SOURCE in told
    assert f"{SECRET} wrong" not in told
    others = (
        attempt.question_url(2),
        attempt.check_url,
        url + "?again",
        quiz_page.url,
        reverse("my_learning"),
    )
    assert [page for page in others if SECRET in learner_client.get(page).content.decode()] == []
    reply = learner_client.post(url, sent, headers=BACKGROUND)
    assert SECRET not in reply.content.decode()
    assert set(reply.json()) == {"state", "message", "revision", "next"}
