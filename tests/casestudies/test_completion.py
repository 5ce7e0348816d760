"""A case is completed by one button, whatever was watched, heard or read, and nothing tells which."""

import logging

import pytest
from django.apps import apps
from django.urls import reverse

from casestudies.exchange import reflections
from learning.records.models import Completion, Enrolment, Event
from tests.casestudies import factories
from tests.casestudies.factories import AT, answers
from tests.casestudies.test_gate import FILES
from tests.factories import UserFactory


def finish(client, case, **kwargs):
    return client.post(reverse("complete_case", args=[case.pk]), **kwargs)


def text(response) -> str:
    return response.content.decode()


def test_a_case_that_asks_for_an_answer_is_not_completed_without_one(client, case):
    page = text(finish(client, case, follow=True))
    assert "Save your own answer first. Then you can finish this part." in page
    assert not Completion.objects.exists()


def test_the_page_offers_to_finish_once_one_has_answered(client, case):
    assert reverse("complete_case", args=[case.pk]) not in text(client.get(case.get_url()))
    client.post(reverse("answer_case", args=[case.pk]), answers(case))
    assert reverse("complete_case", args=[case.pk]) in text(client.get(case.get_url()))


def test_a_case_is_completed_without_playing_anything(client, case):
    client.post(reverse("answer_case", args=[case.pk]), answers(case))
    page = text(finish(client, case, follow=True))
    assert "Done: The look away." in page
    assert Completion.objects.get().activity_id == case.pk
    assert "Completed</span>" in text(client.get(case.get_url()))


def test_the_second_answer_can_end_the_part(client, case):
    client.post(reverse("answer_case", args=[case.pk]), answers(case))
    client.post(reverse("add_to_answer", args=[case.pk]), answers(case, "Second.", finish="1"))
    assert Completion.objects.get().activity_id == case.pk


@pytest.mark.parametrize("fields", [{"reflection_optional": True}, {"prompts": [], "first_step_options": []}])
def test_where_no_answer_is_due_the_button_is_enough(client, course, fields):
    case = factories.case(course, film=None, **fields)
    finish(client, case)
    assert Completion.objects.count() == 1


def test_pressing_twice_completes_once(client, course):
    case = factories.case(course, reflection_optional=True)
    finish(client, case)
    finish(client, case)
    assert Completion.objects.count() == Event.objects.filter(verb=Event.Verb.COMPLETED_ACTIVITY).count() == 1


def test_the_last_part_completes_the_course_and_says_so(client, course, enrolled):
    case = factories.case(course, reflection_optional=True)
    for page in course.activities().exclude(pk=case.pk).specific():
        client.post(reverse("complete_activity", args=[page.pk]))
    assert "You have finished The first relationship." in text(finish(client, case, follow=True))
    assert Enrolment.objects.get().completed_at is not None


def test_a_missing_film_does_not_stand_in_the_way(client, course):
    case = factories.case(course, reflection_optional=True)
    case.film.file.storage.delete(case.film.file.name)
    finish(client, case)
    assert Completion.objects.count() == 1


def test_completing_is_asked_for_by_a_form_and_not_by_a_link(client, case):
    assert client.get(reverse("complete_case", args=[case.pk])).status_code == 405


def rows() -> dict[str, int]:
    """How many rows every table holds."""
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_nothing_is_written_whichever_way_a_case_is_taken_in(client, case, caplog):
    client.get(case.get_url())
    before = rows()
    caplog.clear()
    with caplog.at_level(logging.DEBUG, logger="casestudies"):
        for path in FILES:
            response = client.get(f"/case-studies/{case.pk}/{path}")
            b"".join(response.streaming_content) if response.streaming else response.content
        client.get(case.get_url())
    assert rows() == before
    assert not [record for record in caplog.records if record.levelno >= logging.INFO]


def test_no_address_and_no_form_tells_which_way_was_taken(client, case):
    page = text(client.get(case.get_url()))
    assert "?" not in [
        char for link in page.split('href="')[1:] for char in link.split('"')[0] if "case" in link
    ]
    forms = page.count('method="post"')
    client.post(reverse("answer_case", args=[case.pk]), answers(case))
    assert forms <= text(client.get(case.get_url())).count('method="post"') <= forms + 1


def test_whoever_watched_and_whoever_read_leave_the_same_records(course, sign_in):
    case = factories.case(course, reflection_optional=True)
    left = []
    for path in ("film/file/", "transcript/"):
        person = new_learner(course)
        client = sign_in(person)
        client.get(f"/case-studies/{case.pk}/{path}")
        finish(client, case)
        left.append(sorted(Event.objects.filter(learner=person).values_list("verb", "page")))
    assert left[0] == left[1]


def new_learner(course):
    person = UserFactory()
    factories.join(person, course)
    return person


def test_the_writer_completes_for_the_learner_and_at_the_time_given(course, enrolled):
    case = factories.case(course, film=None, reflection_optional=True)
    completion = reflections.complete(learner=enrolled, page=case, at=AT)
    assert (completion.enrolment.learner, completion.completed_at) == (enrolled, AT)
