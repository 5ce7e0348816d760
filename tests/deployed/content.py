"""What is on the site that deploy/ serves: a case with a film, a lead with a file of people, and those who may have neither."""

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from learning.people.roles import TRAINERS
from learning.records.worker import work_once
from learning.site.tree import plant_home
from learning.workforce.files.asking import ask_for_file
from tests.casestudies import factories
from tests.factories import PostFactory, RequirementFactory, UserFactory, WorkforceLeadFactory

POSTS = 40


def write() -> dict:
    """Addresses, where private files are stored, and the session of each person. Nobody has a password, for which production's
    hash would take a second.
    """
    course = factories.plant_course(
        plant_home(title="Think Family Learning", site_name="Think Family Learning")
    )
    case = factories.case(course)
    learner, stranger = (UserFactory(password=None) for _ in range(2))
    factories.join(learner, course)
    trainer = UserFactory(password=None)
    trainer.groups.add(Group.objects.get(name=TRAINERS))
    lead, file = _people(course)
    people = {"learner": learner, "stranger": stranger, "trainer": trainer, "lead": lead}
    return {
        "film": f"/case-studies/{case.pk}/film/file/",
        "film_stored_as": case.film.file.name,
        "file": f"/workforce/files/{file.pk}/",
        "file_stored_as": file.stored_as,
        "sessions": {name: session_of(person) for name, person in people.items()},
    }


def _people(course):
    """A lead, the posts of the organisation, whose figures are kept, and a file of them that the worker made."""
    lead = WorkforceLeadFactory(person=UserFactory(password=None)).person
    organisation = lead.responsibilities.get().organisation
    RequirementFactory(organisation=organisation, course=course)
    for number in range(POSTS):
        PostFactory(organisation=organisation, person=UserFactory(name=f"Post {number:02}", password=None))
    call_command("rebuild_rollups", verbosity=0)
    now = timezone.now()
    file = ask_for_file(by=lead, filters={}, at=now, today=timezone.localdate(now))
    assert work_once(worker="content", is_long=True)
    return lead, file


def session_of(person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value
