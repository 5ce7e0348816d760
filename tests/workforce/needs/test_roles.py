"""What is asked of job roles: who is covered, and the grid, its form, its file and its history, which name them."""

import pytest

from learning.people.models import Post
from learning.workforce.models import NeedChange, Requirement
from learning.workforce.needs.need import kept, read
from learning.workforce.needs.places import ORGANISATION, PARTNERSHIP, Place
from learning.workforce.needs.steps import NeedRefused, change
from learning.workforce.needs.uploads import dry_run
from learning.workforce.needs.words import terms
from learning.workforce.standings import standings
from tests.factories import JobRoleFactory, OrganisationFactory, RequirementFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.needs.factories import a_need
from tests.workforce.needs.test_files import as_text, rows, written
from tests.workforce.needs.test_pages import accepted, address, filled, said
from tests.workforce.world import midwives


@pytest.fixture
def role(needs):
    """Nora's and Mia's: a health visitor, and a midwife."""
    role = JobRoleFactory(organisation=needs.organisation, name="Duty lead", code="duty-lead")
    names = ["Nora Never", "Mia Midwife"]
    Post.objects.filter(person__name__in=names).update(job_role=role)
    return role


def asked(needs) -> set[str]:
    found = standings(Post.objects.filter(organisation=needs.organisation), on=ON, courses=[needs.other.pk])
    return {name for name, person in needs.people.items() if person.pk in {each.person_id for each in found}}


def test_people_are_asked_by_their_job_role_and_no_longer_once_they_have_another(needs, role):
    rule = RequirementFactory(organisation=needs.organisation, course=needs.other, roles=[role])
    assert asked(needs) == {"Nora Never", "Mia Midwife"}
    Post.objects.filter(person__name="Nora Never").update(job_role=None)
    assert asked(needs) == {"Mia Midwife"}
    Post.objects.filter(person__name="Vera Valid").update(
        job_role=JobRoleFactory(organisation=needs.organisation)
    )
    rule.practice_groups = [midwives()]
    rule.save()
    assert asked(needs) == {"Mia Midwife"}
    assert rule.who() == "Midwife; Duty lead"


def test_the_rows_may_be_job_roles(client, needs, role):
    assert "teams , job roles" in said(client.get(address("needs", needs)))
    RequirementFactory(organisation=needs.organisation, course=needs.other, roles=[role], groups=[midwives()])
    shown = said(client.get(address("needs", needs, rows="roles")))
    assert "Job roles by courses" in shown
    assert "Every job role Mandatory: Every job role, Think child" in shown
    assert "Mandatory: Duty lead, First bond in some staff groups" in shown
    groups = said(client.get(address("needs", needs)))
    assert "Mandatory: Midwife, First bond in some job roles" in groups
    cell = said(client.get(address("need_cell", needs, course=needs.other.pk, role=role.pk)))
    assert "Job roles Duty lead" in cell
    add = client.get(address("need_add", needs, course=needs.other.pk, role=role.pk))
    assert add.context["form"].initial["roles"] == [role.pk]


def test_a_rule_of_a_job_role_is_seen_first_kept_and_in_the_history(client, needs, role):
    sent = filled(needs, groups=[], roles=[role.pk], effective_from="4 March 2027")
    shown = client.post(address("need_add", needs), sent)
    _, late = shown.context["seen"]
    assert [(line.name, line.due) for line in late.lines] == [("Health visitor (SCPHN)", 1), ("Midwife", 1)]
    accepted(client, address("need_add", needs), sent)
    rule = Requirement.objects.get(organisation=needs.organisation, course=needs.other)
    assert list(rule.job_roles.all()) == [role]
    assert NeedChange.objects.get().after["roles"] == [role.pk]
    assert "Job roles: Duty lead" in said(client.get(address("need_history", needs)))


def test_a_job_role_of_another_organisation_cannot_be_asked(client, needs, role):
    other = JobRoleFactory(organisation=OrganisationFactory())
    response = client.post(address("need_add", needs), filled(needs, roles=[other.pk]))
    assert list(response.context["form"].errors) == ["roles"]


def test_the_file_names_job_roles_by_their_codes_and_is_lossless(needs, role):
    RequirementFactory(organisation=needs.organisation, course=needs.other, roles=[role])
    place = Place(ORGANISATION, needs.organisation)
    [_, line] = sorted(rows(needs), key=lambda row: row["job roles"] == "duty-lead")
    assert line["job roles"] == "duty-lead"
    same = dry_run(place, written(needs), from_day=ON + DAY, today=ON)
    assert (same.steps, same.troubles, same.same) == ([], [], 2)
    wrong = dry_run(place, as_text([line | {"job roles": "chief"}]), from_day=ON + DAY, today=ON)
    assert [(each.column, each.reason) for each in wrong.troubles] == [
        ("job roles", "Not known here: chief. Codes here are: duty-lead.")
    ]
    [trouble] = dry_run(place, as_text([line | {"job roles": "all"}]), from_day=ON + DAY, today=ON).troubles
    assert (trouble.column, trouble.value) == ("job roles", "all")


def test_a_rule_that_counts_cannot_come_to_be_for_more_job_roles(needs, role):
    RequirementFactory(organisation=needs.organisation, course=needs.other, roles=[role])
    held = Place(ORGANISATION, needs.organisation).by_course[needs.other.pk][0]
    wanted = a_need(needs.other, effective_from=held.need.effective_from)
    with pytest.raises(NeedRefused) as refused:
        change(held, wanted, from_day=ON + DAY, today=ON)
    assert refused.value.field == "roles"
    assert "roles" in kept(held.need)


def test_what_was_kept_before_there_were_job_roles_is_read_and_a_partnership_names_none(needs, role):
    record = kept(a_need(needs.other))
    del record["roles"]
    assert read(record).roles == frozenset()
    partnership = Place(PARTNERSHIP, needs.organisation.partnership)
    assert partnership.roles == {}
    assert "Job roles" not in [row["label"] for row in terms(read(record), partnership)]
