"""How often a quiz may be taken, and one attempt more for whoever has used theirs up."""

import html

import pytest
from django.urls import reverse

from quizzes.attempts import attempts, granting
from quizzes.models import Attempt, ExtraAttempt, ExtraAttemptReason, QuizVersion
from quizzes.taking import results
from tests.factories import UserFactory
from tests.quizzes import factories
from tests.quizzes.factories import AT

REASON = "The fire alarm rang."


@pytest.fixture
def quiz_page(course):
    """Two attempts for each."""
    return factories.plant_quiz(course, attempts_allowed=2)


@pytest.fixture
def used_up(quiz_page, enrolled):
    """The learner, without an attempt left."""
    for _ in range(2):
        factories.take(quiz_page, enrolled, right=1)
    return enrolled


def grant(page, learner, by, **fields) -> ExtraAttempt:
    given = {"email": learner.email, "reason": REASON} | fields
    return granting.grant(quiz=page.quiz, by=by, at=AT, **given)


def words(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def test_an_attempt_too_many_is_refused_and_says_whom_to_ask(used_up, quiz_page):
    with pytest.raises(
        attempts.NoAttemptsLeft, match="You have used your 2 attempts. If you need another, ask"
    ):
        factories.begin(quiz_page, used_up)
    assert Attempt.objects.count() == 2


def test_an_open_attempt_is_continued_though_it_is_the_last(quiz_page, enrolled):
    factories.take(quiz_page, enrolled, right=1)
    last = factories.begin(quiz_page, enrolled)
    assert factories.begin(quiz_page, enrolled) == last


def test_without_a_limit_there_is_always_one_more(course, enrolled):
    page = factories.plant_quiz(course, title="Free")
    for _ in range(4):
        factories.take(page, enrolled, right=0)
    assert factories.begin(page, enrolled).number == 5


@pytest.mark.parametrize(("allowed", "may"), [(3, True), (None, True), (1, False)])
def test_the_limit_of_the_current_version_counts(used_up, quiz_page, allowed, may):
    quiz_page.attempts_allowed = allowed
    page = factories.publish(quiz_page)
    assert results.standing(page.quiz_id, used_up).tries.may_start == may


def test_a_page_without_limits_stays_the_same_version(course):
    page = factories.plant_quiz(course, title="Free")
    factories.publish(page)
    [version] = QuizVersion.objects.filter(quiz=page.quiz_id)
    assert (version.attempts_allowed, version.time_limit_minutes) == (None, None)


def test_a_new_limit_is_a_new_version(quiz_page):
    quiz_page.attempts_allowed = 3
    factories.publish(quiz_page)
    limits = QuizVersion.objects.order_by("number").values_list("attempts_allowed", flat=True)
    assert list(limits) == [2, 3]


def test_the_quiz_page_says_what_is_left(quiz_page, enrolled, learner_client):
    assert "You have 2 attempts." in words(learner_client.get(quiz_page.url))
    factories.take(quiz_page, enrolled, right=1)
    assert "You have 1 left, of 2 attempts." in words(learner_client.get(quiz_page.url))


def test_the_quiz_page_offers_no_start_when_none_is_left(used_up, quiz_page, learner_client):
    page = words(learner_client.get(quiz_page.url))
    assert "You have used your 2 attempts." in page
    assert "Try again" not in page


def test_a_start_that_is_sent_all_the_same_is_refused_in_words(used_up, quiz_page, learner_client):
    response = learner_client.post(reverse("start_attempt", args=[quiz_page.pk]), follow=True)
    assert response.redirect_chain == [(quiz_page.url, 302)]
    assert words(response).count("You have used your 2 attempts.") == 2
    assert Attempt.objects.count() == 2


def test_the_list_of_answers_and_the_result_say_what_may_follow(quiz_page, enrolled, learner_client):
    first = factories.begin(quiz_page, enrolled)
    assert "and have 1 more attempt." in words(learner_client.get(first.check_url))
    attempts.submit(attempt=first, at=AT)
    assert "Try again now" in words(learner_client.get(first.result_url))
    last = factories.begin(quiz_page, enrolled)
    assert "and this is your last attempt." in words(learner_client.get(last.check_url))
    attempts.submit(attempt=last, at=AT)
    page = words(learner_client.get(last.result_url))
    assert "You have used your 2 attempts." in page
    assert "Try again" not in page


def test_an_extra_attempt_may_begin_and_no_other_after_it(used_up, quiz_page, trainer):
    extra = grant(quiz_page, used_up, trainer)
    assert (extra.number, extra.granted_by, extra.reason.words) == (3, trainer, REASON)
    assert results.standing(quiz_page.quiz_id, used_up).tries.words == (
        "You have used 2. One more has been granted to you."
    )
    assert factories.take(quiz_page, used_up, right=1).number == 3
    with pytest.raises(attempts.NoAttemptsLeft):
        factories.begin(quiz_page, used_up)


def test_an_extra_attempt_counts_after_the_limit_was_lowered(used_up, quiz_page, trainer):
    quiz_page.attempts_allowed = 1
    page = factories.publish(quiz_page)
    grant(page, used_up, trainer)
    assert factories.begin(page, used_up).number == 3


def test_granting_again_changes_nothing_and_writes_one_mail(used_up, quiz_page, trainer, mailoutbox):
    assert grant(quiz_page, used_up, trainer) == grant(quiz_page, used_up, trainer, reason="Another")
    assert ExtraAttemptReason.objects.get().words == REASON
    factories.work()
    [mail] = mailoutbox
    assert mail.to == [used_up.email]
    assert mail.subject == "One more attempt at Check one"
    assert quiz_page.url in mail.body
    assert REASON not in mail.body


def test_whoever_has_attempts_left_is_not_found(quiz_page, enrolled, trainer):
    factories.take(quiz_page, enrolled, right=1)
    with pytest.raises(granting.GrantRefused, match="Nobody with this address"):
        grant(quiz_page, enrolled, trainer)


def test_whoever_is_in_their_last_attempt_is_not_found(quiz_page, enrolled, trainer):
    factories.take(quiz_page, enrolled, right=1)
    factories.begin(quiz_page, enrolled)
    with pytest.raises(granting.GrantRefused, match="Nobody with this address"):
        grant(quiz_page, enrolled, trainer)


@pytest.mark.parametrize("email", ["nobody@northmoor.example", "", "\u202e" * 50])
def test_an_unknown_address_is_refused_in_the_same_words(used_up, quiz_page, trainer, email):
    with pytest.raises(granting.GrantRefused, match="Nobody with this address"):
        grant(quiz_page, used_up, trainer, email=email)


def test_no_reason_is_refused(used_up, quiz_page, trainer):
    with pytest.raises(granting.GrantRefused, match="Say why"):
        grant(quiz_page, used_up, trainer, reason=" ")
    assert not ExtraAttempt.objects.exists()


def test_nobody_grants_their_own(used_up, quiz_page):
    with pytest.raises(granting.GrantRefused, match="Somebody else"):
        grant(quiz_page, used_up, used_up)


def test_an_attempt_granted_at_one_quiz_is_none_at_another(used_up, quiz_page, course, trainer):
    other = factories.plant_quiz(course, title="Other", attempts_allowed=1)
    factories.take(other, used_up, right=1)
    grant(quiz_page, used_up, trainer)
    assert not results.standing(other.quiz_id, used_up).tries.may_start
    assert results.standing(quiz_page.quiz_id, used_up).tries.may_start
    assert not results.standing(quiz_page.quiz_id, UserFactory()).tries.has_extra
