"""Job roles as staff lists bring them: shown before they are made, and told apart from staff groups by their headings."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from learning.people.job_roles import JobRole, make_job_roles
from learning.people.models import Post
from learning.workforce.models import ListMapping
from learning.workforce.staff_lists import columns
from tests.factories import JobRoleFactory, OrganisationFactory
from tests.workforce.staff_lists.files import HEADINGS, csv_of, someone

WITH_ROLE = [*HEADINGS, "Job role"]


def a_list(*roles: str) -> bytes:
    return csv_of(WITH_ROLE, [[*someone(n)[:7], role] for n, role in enumerate(roles, start=1)])


def roles_held() -> list[str | None]:
    held = Post.objects.filter(person__email__startswith="staff").order_by("person__email")
    return list(held.values_list("job_role__name", flat=True))


def test_a_new_job_role_is_shown_first_and_made_once_with_the_list(bring, accept, told, world, lead_client):
    known = JobRoleFactory(organisation=world.organisation, code="shv", name="Senior health visitor")
    elsewhere = JobRoleFactory(organisation=OrganisationFactory(), name="Duty worker")
    brought = bring(a_list("SHV", "Duty worker", "duty  Worker", ""))
    assert ("Job role", "", "Senior health visitor") in told(brought, "added")[0]
    assert ("Job role", "", "Duty worker, new here") in told(brought, "added")[2]
    page = lead_client.get(reverse("staff_list", args=[brought.pk])).content.decode()
    assert "1 job role new here: Duty worker." in page
    assert JobRole.objects.count() == 2
    accept(brought)
    assert roles_held() == ["Senior health visitor", "Duty worker", "Duty worker", None]
    assert {role.name: role.code for role in world.organisation.job_roles.all()} == {
        known.name: "shv",
        "Duty worker": "duty-worker",
    }
    assert elsewhere.posts.count() == 0
    assert bring(a_list("SHV", "Duty worker", "duty  Worker", "")).lines.count() == 0
    moved = bring(a_list("", "Senior health visitor"))
    assert told(moved, "changed") == [
        (2, "Person 1, 00000001", ("Job role", "Senior health visitor", "")),
        (3, "Person 2, 00000002", ("Job role", "Duty worker", "Senior health visitor")),
    ]
    accept(moved)
    assert roles_held()[:2] == [None, "Senior health visitor"]


def test_a_list_that_does_not_speak_of_job_roles_leaves_them(bring, accept, world):
    accept(bring(a_list("Duty worker")))
    assert bring([someone(1)]).count("unchanged") == 1


def test_a_word_for_a_job_role_may_be_said_to_be_one_that_is_there(bring, world, lead_client):
    role = JobRoleFactory(organisation=world.organisation, name="Duty worker")
    brought = bring(a_list("Dty wrkr"))
    words = reverse("staff_list_words", args=[brought.pk])
    assert "A job role of its own" in lead_client.get(words).content.decode()
    lead_client.post(words, {"role-0": role.code})
    assert ListMapping.objects.get().words == {"role": {"dty wrkr": role.code}}
    brought.refresh_from_db()
    assert "new_roles" not in brought.counts
    assert ["Job role", "", "Duty worker"] in brought.lines.get().details


@pytest.mark.parametrize(
    ("headings", "group", "role"),
    [
        (["Employee number", "Staff group", "First day in the post", "Job role"], 1, 3),
        (["Employee Number", "Staff Group", "Job Role", "Position Title"], 2, 3),
        (["Payroll number", "Job title", "Practice group"], 2, 1),
        (["Payroll number", "Job title"], 1, None),
    ],
)
def test_job_roles_and_staff_groups_are_told_apart_by_their_headings(headings, group, role):
    found = columns.guess(columns.STAFF, headings, {})
    assert (found["group"], found.get("role")) == (group, role)


def test_one_column_may_say_both_staff_group_and_job_role_and_no_other_two():
    assert columns.missing(columns.STAFF, {"number": 0, "group": 1, "role": 1}) == []
    assert columns.missing(columns.STAFF, {"number": 0, "group": 1, "role": 0}) == [
        "Choose each column of the file once."
    ]


def test_roles_have_codes_of_their_own_and_are_of_one_organisation(world):
    made = make_job_roles(organisation=world.organisation, names=["Lead (North)", "Lead north", "—"])
    assert [role.code for role in made.values()] == ["lead-north", "lead-north-2", "role"]
    again = make_job_roles(organisation=world.organisation, names=["Lead (North)"])
    assert again["Lead (North)"].pk == made["Lead (North)"].pk
    post = world.people["valid"].posts.get()
    post.job_role = JobRoleFactory()
    with pytest.raises(ValidationError, match="is not a job role of Northmoor Community Health"):
        post.full_clean()
