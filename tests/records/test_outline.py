"""Lists of parts, what stands before and after one, and the gate."""

import pytest
from django.contrib.auth.models import AnonymousUser

from learning.records import records
from learning.records.enrolments import Enrolment
from learning.records.outline import Status, outline
from learning.records.pages import neighbours
from tests.courses.factories import LessonPageFactory, ModulePageFactory
from tests.factories import UserFactory


def test_an_outline_lists_the_live_parts_in_order(course, module, lessons):
    LessonPageFactory(parent=module, title="A draft", live=False)
    parts = outline(course, None).parts
    assert [(part.title, part.position, part.module) for part in parts] == [
        ("Asking", 1, "See the family"),
        ("Telling", 2, "See the family"),
    ]


def test_an_outline_says_how_far_someone_is(enrolment, course, module, lessons, learner, complete, now):
    LessonPageFactory(parent=module)
    complete(lessons[0])
    records.keep_place(learner=learner, activity=lessons[1], position="p-1", at=now)
    mine = outline(course, enrolment)
    assert [part.status for part in mine.parts] == [Status.COMPLETED, Status.IN_PROGRESS, Status.NOT_STARTED]
    assert (mine.done, mine.total) == (1, 3)
    assert mine.next_part().resume_url == f"{lessons[1].get_url()}#p-1"


def test_the_next_part_is_the_first_that_is_not_completed(enrolment, course, lessons, complete):
    complete(lessons[0])
    assert outline(course, enrolment).next_part().pk == lessons[1].pk


def test_when_all_is_done_there_is_no_next_part(enrolment, course, lessons, complete):
    complete(*lessons)
    assert outline(course, enrolment).next_part() is None


@pytest.mark.parametrize("count", [1, 20])
def test_an_outline_takes_as_many_queries_for_one_part_as_for_many(
    count, enrolment, course, module, django_assert_num_queries
):
    for _ in range(count):
        LessonPageFactory(parent=module)
    outline(course, enrolment)
    with django_assert_num_queries(2):
        assert outline(course, enrolment).total == count + 2


def test_a_part_knows_what_stands_before_and_after_it(course, module, lessons):
    second = ModulePageFactory(parent=course)
    last = LessonPageFactory(parent=second, title="Planning")
    around = neighbours(lessons[1])
    assert (around.position, around.total) == (2, 3)
    assert around.previous == {"title": "Asking", "url": lessons[0].get_url()}
    assert around.next == {"title": "Planning", "url": last.get_url()}


def test_the_first_and_the_last_part_have_nothing_beyond(lessons):
    assert neighbours(lessons[0]).previous is None
    assert neighbours(lessons[1]).next is None


def test_a_part_is_open_to_whoever_has_joined_and_to_nobody_else(
    enrolment, lessons, learner, administrator, trainer
):
    assert lessons[0].open_to(learner)
    for person in (UserFactory(), administrator, trainer, AnonymousUser()):
        assert not lessons[0].open_to(person)


def test_a_part_stays_open_after_it_is_completed(enrolment, lessons, learner, complete):
    complete(*lessons)
    assert lessons[0].open_to(learner)


def test_a_taster_is_open_to_whoever_is_signed_in(lessons):
    lessons[0].is_taster = True
    assert lessons[0].open_to(UserFactory())
    assert not lessons[0].open_to(AnonymousUser())


def test_a_part_that_was_taken_down_is_open_to_nobody(enrolment, lessons, learner):
    lessons[0].unpublish()
    assert not lessons[0].open_to(learner)


@pytest.mark.parametrize("what", ["course", "module"])
def test_a_part_below_a_page_that_was_taken_down_is_open_to_nobody(
    what, enrolment, course, module, lessons, learner
):
    {"course": course, "module": module}[what].unpublish()
    assert not lessons[0].open_to(learner)


def test_the_gate_sends_a_stranger_to_sign_in_and_back(lessons, client):
    url = lessons[0].get_url()
    assert client.get(url).headers["Location"] == f"/accounts/login/?next={url}"


def test_the_gate_sends_someone_who_has_not_joined_to_the_course(lessons, course, sign_in):
    response = sign_in(UserFactory()).get(lessons[0].get_url(), follow=True)
    assert response.redirect_chain[0][0] == course.get_url()
    assert "Join the course to open this part." in response.content.decode()


def test_the_enrolment_of_a_part_is_the_persons_own(enrolment, lessons, learner, complete):
    complete(lessons[0])
    assert lessons[0].enrolment_of(learner) == enrolment
    assert lessons[0].enrolment_of(learner).activity_is_completed
    assert not lessons[1].enrolment_of(learner).activity_is_completed
    assert lessons[0].enrolment_of(UserFactory()) is None
    assert lessons[0].enrolment_of(AnonymousUser()) is None


def test_open_and_completed_enrolments_are_told_apart(enrolment, lessons, complete):
    assert list(Enrolment.objects.open()) == [enrolment]
    complete(*lessons)
    assert list(Enrolment.objects.completed()) == [enrolment]
    assert not Enrolment.objects.open().exists()
