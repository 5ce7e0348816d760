"""The one writer of sign-offs and of what stands beside them."""

import datetime

from django.db import transaction
from django.db.models import Count, Max
from wagtail.models import Page

from courses import reviews
from courses.lived.marks import version_to_sign
from courses.lived.sign_offs import ExpertCredit, LivedExperienceSignOff
from learning.people.users import User


class MayNotSign(Exception):
    """Only an expert by experience signs off, and none signs off what they wrote."""


def may_sign(person: User, *, course: Page) -> bool:
    if not (person.is_active and person.is_expert):
        return False
    within = Page.objects.descendant_of(course, inclusive=True)
    return not reviews.has_written(person, within, since=None)


def signed(person: User, *, course: Page) -> LivedExperienceSignOff | None:
    """What someone has signed off already of what is in review."""
    own = LivedExperienceSignOff.objects.by(person).on(course).with_details()
    return own.filter(version=version_to_sign(course)).order_by("pk").first()


def stand_of(course: Page) -> str:
    """A course as it is drafted now, to tell it from what somebody has read: another after every save of a page. One query."""
    pages = Page.objects.descendant_of(course, inclusive=True)
    return "{newest}-{count}".format(**pages.aggregate(newest=Max("latest_revision"), count=Count("pk")))


@transaction.atomic
def sign_off(
    *, course: Page, by: User, at: datetime.datetime, credited_as: str = ""
) -> LivedExperienceSignOff:
    """Sign off a course as it is drafted now. Said again, the name is changed and nothing else."""
    if not may_sign(by, course=course):
        raise MayNotSign
    row, _ = LivedExperienceSignOff.objects.get_or_create(
        course_id=course.pk, version=version_to_sign(course), expert=by, defaults={"signed_at": at}
    )
    ExpertCredit.objects.update_or_create(sign_off=row, defaults={"name": credited_as.strip()})
    return row


def change_credit(*, sign_off: LivedExperienceSignOff, credited_as: str) -> None:
    """Another name from now on, or none, on every page that shows it."""
    ExpertCredit.objects.filter(sign_off=sign_off).update(name=credited_as.strip())


def record_payment(*, sign_off: LivedExperienceSignOff, is_paid: bool) -> None:
    ExpertCredit.objects.filter(sign_off=sign_off).update(is_paid=is_paid)
