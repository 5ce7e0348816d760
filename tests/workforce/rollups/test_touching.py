"""The database notes whom a fact is about, whoever writes it, in the fact's own transaction."""

import pytest
from django.db import connection, transaction

from learning.people.models import Absence, Post, Team
from learning.records.models import Certificate, Enrolment, Revocation
from learning.workforce.models import AcceptedEvidence, EvidenceWithdrawal, Requirement, Touched
from learning.workforce.rollups import triggers
from tests.factories import JobRoleFactory, UserFactory
from tests.workforce.factories import DAY, ON, certify, noon


@pytest.fixture
def world(world):
    Touched.objects.all().delete()
    return world


def touched() -> set[tuple]:
    return set(Touched.objects.values_list("organisation", "person"))


def by_raw_sql(world, person):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_post SET ends_on = %s WHERE person_id = %s", [ON, person.pk])


def certified(world, person):
    certify(person, world.course, ON)


def withdrawn(world, person):
    certificate = Certificate.objects.get(learner=person)
    Revocation.objects.create(
        certificate=certificate, revoked_at=noon(ON), revoked_by=UserFactory(), reason="A mistake"
    )


def in_bulk(world, person):
    post = person.posts.get()
    post.pk, post.starts_on = None, ON
    Post.objects.bulk_create([post])


def away(world, person):
    post = person.posts.get()
    Absence.objects.create(post=post, organisation=post.organisation, kind="maternity", starts_on=ON)


def deleted(world, person):
    person.posts.get().delete()


def accepted_elsewhere(world, person):
    AcceptedEvidence.objects.create(
        organisation=world.organisation,
        person=person,
        course=world.course,
        completed_on=ON,
        accepted_at=noon(ON),
    )


def accepted_no_longer(world, person):
    accepted_elsewhere(world, person)
    Touched.objects.all().delete()
    evidence = AcceptedEvidence.objects.get()
    EvidenceWithdrawal.objects.create(evidence=evidence, withdrawn_by=person, withdrawn_at=noon(ON))


@pytest.mark.parametrize(
    "write", [by_raw_sql, in_bulk, away, deleted, accepted_elsewhere, accepted_no_longer]
)
def test_a_post_touches_its_person_in_its_organisation(world, write):
    person = world.people["valid"]
    write(world, person)
    assert touched() == {(world.organisation.pk, person.pk)}


def joined(world, person):
    Enrolment.objects.create(learner=person, course=world.other_course, enrolled_at=noon(ON))


@pytest.mark.parametrize("write", [certified, withdrawn, joined])
def test_a_certificate_or_an_enrolment_touches_its_person_wherever_they_work(world, write):
    write(world, world.people["valid"])
    assert touched() == {(None, world.people["valid"].pk)}


def test_a_requirement_touches_everyone(world):
    rule = world.organisation.requirements.get(course=world.course)
    rule.target_pct = 80
    rule.save()
    assert touched() == {(world.organisation.pk, None)}
    Touched.objects.all().delete()
    Requirement.teams.through.objects.create(requirement=rule, team=world.team)
    assert touched() == {(world.organisation.pk, None)}
    Touched.objects.all().delete()
    Requirement.job_roles.through.objects.create(requirement=rule, job_role=JobRoleFactory())
    assert touched() == {(world.organisation.pk, None)}


def test_a_team_touches_everyone_when_it_moves_and_not_when_it_is_renamed(world):
    Team.objects.filter(pk=world.team.pk).update(name="Another name")
    assert touched() == set()
    Team.objects.get(pk=world.below.pk).move(Team.objects.get(pk=world.beside.pk), "last-child")
    assert touched() == {(world.organisation.pk, None)}


def test_a_post_that_moves_touches_both_organisations(world):
    post = world.people["valid"].posts.get()
    other = Post.objects.exclude(organisation=world.organisation).first().organisation
    Post.objects.filter(pk=post.pk).update(organisation=other, team=None)
    assert touched() == {(world.organisation.pk, post.person_id), (other.pk, post.person_id)}


def test_what_is_not_written_touches_nobody(world):
    with transaction.atomic():
        world.someone("Nobody at all", starts_on=ON - DAY)
        transaction.set_rollback(True)
    assert touched() == set()


def test_nothing_is_noted_while_they_are_off_and_all_is_afterwards(world):
    with triggers.off(connection):
        world.someone("Somebody")
    assert touched() == set()
    world.someone("Somebody else")
    assert len(touched()) == 1
