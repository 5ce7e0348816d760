"""The people of the loaded demonstration, and what they have done."""

import datetime

import pytest

from casestudies.models import Reflection
from courses.models import LessonPage
from learning.people.models import Organisation, Post, Responsibility, Team, User
from learning.people.roles import Role
from learning.records.models import Certificate, Completion, Effect, Enrolment, Note, Place
from learning.records.outline import outline
from quizzes.models import Attempt
from tests.demo.conftest import PASSWORD, PEOPLE

NAMES = (
    *("health.visitor", "social.worker", "nurse", "trainer", "trainer2", "trainer3", "expert"),
    *("manager", "lead", "partnership", "admin"),
)


@pytest.mark.parametrize("name", NAMES)
def test_an_account_signs_in_with_the_one_password(account, name):
    assert account(name).check_password(PASSWORD)


def test_nobody_else_can_sign_in(demonstration):
    others = User.objects.exclude(email__in=[f"{name}@northmoor.example" for name in NAMES])

    assert others.count() == PEOPLE
    assert not any(person.has_usable_password() for person in others)


def test_a_trainer_writes_and_an_administrator_runs_the_site(account):
    assert account("trainer").is_trainer
    assert account("admin").is_administrator
    assert not account("health.visitor").is_trainer


@pytest.mark.parametrize("name", ["trainer", "admin"])
def test_who_writes_or_runs_the_site_enters_the_admin(account, sign_in, name):
    assert sign_in(account(name)).get("/admin/").status_code == 200


def test_a_trainer_may_publish_the_courses(account, course):
    assert course("C1").permissions_for_user(account("trainer")).can_publish()


@pytest.mark.parametrize(
    ("name", "role", "scope"),
    [
        ("lead", Role.WORKFORCE_LEAD, "Northmoor Community Health"),
        ("manager", Role.LINE_MANAGER, "Health Visiting Quayside"),
        ("partnership", Role.PARTNERSHIP_LEAD, "Northmoor Safeguarding Partnership"),
    ],
)
def test_an_account_answers_for_what_its_role_says(account, name, role, scope):
    held = Responsibility.objects.get(person=account(name))

    assert held.role == role
    assert str(held.organisation or held.team or held.partnership) == scope


def test_the_five_organisations_have_their_teams(demonstration, northmoor):
    assert Organisation.objects.count() == 5
    assert Team.objects.count() == sum(len(each["teams"]) for each in northmoor["organisations"])
    assert str(Team.objects.get(code="nch-s-quay").get_parent()) == "South"


def test_every_post_has_a_side_and_a_team_of_its_organisation(demonstration):
    for post in Post.objects.select_related("team"):
        assert post.service_side
        assert post.team.organisation_id == post.organisation_id


def test_a_manager_takes_the_side_of_the_organisation(account):
    assert account("trainer").posts.get().service_side == "children"


def test_the_health_visitor_is_half_way_and_goes_on_at_a_paragraph(account, course):
    enrolment = Enrolment.objects.get(learner=account("health.visitor"))

    progress = outline(course("C1"), enrolment)
    lesson = LessonPage.objects.get(pk=progress.next_part().pk)

    assert (progress.done, progress.total) == (4, 9)
    assert lesson.title == "Screening and assessment"
    assert progress.next_part().place in {f"p-{block.id}" for block in lesson.body}


def test_the_health_visitor_finds_her_notes_in_the_boxes_she_wrote_them_in(account, sign_in, course):
    lesson = LessonPage.objects.descendant_of(course("C1")).get(slug="two-records-one-house")

    shown = sign_in(account("health.visitor")).get(lesson.url).content.decode()

    notes = Note.objects.filter(learner=account("health.visitor"), activity=lesson.pk)
    assert notes.count() == 3
    assert "Gran does bedtime" in shown


def test_the_social_worker_completed_c1_two_years_ago_and_has_started_c3(account, course):
    person = account("social.worker")

    certificate = Certificate.objects.get(learner=person)
    begun = Enrolment.objects.get(learner=person, course=course("C3"))

    assert certificate.awarded_on == datetime.date(2025, 3, 2)
    assert certificate.awarded_on < begun.enrolled_at.date()
    assert begun.completed_at is None
    assert Place.objects.get(enrolment=begun, position="t=38").activity.title == "Ask me what I know"


def test_the_social_worker_answered_dee_in_her_own_words(account):
    reflection = Reflection.objects.committed().get(learner=account("social.worker"))

    assert reflection.practice_group.code == "csw"
    assert reflection.texts.count() == 3


def test_the_nurse_may_renew_within_90_days(account, course, demonstration):
    certificate = Certificate.objects.get(learner=account("nurse"), course=course("C1"))

    left = certificate.expires_on - demonstration.today

    assert datetime.timedelta(0) < left < datetime.timedelta(days=90)


def test_every_certificate_was_earned_part_by_part(demonstration):
    for enrolment in Enrolment.objects.completed():
        parts = enrolment.course.specific.activities()
        done = Completion.objects.filter(enrolment=enrolment).values_list("activity", flat=True)
        assert set(done) == set(parts.values_list("pk", flat=True))
        assert enrolment.certificate.awarded_at == enrolment.completed_at


def test_nothing_is_dated_after_the_load(demonstration):
    assert not Enrolment.objects.filter(enrolled_at__gt=demonstration.at).exists()
    assert not Completion.objects.filter(completed_at__gt=demonstration.at).exists()
    assert not Attempt.objects.filter(submitted_at__gt=demonstration.at).exists()


def test_some_passed_at_once_and_some_did_not(demonstration):
    submitted = list(Attempt.objects.submitted())

    assert {attempt.passed for attempt in submitted} == {True, False}
    assert not Attempt.objects.open().exists()


def test_no_mail_waits_to_be_sent_about_the_past(demonstration, mailoutbox):
    """What waits is about consents, most of it until they end, and tells of films that a case shows."""
    assert Effect.objects.exists()
    assert not Effect.objects.waiting().exclude(task__startswith="casestudies.consents.telling.").exists()
    assert mailoutbox == []


@pytest.mark.parametrize("name", NAMES)
def test_every_account_finds_its_learning(account, sign_in, name):
    assert sign_in(account(name)).get("/my-learning/").status_code == 200
