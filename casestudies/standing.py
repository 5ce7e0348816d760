"""How far one learner is with one case study."""

import re
from dataclasses import dataclass

from django.db.models import Exists, Subquery

from casestudies.exchange.answers import Reflection
from learning.records.models import Enrolment, Place

SECOND = re.compile(r"t=(\d{1,6})")


@dataclass(frozen=True)
class Standing:
    """What the page offers next. `resume_at` is a second of the film, or None."""

    is_enrolled: bool
    has_begun: bool
    has_answered: bool
    must_answer: bool
    resume_at: int | None

    @property
    def answer_words(self) -> str:
        if self.has_answered:
            return "See my answer and theirs"
        return "Go on with my answer" if self.has_begun else "Write my answer"


def standing_of(page, enrolment: Enrolment | None) -> Standing:
    """The standing of whoever an enrolment belongs to; of nobody, in a preview or a taster. One query."""
    if enrolment is None:
        return Standing(False, False, False, page.asks_for_an_answer, None)
    answers = Reflection.objects.filter(learner=enrolment.learner_id).on(page)
    places = Place.objects.filter(enrolment=enrolment, activity=page.pk).values("position")
    begun, answered, position = (
        Enrolment.objects.filter(pk=enrolment.pk)
        .values_list(Exists(answers), Exists(answers.committed()), Subquery(places[:1]))
        .get()
    )
    return Standing(
        is_enrolled=True,
        has_begun=begun,
        has_answered=answered,
        must_answer=page.asks_for_an_answer and not answered,
        resume_at=_second(position),
    )


def _second(position: str | None) -> int | None:
    """The second of a film in a place such as t=38; a place on the page has none."""
    match = SECOND.fullmatch(position or "")
    return int(match[1]) if match else None
