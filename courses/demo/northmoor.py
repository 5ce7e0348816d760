"""Northmoor in the database: the partnership, its organisations and teams, and the people of the plan."""

import datetime
from itertools import cycle

from django.contrib.auth.hashers import make_password

from courses.demo.staff import PlannedPerson, PlannedPost, Slot
from learning.people.job_roles import JobRole, make_job_roles
from learning.people.nations import Nation
from learning.people.organisations import Area, Organisation, Partnership, Team
from learning.people.posts import Absence, Post, PracticeGroup
from learning.people.users import User

NATION = Nation.ENGLAND


def write_partnership(northmoor: dict) -> Partnership:
    rules = northmoor["partnership"]
    partnership = Partnership.objects.create(code=code(northmoor), name=rules["name"])
    areas = {area["code"]: partnership.areas.create(**area) for area in rules["areas"]}
    for organisation in northmoor["organisations"]:
        _write_organisation(organisation, partnership, areas)
    return partnership


def _write_organisation(rules: dict, partnership: Partnership, areas: dict[str, Area]) -> None:
    organisation = Organisation.objects.create(
        partnership=partnership,
        code=rules["code"].lower(),
        name=rules["name"],
        short_name=rules["short_name"],
        kind=rules["type"],
        side=rules["side"],
        nation=NATION,
    )
    of_groups = rules.get("job_roles", {}).values()
    make_job_roles(organisation=organisation, names=[name for names in of_groups for name in names])
    written: dict[str, Team] = {}
    for team in rules["teams"]:
        fields = {
            "organisation": organisation,
            "code": team["code"].lower(),
            "name": team["name"],
            "area": areas.get(team["area"]),
        }
        parent = written.get(team["parent"])
        written[team["code"]] = parent.add_child(**fields) if parent else Team.add_root(**fields)


def write_people(
    people: list[PlannedPerson], northmoor: dict, *, password: str, at: datetime.datetime
) -> dict[str, User]:
    """Everyone of the plan, with their posts and absences; by e-mail address.

    The accounts share one hash of one password; nobody else can sign in.
    """
    hashed = make_password(password)
    User.objects.bulk_create(
        User(
            email=person.email,
            name=person.name,
            password=hashed if person.account else make_password(None),
            created_at=at - datetime.timedelta(days=1500),
        )
        for person in people
    )
    users = {user.email: user for user in User.objects.all()}
    _write_posts(people, users, Roles(northmoor))
    return users


class Roles:
    """Whoever is of a staff group holds the job roles that its organisation has for it, one after the other."""

    def __init__(self, northmoor: dict):
        held = JobRole.objects.select_related("organisation")
        known = {(role.organisation.code, role.name): role for role in held}
        self.turns = {
            (organisation["code"], group): cycle(
                [known[organisation["code"].lower(), name] for name in names]
            )
            for organisation in northmoor["organisations"]
            for group, names in organisation.get("job_roles", {}).items()
        }

    def next_of(self, slot: Slot) -> JobRole | None:
        turns = self.turns.get((slot.organisation, slot.group))
        return next(turns) if turns else None


def _write_posts(people: list[PlannedPerson], users: dict[str, User], roles: Roles) -> None:
    teams = {team.code: team for team in Team.objects.select_related("organisation")}
    groups = {group.code: group for group in PracticeGroup.objects.all()}
    for person in people:
        for plan in person.posts:
            team, group = teams[plan.slot.team.lower()], groups[plan.slot.group]
            _write_post(plan, users[person.email], team, group, roles.next_of(plan.slot))


def _write_post(
    plan: PlannedPost, person: User, team: Team, group: PracticeGroup, role: JobRole | None
) -> None:
    post = Post.objects.create(
        person=person,
        organisation=team.organisation,
        team=team,
        practice_group=group,
        job_role=role,
        service_side=plan.slot.side,
        is_primary=plan.is_primary,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )
    for absence in plan.absences:
        Absence.objects.create(post=post, organisation=team.organisation, **vars(absence))


def code(northmoor: dict) -> str:
    """The partnership's code, as it is written."""
    return northmoor["partnership"]["code"].lower()
