"""What the worker does about surveys: twelve weeks after a course it tells people that it asks once more, twice at most."""

import datetime

from django.conf import settings
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from learning.people import mail
from learning.records import effects
from learning.records.models import Enrolment
from quizzes.surveys.offers import offers_to
from quizzes.surveys.pages import SurveyPage
from quizzes.surveys.points import TWELVE_WEEKS, Point

SECOND_AFTER = datetime.timedelta(weeks=2)
ASK = "quizzes.surveys.mails.ask_again"
TURNS = 2


@task(backend="effects")
def plan(certificate_id: int) -> None:
    """When a course was completed for the first time, and a survey of it asks twelve weeks later: plan the first message."""
    enrolment = Enrolment.objects.select_related("course").get(certificate=certificate_id)
    if enrolment.period == 1 and _asks_later(enrolment.course):
        _plan(enrolment, turn=1, at=timezone.now())


@task(backend="effects")
def ask_again(enrolment_id: int, turn: int) -> None:
    """Tell someone of what they have not answered, as long as it is asked; then plan the second message, the last."""
    enrolment = Enrolment.objects.select_related("course", "learner").get(pk=enrolment_id)
    now, learner = timezone.now(), enrolment.learner
    offers = offers_to(learner, at=now, course=enrolment.course) if learner.is_active else []
    if not (offers := [offer for offer in offers if offer.point == Point.LATER]):
        return
    mail.ask(
        template="quizzes/email/survey",
        to=learner.email,
        key=f"survey:{enrolment.pk}:{turn}",
        context={
            "first_name": learner.first_name,
            "course": enrolment.course.title,
            "links": [settings.SITE_URL + offer.url for offer in offers],
            "minutes": sum(offer.minutes for offer in offers),
            "is_last": turn == TURNS,
        },
    )
    if turn < TURNS:
        _plan(enrolment, turn=turn + 1, at=now)


def _asks_later(course: Page) -> bool:
    return SurveyPage.objects.child_of(course).live().filter(asked_later=True).exists()


def _plan(enrolment: Enrolment, *, turn: int, at: datetime.datetime) -> None:
    due = enrolment.completed_at + TWELVE_WEEKS + (turn - 1) * SECOND_AFTER
    effects.ask(
        task=ASK,
        key=f"survey:{enrolment.pk}:{turn}",
        at=at,
        not_before=due,
        enrolment_id=enrolment.pk,
        turn=turn,
    )
