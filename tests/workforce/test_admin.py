"""Requirements in Wagtail's admin: who reaches them, what the form offers and refuses, and what is kept of a change."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from learning.people.models import PracticeGroup
from learning.people.roles import ADMINISTRATORS
from learning.workforce.models import NeedChange, Requirement
from tests.courses.factories import CourseIndexPageFactory, CoursePageFactory
from tests.factories import JobRoleFactory, OrganisationFactory, RequirementFactory, TeamFactory, UserFactory

NAMES = Requirement.snippet_viewset
LIST = NAMES.get_url_name("list")
ADD = NAMES.get_url_name("add")
EDIT = NAMES.get_url_name("edit")
DELETE = NAMES.get_url_name("delete")
HISTORY = NAMES.get_url_name("history")


@pytest.fixture
def programme(home) -> Page:
    return CoursePageFactory(parent=CourseIndexPageFactory(parent=home), title="Working together")


@pytest.fixture
def client_of_administrators(db, sign_in) -> Client:
    """Someone who is an administrator by the group alone, and may not do everything."""
    person = UserFactory(name="Ada Minister")
    person.groups.add(Group.objects.get(name=ADMINISTRATORS))
    return sign_in(person)


@pytest.fixture
def team():
    return TeamFactory(name="Quayside", organisation=OrganisationFactory(name="Community Health"))


def filled(team, programme, **changes) -> dict:
    """A form as an administrator sends it."""
    facts = {
        "organisation": team.organisation.pk,
        "course": programme.pk,
        "kind": "mandatory",
        "practice_groups": [PracticeGroup.objects.get(code="hv").pk],
        "teams": [team.pk],
        "first_due_days": 90,
        "returner_days": 60,
        "refresh_months": 36,
        "early_renewal_days": 90,
        "target_pct": 90,
        "amber_margin": 10,
        "effective_from": "2099-01-01",
        "effective_to": "",
        "why": "The board asked for it",
    }
    return facts | changes


def words(response) -> str:
    return response.content.decode()


def test_an_administrator_adds_a_requirement_with_its_groups_and_teams(
    client_of_administrators, team, programme
):
    response = client_of_administrators.post(reverse(ADD), filled(team, programme))

    assert response.status_code == 302
    requirement = Requirement.objects.get()
    assert [group.code for group in requirement.practice_groups.all()] == ["hv"]
    assert list(requirement.teams.all()) == [team]
    assert (requirement.course.pk, requirement.refresh_months) == (programme.pk, 36)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"effective_to": "2098-12-31"}, "The last day cannot be before the first day."),
        ({"target_pct": 101}, "The target is a percentage from 1 to 100."),
        ({"target_pct": 0, "amber_margin": 0}, "The target is a percentage from 1 to 100."),
        ({"amber_margin": 91}, "The margin cannot be larger than the target."),
        ({"refresh_months": 0}, "It is renewed after 1 month at the earliest."),
        ({"early_renewal_days": 91}, "At most 90 days: a course opens for renewing that long before its end"),
        ({"organisation": ""}, "This field is required."),
        ({"why": ""}, "Enter why."),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_what_was_typed_stays(
    changes, expected, client_of_administrators, team, programme
):
    response = client_of_administrators.post(
        reverse(ADD), filled(team, programme, first_due_days=77, **changes)
    )

    assert expected in words(response)
    assert 'value="77"' in words(response)
    assert not Requirement.objects.exists()


def test_a_team_of_another_organisation_is_refused_by_name(client_of_administrators, team, programme):
    other = TeamFactory(name="Far away")
    response = client_of_administrators.post(reverse(ADD), filled(team, programme, teams=[team.pk, other.pk]))

    assert "Far away: not of Community Health." in words(response)
    assert not Requirement.objects.exists()


def test_job_roles_are_chosen_of_the_organisation_alone(client_of_administrators, team, programme):
    role = JobRoleFactory(organisation=team.organisation, name="Duty lead")
    other = JobRoleFactory(name="Far off")
    send = client_of_administrators.post
    refused = send(reverse(ADD), filled(team, programme, job_roles=[role.pk, other.pk]))
    assert "Far off: not of Community Health." in words(refused)
    assert not Requirement.objects.exists()
    send(reverse(ADD), filled(team, programme, job_roles=[role.pk]))
    assert list(Requirement.objects.get().job_roles.all()) == [role]


def test_a_page_that_is_no_course_is_neither_offered_nor_taken(
    client_of_administrators, team, programme, home
):
    offered = words(client_of_administrators.get(reverse(ADD)))
    response = client_of_administrators.post(reverse(ADD), filled(team, home))

    assert f'<option value="{programme.pk}">Working together</option>' in offered
    assert f'<option value="{home.pk}">' not in offered
    assert response.status_code == 200
    assert not Requirement.objects.exists()


def test_experts_by_experience_are_not_offered_as_a_staff_group(client_of_administrators, programme):
    offered = words(client_of_administrators.get(reverse(ADD)))

    assert "Health visitor (SCPHN)" in offered
    assert "Expert by experience" not in offered


def test_teams_are_offered_under_their_organisation_and_a_team_below_stands_further_in(
    client_of_administrators, team, programme
):
    TeamFactory(name="Quayside South", parent=team)
    TeamFactory(name="Moorside", organisation=OrganisationFactory(name="Adult Care"))
    offered = words(client_of_administrators.get(reverse(ADD)))

    labels = ("Adult Care</label>", "Moorside</label>", "Community Health</label>")
    places = [offered.rindex(label) for label in labels]
    assert places == sorted(places)
    assert "\u2003Quayside South" in offered


def test_a_rule_is_saved_by_hand_alone_since_it_is_in_force_at_once(client_of_administrators, course):
    """Wagtail would save what can have revisions while someone is still typing."""
    pk = RequirementFactory(course=course).pk
    for address in (
        reverse(ADD),
        reverse(EDIT, args=[pk]),
        reverse(NAMES.get_url_name("copy"), args=[pk]),
    ):
        page = words(client_of_administrators.get(address))
        assert "data-edit-form" in page
        assert "data-w-autosave-interval-value" not in page


def test_who_changed_what_is_kept(client_of_administrators, team, programme):
    client_of_administrators.post(reverse(ADD), filled(team, programme))
    requirement = Requirement.objects.get()
    address = reverse(EDIT, args=[requirement.pk])
    client_of_administrators.post(address, filled(team, programme, target_pct=85, teams=[]))

    requirement.refresh_from_db()
    assert (requirement.target_pct, requirement.teams.count()) == (85, 0)
    kept = requirement.revisions.order_by("pk")
    assert [(each.user.name, each.content["target_pct"], each.content["teams"]) for each in kept] == [
        ("Ada Minister", 90, [team.pk]),
        ("Ada Minister", 85, []),
    ]
    history = words(client_of_administrators.get(reverse(HISTORY, args=[requirement.pk])))
    assert "Ada Minister" in history
    changes = NeedChange.objects.filter(organisation=team.organisation).order_by("pk")
    assert [(each.what, each.by.name, each.reason.text) for each in changes] == [
        ("added", "Ada Minister", "The board asked for it"),
        ("changed", "Ada Minister", "The board asked for it"),
    ]


def test_a_rule_that_counts_already_is_only_given_a_last_day(client_of_administrators, team, programme):
    rule = RequirementFactory(course=programme, organisation=team.organisation)
    began = {"effective_from": rule.effective_from, "practice_groups": [], "teams": []}
    address = reverse(EDIT, args=[rule.pk])
    refused = client_of_administrators.post(address, filled(team, programme, **began, target_pct=85))
    assert "This rule counts already." in words(refused)
    elsewhere = filled(team, programme, **began, organisation=OrganisationFactory().pk)
    assert "A rule stays with its organisation." in words(client_of_administrators.post(address, elsewhere))

    client_of_administrators.post(address, filled(team, programme, **began, effective_to="2099-12-31"))
    rule.refresh_from_db()
    assert (rule.target_pct, rule.effective_to) == (90, datetime.date(2099, 12, 31))
    assert [change.what for change in NeedChange.objects.all()] == ["ended"]


DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


@pytest.mark.parametrize(("day", "is_free"), [("yesterday", False), ("today", False), ("tomorrow", True)])
def test_a_rule_that_is_to_come_is_not_moved_to_a_day_that_has_come(
    day, is_free, client_of_administrators, team, programme
):
    client_of_administrators.post(reverse(ADD), filled(team, programme))
    rule = Requirement.objects.get()
    wanted = timezone.localdate() + datetime.timedelta(days=DAYS[day])
    address = reverse(EDIT, args=[rule.pk])
    assert "has_counted" not in words(client_of_administrators.get(address))
    changes = {"effective_from": wanted, "has_counted": "on"}
    response = client_of_administrators.post(address, filled(team, programme, **changes))

    assert ("Choose a first day after today" in words(response)) is not is_free
    rule.refresh_from_db()
    assert (rule.effective_from == wanted) is is_free


@pytest.mark.parametrize(("ticked", "added"), [({}, 0), ({"has_counted": "on"}, 1)])
def test_a_rule_that_has_counted_is_added_only_by_whoever_says_so(
    ticked, added, client_of_administrators, team, programme
):
    changes = {"effective_from": timezone.localdate()} | ticked
    response = client_of_administrators.post(reverse(ADD), filled(team, programme, **changes))

    assert Requirement.objects.count() == added
    assert ("tick that this has counted already" in words(response)) is not bool(added)


def test_whoever_copies_a_rule_can_say_that_it_has_counted(client_of_administrators, programme):
    """A copy is sent to where rules are added."""
    rule = RequirementFactory(course=programme)
    page = words(client_of_administrators.get(reverse(NAMES.get_url_name("copy"), args=[rule.pk])))
    assert (f'action="{reverse(ADD)}"' in page, "This has counted already" in page) == (True, True)


def test_an_administrator_ends_a_requirement_and_cannot_delete_it(client_of_administrators, course):
    requirement = RequirementFactory(course=course)

    client_of_administrators.post(reverse(DELETE, args=[requirement.pk]))

    assert Requirement.objects.filter(pk=requirement.pk).exists()


def test_the_list_tells_rules_of_one_course_apart_and_narrows_by_organisation(
    client_of_administrators, team, course
):
    group = PracticeGroup.objects.get(code="sn")
    RequirementFactory(
        course=course,
        organisation=team.organisation,
        groups=[group],
        effective_from=datetime.date(2024, 5, 3),
    )
    RequirementFactory(course=course, organisation=team.organisation, teams=[team])
    RequirementFactory(course=course, organisation__name="Adult Care")

    everything = words(client_of_administrators.get(reverse(LIST)))
    narrowed = words(client_of_administrators.get(reverse(LIST), {"organisation": team.organisation.pk}))

    assert "School nurse" in everything
    assert "Every staff group; Quayside" in everything
    assert everything.count("The first course") > narrowed.count("The first course")
    assert "3 May 2024" in narrowed


def test_the_list_takes_as_many_queries_for_many_rules_as_for_one(client_of_administrators, course, team):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client_of_administrators.get(reverse(LIST))
        return len(asked)

    RequirementFactory(course=course, organisation=team.organisation, teams=[team])
    queries()
    one = queries()
    for _ in range(11):
        RequirementFactory(course=course, organisation=team.organisation, teams=[team])

    assert queries() == one


def test_no_chooser_shows_trainers_what_organisations_require(trainer_client, course):
    RequirementFactory(course=course, organisation__name="Canary Trust")
    response = trainer_client.get("/admin/snippets/choose/workforce/requirement/")
    assert response.status_code == 404
    assert "Canary" not in words(response)


@pytest.mark.parametrize("who", ["trainer", "lead", "manager", "partnership_lead", "learner"])
def test_nobody_else_reaches_requirements(who, request, sign_in, course):
    RequirementFactory(course=course, organisation__name="Canary Trust")
    client = sign_in(request.getfixturevalue(who))

    for name in (LIST, ADD):
        response = client.get(reverse(name), follow=True)
        assert "Canary Trust" not in words(response)
        assert Requirement._meta.verbose_name not in words(response).lower()


def test_the_menu_offers_requirements_to_administrators_and_not_to_trainers(
    client_of_administrators, trainer_client
):
    for address in (reverse(LIST), reverse("needs")):
        assert address in words(client_of_administrators.get(reverse("wagtailadmin_home")))
        assert address not in words(trainer_client.get(reverse("wagtailadmin_home")))
