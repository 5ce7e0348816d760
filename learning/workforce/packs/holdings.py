"""What people hold of courses: certificates, and what their organisation accepts; and by which of them a standing's day is."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from learning.people.organisations import Organisation
from learning.people.posts import PostQuerySet
from learning.records.certificates import Certificate
from learning.workforce.evidence.evidence import AcceptedEvidence
from learning.workforce.statuses import Award, Rule, setting

ACCEPTED = "Accepted"


@dataclass(frozen=True)
class Held:
    """An award, and what proves it where that may be seen: a certificate's code, or "Accepted, " and who provided it."""

    award: Award
    code: str = ""
    accepted: str = ""

    @property
    def completed_on(self) -> datetime.date:
        return self.award.completed_on

    @property
    def proof(self) -> str:
        return self.code or self.accepted


def holdings(
    posts: PostQuerySet, organisation: Organisation, *, on: datetime.date, with_proof: bool
) -> dict[tuple[int, int], list[Held]]:
    """What counts of each person and course on a day in an organisation. Two queries."""
    people = posts.order_by().values("person")
    found = defaultdict(list)
    certificates = Certificate.objects.filter(learner__in=people, awarded_on__lte=on, revocation=None)
    fields = ["learner_id", "course_id", "awarded_on", "expires_on", "code"]
    for *key, awarded_on, expires_on, code in certificates.order_by("awarded_on", "pk").values_list(*fields):
        found[tuple(key)].append(Held(Award(awarded_on, expires_on), code=code if with_proof else ""))
    accepted = AcceptedEvidence.objects.filter(
        organisation=organisation, person__in=people, completed_on__lte=on, withdrawal=None
    )
    fields = ["person_id", "course_id", "completed_on", "expires_on", "words__provider"]
    for *key, completed_on, expires_on, provider in accepted.order_by("completed_on", "pk").values_list(
        *fields
    ):
        words = ", ".join(filter(None, [ACCEPTED, provider])) if with_proof else ""
        found[tuple(key)].append(Held(Award(completed_on, expires_on), accepted=words))
    return found


def proof_of(held: Iterable[Held], rule: Rule) -> Held | None:
    """The one until whose end a rule counts them."""
    by_award = {id(each.award): each for each in held}
    award = setting([each.award for each in by_award.values()], rule)
    return by_award[id(award)] if award else None
