"""What a learner does on a course: join, complete, renew, keep a place, print."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from courses.models import LessonPage
from learning.records.models import Certificate, Completion, Enrolment, Place
from tests import factories as people
from tests.courses import content, factories


def complete_url(lesson) -> str:
    return reverse("complete_activity", args=[lesson.pk])


def place_url(lesson) -> str:
    return reverse("keep_place", args=[lesson.pk])


def test_joining_enrols_and_says_how_long_it_takes(course, lesson, learner, learner_client, text):
    response = learner_client.post(reverse("enrol", args=[course.pk]), follow=True)
    assert response.redirect_chain == [(course.url, 302)]
    assert "You have joined Think child, think parent. It takes about 75 minutes, in parts." in text(response)
    assert Enrolment.objects.get().learner == learner


def test_joining_twice_is_joining_once(course, lesson, learner_client):
    for _ in range(2):
        learner_client.post(reverse("enrol", args=[course.pk]))
    assert Enrolment.objects.count() == 1


def test_joining_asks_who_is_not_signed_in_to_sign_in_and_enrols_nobody(course, lesson, client):
    assert client.post(reverse("enrol", args=[course.pk])).headers["Location"].startswith("/accounts/login/")
    assert not Enrolment.objects.exists()


def test_a_course_taken_down_or_a_page_that_is_no_course_cannot_be_joined(course, lesson, learner_client):
    assert learner_client.post(reverse("enrol", args=[lesson.pk])).status_code == 404
    course.unpublish()
    assert learner_client.post(reverse("enrol", args=[course.pk])).status_code == 404


@pytest.mark.parametrize("name", ["enrol", "renew", "complete_activity", "keep_place"])
def test_actions_are_never_done_by_reading_an_address(name, lesson, learner_client):
    assert learner_client.get(reverse(name, args=[lesson.pk])).status_code == 405


@pytest.mark.parametrize("name", ["enrol", "renew", "complete_activity", "keep_place"])
def test_actions_need_the_token_of_their_form(name, lesson, learner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    assert client.post(reverse(name, args=[lesson.pk])).status_code == 403


def test_saying_that_one_has_read_a_part_completes_it_and_leads_to_the_next(
    lesson, module, enrolment, learner_client, text
):
    following = factories.LessonPageFactory(parent=module, title="Recording")
    response = learner_client.post(complete_url(lesson), follow=True)
    assert response.redirect_chain == [(following.url, 302)]
    assert "Done: Asking. Next: Recording." in text(response)
    assert Completion.objects.get().activity_id == lesson.pk


def test_completing_the_last_part_completes_the_course_and_leads_to_its_certificate(
    course, lesson, enrolment, learner_client, text
):
    response = learner_client.post(complete_url(lesson), follow=True)
    assert response.redirect_chain == [(course.url, 302)]
    assert "You have finished Think child, think parent." in text(response)
    assert "See your certificate" in text(response)
    assert Certificate.objects.count() == 1


def test_completing_the_last_part_while_others_wait_leads_to_the_course(
    course, lesson, module, enrolment, learner_client, text
):
    last = factories.LessonPageFactory(parent=module, title="Recording")
    response = learner_client.post(complete_url(last), follow=True)
    assert response.redirect_chain == [(course.url, 302)]
    assert "Continue: Asking" in text(response)


def test_completing_twice_is_completing_once(lesson, enrolment, learner_client):
    for _ in range(2):
        assert learner_client.post(complete_url(lesson)).status_code == 302
    assert (Completion.objects.count(), Certificate.objects.count()) == (1, 1)


def test_someone_who_has_not_joined_completes_nothing_and_is_told(course, lesson, stranger_client, text):
    response = stranger_client.post(complete_url(lesson), follow=True)
    assert response.redirect_chain == [(course.url, 302)]
    assert "Join the course to open this part." in text(response)
    assert not Completion.objects.exists()


def test_taster_is_not_completed_by_someone_who_has_not_joined(lesson, stranger_client, text):
    LessonPage.objects.filter(pk=lesson.pk).update(is_taster=True)
    assert "Join the course first." in text(stranger_client.post(complete_url(lesson), follow=True))
    assert not Completion.objects.exists()


@pytest.mark.parametrize("taken_down", ["lesson", "module"])
def test_part_taken_down_while_someone_is_in_it_is_explained(
    taken_down, course, lesson, module, enrolment, learner_client, text
):
    {"lesson": lesson, "module": module}[taken_down].unpublish()
    response = learner_client.post(complete_url(lesson), follow=True)
    assert response.redirect_chain == [(course.url, 302)]
    assert "This part has been taken down. What you have done so far is kept." in text(response)
    assert not Completion.objects.exists()


def test_course_taken_down_while_someone_is_in_it_leads_to_my_learning(
    course, lesson, enrolment, learner_client
):
    course.unpublish()
    response = learner_client.post(complete_url(lesson))
    assert response.headers["Location"] == reverse("my_learning")
    assert not Completion.objects.exists()


def test_part_taken_down_does_not_exist_for_a_stranger(lesson, stranger_client):
    lesson.unpublish()
    assert stranger_client.post(complete_url(lesson)).status_code == 404


def test_part_that_was_deleted_is_not_found(lesson, enrolment, learner_client):
    lesson.delete()
    assert learner_client.post(complete_url(lesson)).status_code == 404


def test_only_a_lesson_is_completed_by_saying_so(course, module, enrolment, learner_client):
    for page in (course, module):
        assert learner_client.post(complete_url(page)).status_code == 404


def test_renewing_begins_a_new_period_beside_the_old(course, lesson, completed, learner, sign_in, text):
    with time_machine.travel(datetime.datetime(2030, 1, 10, 12, tzinfo=datetime.UTC)):
        response = sign_in(learner).post(reverse("renew", args=[course.pk]), follow=True)
    assert "You have begun Think child, think parent again." in text(response)
    assert list(Enrolment.objects.order_by("period").values_list("period", flat=True)) == [1, 2]
    assert "Start: Asking" in text(response)


def test_renewing_too_early_is_refused_in_words(course, lesson, completed, learner, sign_in, text):
    with time_machine.travel(datetime.datetime(2028, 1, 10, 12, tzinfo=datetime.UTC)):
        response = sign_in(learner).post(reverse("renew", args=[course.pk]), follow=True)
    assert "There is nothing to renew yet." in text(response)
    assert Enrolment.objects.count() == 1


def test_whoever_is_asked_to_renew_sooner_may(course, lesson, completed, learner, sign_in, text):
    """The certificate lasts 36 months from 3 March 2027; the organisation counts 24 of them."""
    organisation = learner.posts.get().organisation
    people.RequirementFactory(organisation=organisation, course=course, refresh_months=24)
    with time_machine.travel(datetime.datetime(2028, 12, 2, 12, tzinfo=datetime.UTC)):
        assert "Renew" not in text(sign_in(learner).get(course.url))
    with time_machine.travel(datetime.datetime(2028, 12, 3, 12, tzinfo=datetime.UTC)):
        page = text(sign_in(learner).get(course.url))
        response = sign_in(learner).post(reverse("renew", args=[course.pk]), follow=True)
    assert "Your organisation asks you to renew it by 3 March 2029." in page
    assert "You have begun Think child, think parent again." in text(response)


def test_renewing_a_course_never_joined_is_refused_in_words(course, lesson, stranger_client, text):
    assert "Join the course first." in text(
        stranger_client.post(reverse("renew", args=[course.pk]), follow=True)
    )


def test_renewing_in_the_middle_of_a_course_changes_nothing(course, lesson, enrolment, learner_client):
    learner_client.post(reverse("renew", args=[course.pk]))
    assert Enrolment.objects.count() == 1


def test_place_is_kept_and_the_last_one_stands(lesson, enrolment, learner_client):
    for place in ("p-1", "t=38", "p-5c1f-0a"):
        assert learner_client.post(place_url(lesson), {"place": place}).status_code == 204
    assert Place.objects.get().position == "p-5c1f-0a"


@pytest.mark.parametrize("place", ["", "1p", "p 1", "p\x00", "p" * 65, "p-1\n", '"><script>', "p#x"])
def test_a_place_that_no_page_has_is_refused(place, lesson, enrolment, learner_client):
    assert learner_client.post(place_url(lesson), {"place": place}).status_code == 400
    assert not Place.objects.exists()


def test_place_of_a_part_that_is_not_open_is_not_found(lesson, stranger_client):
    assert stranger_client.post(place_url(lesson), {"place": "p-1"}).status_code == 404


def test_place_in_a_taster_is_not_kept(lesson, stranger_client):
    LessonPage.objects.filter(pk=lesson.pk).update(is_taster=True)
    assert stranger_client.post(place_url(lesson), {"place": "p-1"}).status_code == 204
    assert not Place.objects.exists()


def test_place_is_the_learners_own(course, lesson, enrolment, learner_client, sign_in, text):
    other = people.EnrolmentFactory(course=course).learner
    learner_client.post(place_url(lesson), {"place": "p-1"})
    assert f'href="{lesson.url}">Start' in text(sign_in(other).get(course.url))


def test_card_of_a_lesson_can_be_printed_by_itself(full_lesson, enrolment, learner_client, text):
    words = text(learner_client.get(reverse("print_page", args=[full_lesson.pk, content.DOWNLOAD])))
    assert "Pocket card" in words
    assert "Do you help look after any children?" in words
    assert "Who helps?" in words
    assert 'data-module="tf-print" hidden' in words
    assert "Only means asking." not in words


def test_card_is_closed_where_its_lesson_is(full_lesson, stranger_client, client):
    url = reverse("print_page", args=[full_lesson.pk, content.DOWNLOAD])
    assert stranger_client.get(url).status_code == 404
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("block", [content.ACTIVITY, "nothing"])
def test_only_a_card_can_be_printed(block, full_lesson, enrolment, learner_client):
    assert learner_client.get(reverse("print_page", args=[full_lesson.pk, block])).status_code == 404
