"""The process that accepts a list is killed, and nothing of the list is left behind (reliability R12)."""

import os
import signal

import pytest
from django.db import connection

from learning.people.models import Absence, Post, StaffNumber, User
from learning.workforce.models import AcceptedList, StaffList
from learning.workforce.staff_lists import accepting, keeping, writing
from tests.factories import TeamFactory, WorkforceLeadFactory
from tests.workforce.staff_lists.factories import a_compared_list
from tests.workforce.staff_lists.files import someone
from tests.workforce.world import NOW

# After people and numbers; after posts; after all but what is kept of the list.
PLACES = [(writing, "_posts"), (writing, "_move"), (keeping, "forget_content")]


def kept() -> list[int]:
    return [model.objects.count() for model in (User, StaffNumber, Post, Absence, AcceptedList)]


def killed_at(module, name: str, brought: StaffList, lead: User) -> None:
    """Accept it in a process of its own, which is killed where it comes to a function."""
    connection.close()
    child = os.fork()
    if not child:
        setattr(module, name, lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL))
        accepting.accept(brought, digest=brought.digest, by=lead, at=NOW)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


@pytest.mark.django_db(transaction=True)
def test_a_list_whose_accepting_is_killed_leaves_nothing_and_can_be_accepted_afterwards():
    leading = WorkforceLeadFactory()
    TeamFactory(organisation=leading.organisation, name="Quayside")
    rows = [someone(number, away="Sick", away_from="01/02/2026") for number in range(1, 41)]
    brought = a_compared_list(leading.person, rows)
    before = kept()
    for module, name in PLACES:
        killed_at(module, name, brought, leading.person)
        assert kept() == before
    accepting.accept(brought, digest=brought.digest, by=leading.person, at=NOW)
    assert kept() == [before[0] + 40, 40, 40, 40, 1]
