"""Taking a quiz in a browser, from its page to its result."""

import pytest
from django.urls import reverse

from learning.records.models import Completion, Enrolment
from learning.records.outline import Status, outline
from quizzes.attempts import attempts
from quizzes.models import Attempt, QuizPage, Response
from tests.factories import UserFactory
from tests.quizzes import factories
from tests.quizzes.factories import AT

PROMISE = "Nothing is marked until you send your answers."


@pytest.fixture
def start_url(quiz_page):
    return reverse("start_attempt", args=[quiz_page.pk])


def url_of(attempt: Attempt, position: int = 1) -> str:
    return attempt.question_url(position)


def sent(asked, ids=None, *, revision: int = 0, **fields) -> dict:
    return {"answer": asked.best_sent if ids is None else ids, "revision": revision, "save": "Save"} | fields


def page_of(response) -> str:
    return response.content.decode()


def test_the_quiz_page_says_what_it_asks(enrolled, learner_client, quiz_page):
    page = page_of(learner_client.get(quiz_page.url))
    assert "4 questions, one on each page. You need 3 right to pass." in page
    assert "There is no clock" in page
    assert "Start the quiz" in page


def test_the_quiz_page_sends_whoever_has_not_joined_to_the_course(learner_client, quiz_page):
    assert learner_client.get(quiz_page.url).url == quiz_page.course_page().url


def test_the_quiz_page_sends_a_visitor_to_sign_in(client, quiz_page):
    assert client.get(quiz_page.url).url.startswith(reverse("account_login"))


def test_the_quiz_page_offers_to_continue_an_open_attempt(attempt, learner_client, quiz_page):
    factories.answer(attempt, right=2)
    page = page_of(learner_client.get(quiz_page.url))
    assert "Continue" in page
    assert "2 of 4 answered" in page


def test_the_quiz_page_lists_only_ones_own_results(enrolled, learner_client, quiz_page, course):
    mine = factories.take(quiz_page, enrolled, right=1)
    other = factories.take(quiz_page, factories.enrol(course), right=4)
    page = page_of(learner_client.get(quiz_page.url))
    assert mine.result_url in page
    assert other.result_url not in page
    assert "Try again" in page


def test_a_quiz_without_questions_says_so(enrolled, learner_client, course):
    empty = factories.plant_unpublished(course, questions=[])
    assert "No questions yet" in page_of(learner_client.get(empty.url))
    response = learner_client.post(reverse("start_attempt", args=[empty.pk]), follow=True)
    assert "This quiz has no questions yet." in page_of(response)


def test_starting_leads_to_the_first_question(enrolled, learner_client, start_url):
    response = learner_client.post(start_url)
    assert response.url == url_of(Attempt.objects.get())


def test_starting_again_leads_to_the_first_question_without_an_answer(attempt, learner_client, start_url):
    factories.answer(attempt, right=2)
    assert learner_client.post(start_url).url == url_of(attempt, 3)


def test_continuing_when_everything_is_answered_leads_to_the_list(attempt, learner_client, start_url):
    factories.answer(attempt, right=4)
    assert learner_client.post(start_url).url == attempt.check_url


def test_opening_the_address_of_start_begins_nothing(enrolled, learner_client, start_url, quiz_page):
    assert learner_client.get(start_url).url == quiz_page.url
    assert not Attempt.objects.exists()


def test_a_question_is_the_heading_of_its_page(attempt, learner_client, first):
    page = page_of(learner_client.get(url_of(attempt)))
    assert f'<h1 class="govuk-fieldset__heading">{first.question_version.stem}</h1>' in page
    assert "Question 1 of 4. 0 answered" in page
    assert "<title>Question 1 of 4 - Think Family Learning</title>" in page
    assert PROMISE in page


def test_an_answer_is_saved_and_leads_to_the_next_question(attempt, learner_client, first):
    response = learner_client.post(url_of(attempt), sent(first))
    assert response.url == url_of(attempt, 2)
    assert Response.objects.get().question == first


def test_a_saved_answer_is_shown_when_one_comes_back(attempt, learner_client, first):
    learner_client.post(url_of(attempt), sent(first))
    page = page_of(learner_client.get(url_of(attempt)))
    assert page.count(" checked") == len(first.best_sent)
    assert "Saved " in page


def test_the_last_question_leads_to_the_list_of_answers(attempt, learner_client):
    last = attempt.questions.with_answer().get(position=4)
    assert learner_client.post(url_of(attempt, 4), sent(last)).url == attempt.check_url


def test_changing_an_answer_leads_back_to_the_list(attempt, learner_client, first):
    assert learner_client.post(url_of(attempt) + "?change", sent(first)).url == attempt.check_url


