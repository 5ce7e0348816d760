"""A quiz with one question whose key was wrong, people who took it, and the key put right."""

from quizzes.attempts import attempts
from quizzes.models import Attempt, QuizPage, Regrade
from quizzes.regrades import plans, regrading
from tests.quizzes import factories
from tests.quizzes.factories import AT, question

REASON = "The second answer is right, and not the first."


def plant(course, **fields) -> QuizPage:
    """Two questions, of which one must be right; the key of “One” is to be put right."""
    asks = [question("One"), question("Two")]
    return factories.plant_quiz(course, questions=asks, shuffle_questions=False, pass_mark_pct=50, **fields)


def put_right(page: QuizPage, *, right: str = "One wrong") -> QuizPage:
    """The first question's right option is another, from now on."""
    raw = page.questions.get_prep_value()
    for option in raw[0]["value"]["options"]:
        option["value"]["is_right"] = option["value"]["text"] == right
    return publish(page, raw)


def publish(page: QuizPage, raw: list) -> QuizPage:
    page.questions = page.questions.stream_block.to_python(raw)
    return factories.publish(page)


def begin(page: QuizPage, learner, *endings: str) -> Attempt:
    """An open attempt in which the options that end so are chosen, question by question."""
    attempt = factories.begin(page, learner)
    for asked, ending in zip(attempt.questions.in_order().with_answer(), endings, strict=False):
        [chosen] = [option_id for option_id, words in asked.choices if words.endswith(ending)]
        attempts.save_answer(question=asked, sent=[chosen], seen_revision=0, at=AT)
    return attempt


def take(page: QuizPage, learner, *endings: str) -> Attempt:
    return attempts.submit(attempt=begin(page, learner, *endings), at=AT)


def plan_of(page: QuizPage):
    """The one plan that there is."""
    [plan] = plans.plans_of(page.quiz_id)
    return plan


def mark_again(page: QuizPage, by, *, at=AT, **fields) -> Regrade:
    plan = plan_of(page)
    seen = (plan.to_version.pk, Regrade.objects.acts_of(page.quiz_id))
    terms = {"page": page, "block": plan.block, "seen": seen, "reason": REASON, "by": by, "at": at}
    return regrading.regrade(**terms | fields)


def stands(attempt: Attempt) -> tuple[int, bool]:
    """Score and whether it passes, as it stands."""
    attempt = Attempt.objects.as_it_stands().get(pk=attempt.pk)
    return attempt.score_now, attempt.passed
