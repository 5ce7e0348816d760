"""Renewing by being assessed first: who may, what a pass and a miss ask for, and every way in which it is refused."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from courses.findings import NOTHING_ASSESSES
from courses.models import CoursePage, LessonPage, ModulePage
from courses.refreshing import CHANGED, EACH, MISSED, NOT_ASKED_FOR, RULE
from learning.records import records
from learning.records.enrolments import Route
from learning.records.models import AskedPart, Certificate, Completion, Enrolment, Event, Version
from quizzes.attempts import attempts
from quizzes.models import QuizPage
from quizzes.versions import Mode
from tests.quizzes import factories, kinds
from tests.quizzes.factories import AT, question

LATER = AT.replace(year=2030)


@pytest.fixture
def course(home) -> CoursePage:
    """Two modules. One: lessons One and Two, and the quiz. Two: lesson Three. 60 minutes, ten with others."""
    course = factories.plant_course(home)
    CoursePage.objects.update(refresher="assess_first", minutes_participatory=10)
    one = course.get_children().get()
    one.add_child(instance=LessonPage(title="Lesson Two", minutes=10))
    two = course.add_child(instance=ModulePage(title="Module Two"))
    two.add_child(instance=LessonPage(title="Lesson Three", minutes=10))
    return CoursePage.objects.get()


@pytest.fixture
def lessons(course) -> list[LessonPage]:
    return list(LessonPage.objects.order_by("title"))  # One, Three, Two


@pytest.fixture
def quiz(course, lessons) -> QuizPage:
    """Question one is about lesson One, two about Three, three about none. Two of three pass."""
    asks = [question("1?", lesson=lessons[0]), question("2?", lesson=lessons[1]), question("3?")]
    return factories.plant_quiz(course, questions=asks, pass_mark_pct=60, shuffle_questions=False)


@pytest.fixture
def certified(quiz, course, lessons, learner):
    """The learner, certified on the course."""
    factories.enrol(course, learner)
    for lesson in lessons:
        records.complete(learner=learner, activity=lesson, by=learner, at=AT)
    factories.take(quiz, learner, right=3)
    assert Certificate.objects.get()
    return learner


@pytest.fixture
def renew(course, certified):
    """Begin the renewal, as the course is now."""

    def renew() -> Enrolment:
        return records.renew(
            learner=certified, course=CoursePage.objects.get(pk=course.pk), by=certified, at=LATER
        )

    return renew


@pytest.fixture
def take(quiz, certified):
    """take(1, 0, 1): the quiz with each question right or not, sent in."""

    def take(*right: int, page: QuizPage = quiz):
        attempt = attempts.start(learner=certified, quiz=page.quiz, at=LATER)
        for asked, is_right in zip(attempt.questions.in_order().with_answer(), right, strict=False):
            ids = (
                asked.best_sent
                if is_right
                else [one for one, _ in asked.options if one not in asked.best_sent][:1]
            )
            attempts.save_answer(question=asked, sent=ids, seen_revision=0, at=LATER)
        return attempts.submit(attempt=attempt, at=LATER)

    return take


def do(learner, *lessons, at=LATER) -> None:
    for lesson in lessons:
        records.complete(learner=learner, activity=lesson, by=learner, at=at)


def asked() -> set[str]:
    return set(AskedPart.objects.values_list("activity__title", flat=True))


def renewed() -> bool:
    return Certificate.objects.filter(enrolment__period=2).exists()


def text_of(response) -> str:
    return response.content.decode()


# What a pass and a miss come to


def test_a_pass_completes_every_part_and_renews_the_certificate_at_once(renew, take, course):
    enrolment = renew()
    assert enrolment.route == Route.ASSESS_FIRST
    take(1, 0, 1)
    enrolment.refresh_from_db()
    assert enrolment.completed_at == LATER
    assert enrolment.completions.count() == course.activities().count() == 4
    assert Event.objects.filter(verb=Event.Verb.COMPLETED_ACTIVITY, happened_at=LATER).count() == 4
    assert not AskedPart.objects.exists()
    certificate = enrolment.certificate
    assert (certificate.minutes, certificate.minutes_participatory) == (5, 0)
    assert Certificate.objects.get(enrolment__period=1).minutes == 60


@pytest.mark.parametrize(
    ("right", "parts"),
    [
        ((0, 0, 1), {"Lesson One", "Lesson Three"}),
        ((1, 0, 0), {"Lesson One", "Lesson Two", "Lesson Three"}),
        ((0,), {"Lesson One", "Lesson Two", "Lesson Three"}),
    ],
    ids=["the parts named", "a whole module for a question that names none", "what was left"],
)
def test_a_miss_asks_for_the_parts_that_teach_what_was_missed(renew, take, right, parts):
    renew()
    take(*right)
    assert asked() == parts
    assert not renewed()


def test_a_question_that_names_no_part_asks_for_every_part_where_its_quiz_stands_alone(
    renew, take, course, quiz
):
    alone = course.add_child(instance=ModulePage(title="Module Three"))
    QuizPage.objects.get().move(alone, pos="last-child")
    renew()
    take(0, 1, 0)
    assert asked() == {"Lesson One", "Lesson Two", "Lesson Three"}


@pytest.mark.parametrize("is_quiz_first", [True, False])
def test_after_a_miss_the_lessons_and_the_quiz_renew_in_either_order(
    is_quiz_first, renew, take, certified, lessons
):
    renew()
    take(0, 0, 1)
    if is_quiz_first:
        take(1, 1, 1)
        assert not renewed()
    do(certified, lessons[0])
    assert not renewed()
    do(certified, lessons[1])
    assert renewed() == is_quiz_first
    if not is_quiz_first:
        take(1, 1, 1)
    assert Certificate.objects.get(enrolment__period=2).minutes == 25
    assert Completion.objects.filter(enrolment__period=2).count() == 4


def test_a_second_miss_asks_for_more_and_for_nothing_twice(renew, take):
    renew()
    take(0, 0, 1)
    take(0, 0, 0)
    assert asked() == {"Lesson One", "Lesson Two", "Lesson Three"}
    assert AskedPart.objects.count() == 3


def test_a_lesson_that_was_not_asked_for_renews_nothing(renew, certified, lessons):
    renew()
    do(certified, *lessons)
    assert not renewed()


def test_every_quiz_of_the_course_is_to_be_passed(renew, take, course, certified, learner_client):
    second = factories.plant_quiz(course, title="Check two", questions=[question("More?")])
    renew()
    assert RULE + EACH in text_of(learner_client.get(course.url))
    take(1, 1, 1)
    assert not renewed()
    take(1, page=second)
    assert renewed()


# Refusals


def test_a_first_completion_is_never_assessed_first(course, quiz, learner):
    enrolment = records.enrol(learner=learner, course=course, by=learner, at=AT)
    factories.take(quiz, learner, right=3)
    assert enrolment.route == Route.FULL
    assert not Certificate.objects.exists()
    factories.take(quiz, learner, right=0)
    assert not AskedPart.objects.exists()


def test_the_database_refuses_a_first_period_that_is_assessed_first(course, learner):
    row = {"learner": learner, "course": course.page_ptr, "enrolled_at": AT, "route": Route.ASSESS_FIRST}
    with pytest.raises(IntegrityError, match="only_a_renewal_is_assessed_first"), transaction.atomic():
        Enrolment.objects.create(**row, period=1)
    assert Enrolment.objects.create(**row, period=2).pk


def test_the_database_keeps_a_part_asked_for_once(renew, lessons):
    row = {"enrolment": renew(), "activity": lessons[0].page_ptr, "asked_at": LATER}
    assert str(AskedPart.objects.create(**row)).startswith("Lesson One asked for, ")
    with (
        pytest.raises(IntegrityError, match="a_part_is_asked_for_once_a_period|UNIQUE"),
        transaction.atomic(),
    ):
        AskedPart.objects.create(**row)


def author_says_whole(course, quiz, learner):
    CoursePage.objects.update(refresher="whole")


def change_materially(course, quiz=None, learner=None):
    """As a release does: one version more, said to be material."""
    latest = Version.objects.latest_of(course.pk)
    Version.objects.create(
        course=course.page_ptr,
        number=latest.number + 1,
        change=Version.Change.MATERIAL,
        what_changed="The law.",
        manifest={},
        published_at=LATER,
    )


def withdraw(course, quiz, learner):
    records.revoke(certificate=Certificate.objects.get(), by=learner, at=LATER, reason="In error.")


def tell_at_once(course, quiz, learner):
    quiz.mode = Mode.FORMATIVE
    factories.publish(quiz)


def mark_nothing(course, quiz, learner):
    quiz.questions = [kinds.BY_KIND["reflection"].block]
    factories.publish(quiz)


def take_down(course, quiz, learner):
    QuizPage.objects.update(live=False)


REASONS = [author_says_whole, change_materially, withdraw, tell_at_once, mark_nothing, take_down]


@pytest.mark.parametrize("reason", REASONS, ids=[reason.__name__ for reason in REASONS])
def test_a_renewal_takes_the_whole_course(reason, renew, course, quiz, certified, lessons, learner_client):
    reason(course, quiz, certified)
    assert RULE not in text_of(learner_client.get(course.url))
    assert renew().route == Route.FULL
    do(certified, lessons[0])
    assert not renewed()
    assert RULE not in text_of(learner_client.get(course.url))


def test_a_minor_change_refuses_nobody(renew, course, quiz, certified):
    quiz.introduction = "Clearer words."
    factories.publish(quiz)
    assert Version.objects.latest_of(course.pk).number > Certificate.objects.get().version.number
    assert renew().route == Route.ASSESS_FIRST


@pytest.mark.parametrize("reason", [change_materially, withdraw, take_down])
def test_what_comes_to_pass_during_the_renewal_makes_it_the_whole_course(
    reason, renew, take, course, quiz, certified, lessons
):
    enrolment = renew()
    attempt = attempts.start(learner=certified, quiz=quiz.quiz, at=LATER)
    reason(course, quiz, certified)
    if reason is take_down:
        do(certified, lessons[0])
    else:
        take(1, 1, 1)
    enrolment.refresh_from_db()
    assert attempt.pk
    assert (enrolment.route, enrolment.completed_at) == (Route.ASSESS_FIRST, None)
    assert not AskedPart.objects.exists()


def test_a_material_change_during_the_renewal_is_said_on_the_page(renew, course, certified, learner_client):
    renew()
    change_materially(course)
    assert CHANGED in text_of(learner_client.get(course.url))


def test_an_attempt_that_told_at_once_proves_nothing(renew, take, course, quiz, certified):
    tell_at_once(course, quiz, certified)
    attempts.start(learner=certified, quiz=quiz.quiz, at=AT)
    page = QuizPage.objects.get()
    page.mode = Mode.TEST
    factories.publish(page)
    renew()
    take(1, 1, 1)
    assert asked() == {"Lesson One", "Lesson Two", "Lesson Three"}
    assert not renewed()


def test_a_mode_or_a_choice_changed_later_does_not_change_a_renewal_that_has_begun(renew, take):
    renew()
    CoursePage.objects.update(refresher="whole")
    take(1, 1, 1)
    assert renewed()


# What the learner is told


def test_the_page_says_what_is_asked_for_at_each_step(
    renew, take, course, quiz, certified, learner_client, time_machine
):
    time_machine.move_to(LATER, tick=False)
    learner_client.force_login(certified)
    page = text_of(learner_client.get(course.url))
    assert RULE in page
    assert "Renew: start with the quiz" in page
    learner_client.post(reverse("renew", args=[course.pk]))
    page = text_of(learner_client.get(course.url))
    assert RULE in page
    assert "0 of 1 part completed" in page
    assert f"Start: {quiz.title}" in page
    assert page.count(NOT_ASKED_FOR) == 3
    assert "Go on with the renewal" in text_of(learner_client.get(reverse("my_learning")))
    attempt = take(0, 0, 1)
    page = text_of(learner_client.get(attempt.result_url))
    assert "Your renewal asks for 3 parts now, this quiz among them." in page
    page = text_of(learner_client.get(course.url))
    assert MISSED in page
    assert "Start: Lesson One" in page or "Continue: Lesson One" in page
    assert "Lesson One</a>" in page
    assert page.count(NOT_ASKED_FOR) == 1
    lesson = LessonPage.objects.get(title="Lesson One")
    response = learner_client.post(reverse("complete_activity", args=[lesson.pk]))
    assert response.url == course.url
    attempt = take(1, 1, 1)
    page = text_of(learner_client.get(attempt.result_url))
    assert "left before your certificate" in page
    assert "See the parts of this course" in page


def test_what_was_missed_is_told_to_nobody(renew, take, certified):
    renew()
    before = Event.objects.count()
    take(0, 0, 1)
    assert [event.verb for event in Event.objects.order_by("pk")[before:]] == [Event.Verb.SUBMITTED]


def test_an_author_is_told_where_nothing_assesses(course, quiz):
    def told() -> list[str]:
        return [finding.text for finding in course.findings(on=LATER.date()) if finding.field == "refresher"]

    assert told() == []
    tell_at_once(course, quiz, None)
    assert told() == [NOTHING_ASSESSES]
    course.refresher = "whole"
    assert told() == []