def test_coming_back_to_a_question_saves_nothing(attempt, learner_client):
    response = learner_client.post(url_of(attempt), {"later": "Come back to this", "revision": 0})
    assert response.url == url_of(attempt, 2)
    assert not Response.objects.exists()


def test_coming_back_to_a_question_keeps_what_was_chosen(attempt, learner_client, first):
    learner_client.post(url_of(attempt), sent(first, later="Come back to this"))
    assert Response.objects.get().question == first


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ([], "Choose an answer, or press Come back to this."),
        ([""], "Choose an answer, or press Come back to this."),
        (["x"], "That answer is not one of those offered here. Choose one of these."),
        (["\x00"], "That answer is not one of those offered here. Choose one of these."),
        (["9" * 10_000], "That answer is not one of those offered here. Choose one of these."),
    ],
)
@pytest.mark.parametrize("position", [1, 2, 3, 4])
def test_a_bad_answer_is_refused_in_words(attempt, learner_client, answer, problem, position):
    response = learner_client.post(url_of(attempt, position), {"answer": answer, "save": "Save"})
    page = page_of(response)
    assert response.status_code == 200
    assert page.count(problem) == 2 or (answer == [""] and "Choose" in page)
    assert "<title>Error: Question" in page
    assert "9" * 100 not in page
    assert not Response.objects.exists()


@pytest.mark.parametrize("revision", ["", "x", "-1", "\x00", "9" * 5_000, "1e9"])
def test_a_bad_revision_counts_as_none(attempt, learner_client, first, revision):
    assert learner_client.post(url_of(attempt), sent(first, revision=revision)).status_code == 302
    assert Response.objects.get().revision == 1


def test_a_stale_window_sees_both_answers_and_overwrites_nothing(attempt, learner_client, first):
    ids = [option_id for option_id, _ in first.options]
    attempts.save_answer(question=first, sent=ids[:1], seen_revision=0, at=AT)
    response = learner_client.post(url_of(attempt), sent(first, ids[1:2]))
    page = page_of(response)
    assert "You changed this answer in another window at" in page
    assert "Saved in the other window" in page
    assert Response.objects.get().revision == 1


def test_pressing_again_after_seeing_both_keeps_the_one_chosen(attempt, learner_client, first):
    ids = [option_id for option_id, _ in first.options]
    attempts.save_answer(question=first, sent=ids[:1], seen_revision=0, at=AT)
    form = learner_client.post(url_of(attempt), sent(first, ids[1:2])).context["form"]
    learner_client.post(url_of(attempt), sent(first, ids[1:2], revision=form["revision"].value()))
    asked = attempt.questions.with_answer().get(position=1)
    assert (asked.sent, asked.answer.revision) == (ids[1:2], 2)


def test_sending_an_answer_twice_saves_it_once(attempt, learner_client, first):
    answers = [learner_client.post(url_of(attempt), sent(first)) for _ in range(3)]
    assert {response.url for response in answers} == {url_of(attempt, 2)}
    assert Response.objects.get().revision == 1


def test_the_list_names_what_is_not_answered(attempt, learner_client):
    factories.answer(attempt, right=3)
    page = page_of(learner_client.get(attempt.check_url))
    assert "1 question is not answered yet." in page
    assert "Answer question 4" in page
    assert "You need 3 of 4 to pass." in page
    assert url_of(attempt, 4) + "?change" in page


def test_opening_the_address_of_submit_submits_nothing(attempt, learner_client):
    assert learner_client.get(attempt.submit_url).url == attempt.check_url
    assert Attempt.objects.get().is_open


def test_sending_the_answers_leads_to_the_result(attempt, learner_client):
    factories.answer(attempt, right=3, wrong=1)
    assert learner_client.post(attempt.submit_url).url == attempt.result_url
    assert Completion.objects.count() == 1


def test_sending_the_answers_twice_shows_the_same_result(attempt, learner_client):
    factories.answer(attempt, right=2)
    pages = [page_of(learner_client.post(attempt.submit_url, follow=True)) for _ in range(2)]
    assert "Not yet: 2 right, and you need 3" in pages[0]
    assert "Not yet: 2 right, and you need 3" in pages[1]


def test_the_result_waits_for_the_answers(attempt, learner_client):
    assert learner_client.get(attempt.result_url).url == attempt.check_url


def test_a_late_answer_is_told_that_it_was_not_added(attempt, learner_client, first):
    attempts.submit(attempt=attempt, at=AT)
    response = learner_client.post(url_of(attempt), sent(first), follow=True)
    assert response.redirect_chain[-1][0] == attempt.result_url
    assert "This attempt has been handed in, so the late answer was not added." in page_of(response)
    assert not Response.objects.exists()


