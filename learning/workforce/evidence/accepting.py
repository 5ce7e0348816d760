"""The one writer of accepted evidence."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from learning.people.organisations import Organisation
from learning.workforce.evidence.evidence import AcceptedEvidence, EvidenceWords

AT_ONCE = 1000


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
