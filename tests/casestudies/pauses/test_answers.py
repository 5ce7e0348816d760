"""What the database refuses of answers at pause points, and who may write one."""

import pytest
from django.db import IntegrityError, transaction

from casestudies.models import CaseStudyPage, PauseAnswer
from casestudies.pauses import answering
from learning.records import records
from tests.casestudies import factories
from tests.casestudies.factories import AT
from tests.factories import UserFactory
from tests.quizzes.factories import question


@pytest.fixture
def page(course) -> CaseStudyPage:
    return factories.pausing(course, factories.pause_at("0:40", question("Who is rung")))


@pytest.fixture
def fields(page, enrolled) -> dict:
    version = page.quiz.versions.get().quiz_questions.get().question_version
    common = {"learner": enrolled, "page": page.page_ptr, "answered_at": AT}
    return common | {"pause": page.pauses()[0].name, "question_version": version, "given": ["a"], "earned": 0}


def test_an_answer_is_kept_once_for_a_learner_and_a_pause(fields):
    PauseAnswer.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        PauseAnswer.objects.create(**fields)
    assert PauseAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"earned": 101}, "an_answer_at_a_pause_earns_a_mark_at_most"),
        ({"question_version": None}, "own_words_at_a_pause_earn_nothing"),
    ],
)
def test_what_an_answer_earns_is_a_mark_at_most_and_of_a_question(fields, wrong, name):
    PauseAnswer.objects.create(**fields | {"earned": 100}).delete()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PauseAnswer.objects.create(**fields | wrong)


def test_whoever_is_not_on_the_course_keeps_nothing(page):
    with pytest.raises(records.NotEnrolled):
        answering.note(learner=UserFactory(), page=page, point=page.pauses()[0], words="Words", at=AT)
    assert not PauseAnswer.objects.exists()


def test_erasing_takes_one_answer_and_may_be_repeated(fields, page, enrolled):
    other = PauseAnswer.objects.create(**fields | {"learner": UserFactory()})
    PauseAnswer.objects.create(**fields)
    for _ in range(2):
        answering.erase(learner=enrolled, page=page, point=page.pauses()[0])
    assert list(PauseAnswer.objects.all()) == [other]


def test_a_copy_of_a_page_asks_for_itself(page):
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)
    assert copy.quiz_id is None
    copy.save_revision().publish()
    assert CaseStudyPage.objects.get(pk=copy.pk).quiz_id not in (None, page.quiz_id)


def test_an_older_revision_keeps_the_quiz_that_the_page_has(page):
    first = page.revisions.order_by("pk").first()
    assert first.as_object().quiz_id == page.quiz_id