@pytest.mark.parametrize("name", ["check_url", "question_1"])
def test_going_back_after_submission_leads_to_the_result(attempt, learner_client, name):
    attempts.submit(attempt=attempt, at=AT)
    url = attempt.check_url if name == "check_url" else url_of(attempt)
    assert learner_client.get(url).url == attempt.result_url


@pytest.mark.parametrize("position", [0, 5, 10**30])
def test_a_question_that_is_not_there_is_not_found(attempt, learner_client, position):
    assert learner_client.get(url_of(attempt, position)).status_code == 404


def addresses(attempt: Attempt) -> list[str]:
    return [url_of(attempt), attempt.check_url, attempt.submit_url, attempt.result_url]


def test_the_attempts_of_others_are_not_found(attempt, course, sign_in, first):
    stranger = sign_in(factories.enrol(course))
    assert {stranger.get(url).status_code for url in addresses(attempt)} == {404}
    assert {stranger.post(url, sent(first)).status_code for url in addresses(attempt)} == {404}
    assert Attempt.objects.get().is_open


def test_an_attempt_of_others_looks_as_if_it_were_missing(attempt, course, sign_in):
    stranger = sign_in(factories.enrol(course))
    missing = url_of(attempt).replace(str(attempt.public_id), "00000000-0000-4000-8000-000000000000")
    theirs, none = (stranger.get(url) for url in (url_of(attempt), missing))
    assert (theirs.status_code, len(theirs.content)) == (none.status_code, len(none.content))


def test_a_visitor_is_sent_to_sign_in(attempt, client, start_url):
    for url in [*addresses(attempt), start_url]:
        assert client.get(url).url.startswith(reverse("account_login"))


def test_whoever_has_not_joined_the_course_finds_nothing_to_start(quiz_page, sign_in, start_url):
    assert sign_in(UserFactory()).post(start_url).status_code == 404
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("page_id", [0, 10**30])
def test_a_quiz_that_is_not_there_is_not_started(learner_client, page_id, db):
    assert learner_client.post(reverse("start_attempt", args=[page_id])).status_code == 404


def test_a_quiz_taken_down_while_someone_is_in_it_says_so_and_keeps_what_they_did(
    attempt, learner_client, quiz_page, first, start_url
):
    learner_client.post(url_of(attempt), sent(first))
    quiz_page.unpublish()
    for response in (
        learner_client.get(url_of(attempt)),
        learner_client.post(url_of(attempt, 2), {"answer": "x"}),
        learner_client.post(attempt.submit_url),
        learner_client.post(start_url),
    ):
        assert response.status_code == 410
        assert "was taken down while you were in it. What you have done is kept" in page_of(response)
    QuizPage.objects.get().save_revision().publish()
    assert learner_client.post(start_url).url == url_of(attempt, 2)


def test_a_result_stays_readable_when_the_quiz_is_taken_down(quiz_page, enrolled, learner_client):
    attempt = factories.take(quiz_page, enrolled, right=1)
    quiz_page.unpublish()
    response = learner_client.get(attempt.result_url)
    assert response.status_code == 200
    assert "Try again now" not in page_of(response)


def test_an_answer_sent_after_the_session_ran_out_is_there_after_signing_in(attempt, learner, sign_in, first):
    browser = sign_in(learner)
    browser.get(url_of(attempt))
    browser.cookies.pop("sessionid")
    response = browser.post(
        url_of(attempt), sent(first), headers={"referer": f"http://testserver{url_of(attempt)}"}
    )
    assert response.url.startswith(reverse("account_login"))
    assert not Response.objects.exists()
    browser.force_login(learner)
    page = page_of(browser.get(url_of(attempt)))
    assert page.count(" checked") == len(first.best_sent)


def test_a_situation_stands_between_the_question_and_its_answers(course, enrolled, learner_client):
    asks = [factories.question("What now?", situation="At clinic.\n\nHe is quiet & still.")]
    attempt = factories.begin(factories.plant_quiz(course, questions=asks), enrolled)
    page = page_of(learner_client.get(url_of(attempt)))
    assert "<p>At clinic.</p>\n\n<p>He is quiet &amp; still.</p>" in page


def test_a_preview_shows_the_questions_without_their_key_and_begins_nothing(quiz_page):
    page = page_of(quiz_page.make_preview_request())
    assert "Question one worse" in page
    assert "ill-chosen" not in page
    assert reverse("start_attempt", args=[quiz_page.pk]) not in page
    assert not Attempt.objects.exists()


def test_starting_puts_the_quiz_in_progress(attempt, enrolled, quiz_page, course):
    [lesson, quiz] = outline(course, Enrolment.objects.get()).parts
    assert (lesson.status, quiz.status) == (Status.NOT_STARTED, Status.IN_PROGRESS)


def test_a_question_page_is_kept_by_no_cache(attempt, learner_client):
    assert "no-store" in learner_client.get(url_of(attempt))["Cache-Control"]
