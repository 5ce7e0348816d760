"""Invented staff by the thousand, for measuring: one organisation, twenty teams, what it requires, and who holds what.

Rows are made in bulk, so that ten thousand people take seconds, and only those that the workforce pages read. The dice have
one seed. Run on a demonstration: it takes its courses and its staff groups.
"""

import datetime
import random

from django.db import transaction
from django.utils import timezone

from courses.models import CoursePage
from learning.people.models import Organisation, Post, PracticeGroup, Responsibility, Team, User
from learning.people.roles import Role
from learning.records.certificates import Certificate, CertificateName
from learning.records.models import Enrolment, Version
from learning.records.records import certificate_for
from learning.workforce.models import Requirement

TEAMS = 20
SHARE_CERTIFIED = 0.85
DAYS_BACK = 4 * 365


@transaction.atomic
def fill(count: int, *, password: str, at: datetime.datetime) -> dict[str, str | int]:
    """Its workforce lead's e-mail, a team and a person of it."""
    today, dice = timezone.localdate(at), random.Random(count)
    code = f"crowd-{count}"
    organisation = Organisation.objects.create(code=code, name=f"Crowd of {count}")
    teams = [
        Team.add_root(organisation=organisation, code=f"{code}-{number}", name=f"Team {number}")
        for number in range(TEAMS)
    ]
    people = User.objects.bulk_create(
        User(email=f"{number}@{code}.example", name=f"Person {number} of {count}", password="!")
        for number in range(count)
    )
    Post.objects.bulk_create(posts(people, organisation, teams, today, dice))
    for course in CoursePage.objects.live().order_by("path"):
        require(course, organisation, today)
        certify(dice.sample(people, int(count * SHARE_CERTIFIED)), course, at, dice)
    lead = User.objects.create_user(f"lead@{code}.example", f"Lead of {count}", password)
    Responsibility.objects.create(person=lead, role=Role.WORKFORCE_LEAD, organisation=organisation)
    return {"lead": lead.email, "team": teams[0].pk, "person": people[0].pk}


def posts(people, organisation, teams, today: datetime.date, dice):
    groups = list(PracticeGroup.objects.exclude(service_side="").order_by("pk"))
    for person in people:
        group = dice.choice(groups)
        yield Post(
            person=person,
            organisation=organisation,
            team=dice.choice(teams),
            practice_group=group,
            service_side=group.service_side,
            starts_on=today - datetime.timedelta(days=dice.randrange(10, DAYS_BACK)),
        )


def require(course: CoursePage, organisation, today: datetime.date) -> None:
    """Of everyone, and for as long as anyone has been there."""
    Requirement.objects.create(
        organisation=organisation,
        course=course.page_ptr,
        kind=Requirement.Kind.MANDATORY,
        first_due_days=90,
        effective_from=today - datetime.timedelta(days=DAYS_BACK),
    )


def certify(people, course: CoursePage, at: datetime.datetime, dice) -> None:
    """Some of these certificates have lapsed since."""
    version = Version.objects.latest_of(course.pk)
    moments = [at - datetime.timedelta(days=dice.randrange(1, DAYS_BACK)) for _ in people]
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(learner=person, course_id=course.pk, enrolled_at=moment, completed_at=moment)
        for person, moment in zip(people, moments, strict=True)
    )
    certificates = Certificate.objects.bulk_create(
        certificate_for(each, course, version, issuer="Crowd", at=each.completed_at, kept=None)
        for each in enrolments
    )
    CertificateName.objects.bulk_create(
        CertificateName(certificate=certificate, name=certificate.learner.name)
        for certificate in certificates
    )
