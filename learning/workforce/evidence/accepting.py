"""The one writer of accepted evidence, and of its end."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from wagtail.log_actions import log

from learning.people.organisations import Organisation
from learning.workforce.evidence.evidence import AcceptedEvidence, EvidenceWithdrawal, EvidenceWords

AT_ONCE = 1000
EVIDENCE_WITHDRAWN = "workforce.withdraw_evidence"


@transaction.atomic
def accept(
    completions: Iterable, *, organisation: Organisation, reason: str, by, at: datetime.datetime
) -> list[AcceptedEvidence]:
    """Accept completions elsewhere: rows with person and course (keys), completed_on, expires_on and provider.

    Nothing that is there is changed: one that is accepted already is refused by the database. `by` is None for whoever
    runs the machine.
    """
    completions = list(completions)
    rows = AcceptedEvidence.objects.bulk_create(
        [
            AcceptedEvidence(
                organisation=organisation,
                person_id=each.person,
                course_id=each.course,
                completed_on=each.completed_on,
                expires_on=each.expires_on,
                accepted_by=by,
                accepted_at=at,
            )
            for each in completions
        ],
        batch_size=AT_ONCE,
    )
    EvidenceWords.objects.bulk_create(
        [
            EvidenceWords(evidence=row, provider=each.provider, reason=reason)
            for row, each in zip(rows, completions, strict=True)
        ],
        batch_size=AT_ONCE,
    )
    return rows


@transaction.atomic
def withdraw(
    *, evidence: AcceptedEvidence, reason: str, by, at: datetime.datetime
) -> tuple[EvidenceWithdrawal, bool]:
    """Accept it no longer, from today on; whether it was accepted until now. Again: the first time stands. In Wagtail's log by
    key, without a name.
    """
    given = {"withdrawn_by": by, "withdrawn_at": at, "reason": reason}
    withdrawal, is_new = EvidenceWithdrawal.objects.get_or_create(evidence=evidence, defaults=given)
    if is_new:
        title = f"Evidence {evidence.pk}"
        log(instance=evidence, action=EVIDENCE_WITHDRAWN, user=by, title=title, timestamp=at)
    return withdrawal, is_new
