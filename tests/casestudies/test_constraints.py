"""What the database itself refuses."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from casestudies.models import CaseStudyPage, Reflection, ReflectionText
from learning.records import records
from learning.records.models import Enrolment
from tests.casestudies import factories
from tests.casestudies.factories import AT

LATER = AT + datetime.timedelta(minutes=5)


@pytest.fixture
def written(course):
    return factories.case(course, film=None)


@pytest.fixture
def fields(enrolled, written) -> dict:
    return {
        "learner": enrolled,
        "page": written.page_ptr,
        "enrolment": Enrolment.objects.get(),
        "saved_at": AT,
    }


@pytest.fixture
def version(course):
    return records.publish_version(course=course, by=None, at=AT)


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def test_one_reflection_per_learner_and_page(fields):
    Reflection.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reflection.objects.create(**fields)
    assert Reflection.objects.count() == 1


@pytest.mark.parametrize("is_named", [True, False])
def test_a_reflection_names_its_version_exactly_when_it_is_committed(fields, version, is_named):
    Reflection.objects.create(**fields, committed_at=AT, version=version).delete()
    wrong = {"version": version} if is_named else {"committed_at": AT}
    with refused("a_reflection_names_its_version_once_committed"), transaction.atomic():
        Reflection.objects.create(**fields, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"added_at": LATER},
        {"first_step_second": "ring"},
        {"committed_at": LATER, "added_at": AT},
        {"committed_at": AT, "first_step_second": "ring"},
    ],
)
def test_a_second_answer_comes_after_the_first(fields, version, wrong):
    Reflection.objects.create(
        **fields, committed_at=AT, version=version, added_at=LATER, first_step_second="ring"
    ).delete()
    named = {"version": version} if "committed_at" in wrong else {}
    with refused("a_second_answer_comes_after_the_first"), transaction.atomic():
        Reflection.objects.create(**fields, **wrong, **named)


def test_one_answer_per_question(fields):
    reflection = Reflection.objects.create(**fields)
    values = {"reflection": reflection, "prompt": "p", "lens": "child", "question": "What?"}
    ReflectionText.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReflectionText.objects.create(**values)


def test_an_extract_ends_after_it_starts(course, written):
    CaseStudyPage.objects.filter(pk=written.pk).update(film_start_seconds=10, film_end_seconds=11)
    with refused("an_extract_ends_after_it_starts"), transaction.atomic():
        CaseStudyPage.objects.filter(pk=written.pk).update(film_end_seconds=10)


def test_an_editor_is_told_so_in_words(written):
    written.film_start_seconds, written.film_end_seconds = 20, 10
    with pytest.raises(ValidationError, match="The film should stop after it starts."):
        written.full_clean()


def test_a_film_that_is_shown_cannot_be_deleted(case):
    with pytest.raises(ProtectedError):
        case.film.delete()


def test_an_answered_page_cannot_be_deleted(fields, written):
    Reflection.objects.create(**fields)
    with pytest.raises(ProtectedError):
        written.delete()
