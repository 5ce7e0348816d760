"""What the accounts may do, beyond learning."""

from django.contrib.auth.models import Group

from learning.people.organisations import Organisation, Partnership, Team
from learning.people.responsibilities import Responsibility
from learning.people.roles import ADMINISTRATORS, EXPERTS, TRAINERS, Role
from learning.people.users import User

TRAINER = "trainer"
EXPERT = "expert"
ADMINISTRATOR = "administrator"


def give_roles(accounts: list[dict], people: dict[str, User], partnership: Partnership) -> None:
    for account in accounts:
        for role in account["roles"]:
            _give(role, people[account["email"]], account, partnership)


def _give(role: str, person: User, account: dict, partnership: Partnership) -> None:
    if role == TRAINER:
        person.groups.add(Group.objects.get(name=TRAINERS))
    elif role == EXPERT:
        person.groups.add(Group.objects.get(name=EXPERTS))
    elif role == ADMINISTRATOR:
        person.groups.add(Group.objects.get(name=ADMINISTRATORS))
        person.is_superuser = True
        person.save(update_fields=["is_superuser"])
    else:
        Responsibility.objects.create(person=person, role=role, **_scope(role, account, partnership))


def _scope(role: str, account: dict, partnership: Partnership) -> dict:
    """What a role answers for: the account's own organisation or team, or the partnership."""
    match Role(role):
        case Role.WORKFORCE_LEAD:
            return {"organisation": Organisation.objects.get(code=account["organisation"].lower())}
        case Role.LINE_MANAGER:
            return {"team": Team.objects.get(code=account["team"].lower())}
        case Role.PARTNERSHIP_LEAD:
            return {"partnership": partnership}
