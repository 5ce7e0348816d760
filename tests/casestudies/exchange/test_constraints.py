"""What the database itself refuses of shared answers."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from casestudies.models import AnswerReport, ExchangeSettings, Share, SharedWords
from tests.casestudies import factories
from tests.casestudies.factories import AT
from tests.factories import UserFactory

EARLIER = AT - datetime.timedelta(seconds=1)
DECIDED = {"decided_at": AT}


@pytest.fixture
def share(home, course) -> Share:
    factories.offer_terms(home)
    return factories.shared(factories.case(course, film=None), "I would ring.")


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def change(share: Share, **fields) -> int:
    if fields.get("decided_at"):
        fields["decided_by"] = UserFactory()
    return Share.objects.filter(pk=share.pk).update(**fields)


def test_an_answer_is_shared_once_at_a_time(share):
    again = {"reflection": share.reflection, "organisation": share.organisation, "terms_version": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.create(**again, shared_at=AT)
    assert change(share, withdrawn_at=AT)
    assert Share.objects.create(**again, shared_at=AT)


def test_a_share_is_withdrawn_after_it_is_made(share):
    with refused("a_share_is_withdrawn_after_it_is_made"), transaction.atomic():
        change(share, withdrawn_at=EARLIER)
    assert change(share, withdrawn_at=AT)


def test_a_share_has_terms(share):
    with refused("a_share_has_terms"), transaction.atomic():
        change(share, terms_version=0)


def test_terms_are_counted_from_one(share):
    with refused("terms_are_counted_from_one"), transaction.atomic():
        ExchangeSettings.objects.update(terms_version=0)


def test_a_decision_has_someone_who_made_it(share):
    with refused("a_decision_has_someone_who_made_it"), transaction.atomic():
        Share.objects.filter(pk=share.pk).update(decided_at=AT)


@pytest.mark.parametrize(
    "fields",
    [{"state": "ok"}, {"state": "ok"} | DECIDED, {"state": "held"}]
    + [{"state": state, "reason": "risk"} | DECIDED for state in ("held", "removed")],
)
def test_a_reason_stands_where_a_trainer_kept_it_back(share, fields):
    assert change(share, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "ok", "reason": "risk"} | DECIDED,
        {"state": "held", "reason": "risk"},
        {"state": "held"} | DECIDED,
        {"state": "removed"} | DECIDED,
        {"state": "removed", "reason": "risk"},
        {"state": "removed", "reason": "dull"} | DECIDED,
        {"state": "lost"},
    ],
)
def test_a_reason_stands_nowhere_else_and_is_one_of_three(share, fields):
    with refused("a_share_has_a_reason_where_a_trainer_kept_it_back"), transaction.atomic():
        change(share, **fields)


def test_shared_words_are_kept_once_a_question(share):
    [words] = share.words.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedWords.objects.create(share=share, prompt=words.prompt, lens="child", text="Again.")


def test_an_answer_is_reported_once_by_each_person_with_a_reason(share):
    row = {"share": share, "by": UserFactory(), "reported_at": AT}
    with refused("a_report_has_a_reason"), transaction.atomic():
        AnswerReport.objects.create(**row, reason="")
    AnswerReport.objects.create(**row, reason="risk")
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerReport.objects.create(**row, reason="unkind")
