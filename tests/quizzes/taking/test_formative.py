"""A quiz that tells at once: what is shown of an answer that was checked, and the other try."""

import datetime

import pytest
from django.utils import timezone

from quizzes.attempts import attempts
from quizzes.attempts.timing import GRACE
from quizzes.models import Attempt, QuizVersion, Response
from quizzes.taking import saving
from quizzes.taking.forms import CHECK, SAVE
from quizzes.versions import Mode
from tests.quizzes import factories, kinds
from tests.quizzes.factories import AT
from tests.quizzes.taking.test_saving import BACKGROUND

PROMISE = "You see at once whether an answer is right, and may try again. Your last answer counts."
AFTER = "After you send your answers you see why each was right or not."
MINUTE = datetime.timedelta(minutes=1)
LATE = AT + MINUTE + GRACE + datetime.timedelta(seconds=1)


@pytest.fixture
def begin(course, enrolled):
    """Begin a quiz that tells at once, of questions of some kinds."""

    def begin(*names: str, **fields) -> Attempt:
        fields = {"shuffle_questions": False, "pass_mark_pct": 100, "mode": Mode.FORMATIVE} | fields
        blocks = [kinds.BY_KIND[name].block for name in names]
        return factories.begin(factories.plant_quiz(course, questions=blocks, **fields), enrolled)

    return begin


def asked_of(attempt: Attempt, position: int = 1):
    return attempt.questions.with_answer().get(position=position)


def text_of(response) -> str:
    return response.content.decode()


def right(name: str):
    return kinds.BY_KIND[name].answers[0][0]


def check(client, attempt: Attempt, answer, *, revision: int = 0, where: str = "", position: int = 1):
    """Press Check my answer, and follow to what is said."""
    sent = kinds.typed(asked_of(attempt, position), answer) | {"revision": revision}
    return client.post(attempt.question_url(position) + where, sent, follow=True)


def tells(response) -> bool:
    return "answered" in (response.context or {})


@pytest.mark.parametrize("name", kinds.NAMES)
def test_an_answer_is_told_of_at_once_and_the_last_one_counts(name, begin, learner_client):
    attempt = begin(name)
    url = attempt.question_url(1)
    assert CHECK in text_of(learner_client.get(url))
    told = check(learner_client, attempt, kinds.BY_KIND[name].whole_miss)
    assert told.redirect_chain == [(url, 302)]
    is_marked = name not in kinds.UNMARKED
    answered = told.context["answered"]
    assert answered.mark_kind == ("wrong" if is_marked and not answered.earned else "none")
    assert f"{kinds.SECRET} because" in text_of(told)
    assert told.context["onward"] == {"url": attempt.check_url, "title": "Check your answers"}
    again = learner_client.get(told.context["again"])
    assert not tells(again)
    assert kinds.SECRET not in text_of(again)
    told = check(learner_client, attempt, right(name), revision=1, where="?again")
    assert told.redirect_chain == [(url, 302)]
    assert told.context["answered"].word == ("Right" if is_marked else "Not marked")
    learner_client.post(attempt.submit_url)
    attempt = Attempt.objects.get()
    assert (attempt.score, attempt.passed) == (100 if is_marked else 0, True)


@pytest.mark.parametrize("name", kinds.GRIDS)
def test_part_of_an_answer_is_not_told_of(name, begin, learner_client):
    attempt = begin(name)
    part = kinds.typed(asked_of(attempt), right(name))
    del part["line_2"]
    assert not tells(learner_client.post(attempt.question_url(1), part, follow=True))
    learner_client.post(attempt.question_url(1), part | {"later": "x"})
    assert Response.objects.get().checked_revision is None
    assert not tells(learner_client.get(attempt.question_url(1)))


@pytest.mark.parametrize("button", [{"later": "x"}, {"flag": "x"}, {}])
def test_an_answer_that_is_only_kept_is_not_told_of(button, begin, learner_client):
    attempt = begin("single")
    sent = kinds.typed(asked_of(attempt), ["Ask"])
    learner_client.post(attempt.question_url(1), sent | {"revision": 0}, headers=BACKGROUND)
    del sent["save"]
    learner_client.post(attempt.question_url(1), sent | button)
    assert Response.objects.get().checked_revision is None
    assert not tells(learner_client.get(attempt.question_url(1)))
    assert tells(check(learner_client, attempt, ["Ask"], revision=1))


@pytest.mark.parametrize("field", [{"answer": "next"}, {"answer": ""}])
def test_what_is_changed_after_it_was_checked_is_not_told_of_until_it_is_checked(
    field, begin, learner_client
):
    attempt = begin("short_text")
    url = attempt.question_url(1)
    check(learner_client, attempt, "Waiting")
    learner_client.post(url, field | {"revision": 1}, headers=BACKGROUND)
    assert not tells(learner_client.get(url))
    assert tells(check(learner_client, attempt, "Repairing", revision=2))


def test_an_older_window_is_shown_both_answers_and_told_nothing(begin, learner_client):
    attempt = begin("single")
    attempts.save_answer(
        question=asked_of(attempt), sent=kinds.sent(asked_of(attempt), ["Wait"]), seen_revision=0, at=AT
    )
    page = check(learner_client, attempt, ["Ask"])
    assert not tells(page)
    assert "You changed this answer in another window" in text_of(page)
    assert saving.words_of(page.context["form"]) == ["Ask"]


def test_next_leads_on_and_a_change_leads_back_to_the_list(begin, learner_client):
    attempt = begin("single", "true_false")
    told = check(learner_client, attempt, ["Ask"])
    assert told.context["onward"] == {"url": attempt.question_url(2), "title": "Next question"}
    listed = text_of(learner_client.get(attempt.check_url))
    assert f'{attempt.question_url(1)}?change&amp;again"' in listed
    assert f'{attempt.question_url(2)}?change"' in listed
    told = check(learner_client, attempt, ["Wait"], revision=1, where="?change&again")
    assert told.redirect_chain == [(f"{attempt.question_url(1)}?change", 302)]
    assert told.context["onward"]["url"] == told.context["back"]["url"] == attempt.check_url
    assert told.context["again"] == f"{attempt.question_url(1)}?change&again"


def test_a_missed_question_names_the_part_that_teaches_it(course, enrolled, learner_client):
    lesson = course.activities()[0]
    asks = [factories.question("One?", lesson=lesson)]
    attempt = factories.begin(factories.plant_quiz(course, questions=asks, mode=Mode.FORMATIVE), enrolled)
    page = check(learner_client, attempt, ["One? wrong"])
    assert page.context["answered"].lesson.title == lesson.title
    assert "Try again" in text_of(page)
    page = check(learner_client, attempt, ["One? right"], revision=1)
    assert page.context["answered"].lesson is None
    assert "Change my answer" in text_of(page)


def test_the_quiz_page_says_which_it_is(quiz_page, enrolled, learner_client):
    page = text_of(learner_client.get(quiz_page.url))
    assert (AFTER in page, PROMISE in page) == (True, False)
    quiz_page.mode = Mode.FORMATIVE
    factories.publish(quiz_page)
    page = text_of(learner_client.get(quiz_page.url))
    assert (AFTER in page, PROMISE in page) == (False, True)


@pytest.mark.parametrize(("began", "then"), [(Mode.TEST, Mode.FORMATIVE), (Mode.FORMATIVE, Mode.TEST)])
def test_an_attempt_keeps_the_mode_that_it_began_with(began, then, begin, learner_client):
    attempt = begin("single", mode=began)
    page = attempt.activity.specific
    page.mode = then
    factories.publish(page)
    is_told = began == Mode.FORMATIVE
    assert list(QuizVersion.objects.order_by("number").values_list("mode", flat=True)) == [began, then]
    assert (PROMISE in text_of(learner_client.get(page.url))) == is_told
    assert (SAVE in text_of(learner_client.get(attempt.question_url(1)))) != is_told
    assert tells(check(learner_client, attempt, ["Ask"])) == is_told
    assert Response.objects.get().checked_revision == (1 if is_told else None)


def test_after_the_end_of_the_time_nothing_is_told_and_nothing_is_added(
    begin, learner_client, time_machine, enrolled
):
    attempt = begin("single", "true_false", time_limit_minutes=1)
    time_machine.move_to(AT, tick=False)
    learner_client.force_login(enrolled)
    assert tells(check(learner_client, attempt, ["Ask"]))
    time_machine.move_to(LATE, tick=False)
    assert "Time is up" in text_of(learner_client.get(attempt.question_url(1)))
    check(learner_client, attempt, ["True"], position=2)
    attempt = Attempt.objects.get()
    assert (attempt.is_open, attempt.score) == (False, 100)


def test_a_limit_of_attempts_holds(begin, enrolled):
    attempt = begin("single", attempts_allowed=1)
    attempts.submit(attempt=attempt, at=timezone.now())
    with pytest.raises(attempts.NoAttemptsLeft):
        attempts.start(learner=enrolled, quiz=attempt.quiz, at=timezone.now())
