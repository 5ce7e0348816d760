"""Makes the demonstration site, all in one transaction: it is there whole, or not at all."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from courses.demo import (
    accounts,
    announced,
    bank,
    cases_taken,
    consents,
    content,
    data,
    families,
    films,
    history,
    months,
    northmoor,
    requirements,
    reviews,
    site,
    sources,
    staff,
)
from courses.demo.blocks import BlockMaker
from courses.demo.history import Taking
from courses.demo.library import Library
from courses.demo.past import Chronicler
from courses.demo.services import write_services
from courses.demo.shared import write_shared
from courses.demo.sharing import write_sharing
from courses.pages import CoursePage
from courses.topics import Topic
from learning.people.organisations import Partnership
from learning.people.posts import PracticeGroup
from learning.people.users import User
from learning.records import effects
from learning.records.models import Effect, Enrolment, Event, Version

EVERYONE = 1000
ORGANISATIONS = "northmoor/organisations.yaml"
COURSE_TEAM = "trainer@northmoor.example"


class NotADemonstration(Exception):
    """This command fills a database with invented people, and these are not the demonstration's settings."""


def refuse_elsewhere() -> None:
    if not settings.DEMONSTRATION:
        raise NotADemonstration(
            "This fills a database with invented people, so it runs only with the demonstration's settings. "
            "Use “make demo”, or set DJANGO_SETTINGS_MODULE=learning.settings.demo. Nothing was changed."
        )


def load(*, at: datetime.datetime, port: int, people: int = EVERYONE) -> bool:
    """Load everything, once; False when it is there already. `people` limits how many there are beside the
    accounts. One transaction: after an interruption the database is as it was, and the next begins again.
    """
    refuse_elsewhere()
    if is_loaded():
        return False
    if User.objects.exists():
        raise NotADemonstration(
            "This database holds people already, and Northmoor is not there. Nothing was changed."
        )
    with transaction.atomic():
        Loader(at=at).load(port=port, people=people)
    return True


def is_loaded() -> bool:
    """Northmoor is written in one transaction with everything else, so where it is, all is."""
    return Partnership.objects.filter(code=northmoor.code(data.read(ORGANISATIONS))).exists()


class Loader:
    """The steps of a load, in order. Each needs what the one before wrote."""

    def __init__(self, *, at: datetime.datetime):
        self.rules = data.read(ORGANISATIONS)
        self.at = at
        self.today = timezone.localdate(at)
        self.people_rules = data.read("northmoor/people_rules.yaml")
        self.requirements = data.read("northmoor/requirements.yaml")

    def load(self, *, port: int, people: int) -> None:
        name = self.rules["partnership"]["name"]
        index = site.write_site(address=settings.SITE_URL, port=port, run_by=name, at=self.at)
        staff_plan = _limited(staff.plan(self.rules, self.people_rules, self.today), people)
        partnership = northmoor.write_partnership(self.rules)
        users = northmoor.write_people(
            staff_plan, self.rules, password=settings.DEMONSTRATION_PASSWORD, at=self.at
        )
        accounts.give_roles(self.rules["accounts"], users, partnership)
        library = self._library(partnership, users[COURSE_TEAM])
        families.write_family_films(library.films)
        reviewers = {side: users[email] for side, email in reviews.REVIEWERS.items()}
        courses = content.write_courses(
            index,
            library,
            by=users[COURSE_TEAM],
            reviewers=reviewers,
            expert=users[reviews.EXPERT],
            at=self.at,
        )
        bank.write_bank(library, by=users[COURSE_TEAM])
        requirements.write_requirements(self.requirements, courses, today=self.today)
        announced.write_announced(self.requirements, courses, partnership, users, at=self.at)
        write_sharing(data.read("northmoor/sharing.yaml"), users, today=self.today)
        self._write_past(staff_plan, users, courses, library)
        _publish_before_anyone_joined(courses.values(), at=self.at)
        _finish_effects(at=self.at)
        months.write_months(today=self.today)
        consents.write_consents(library.films, by=users[COURSE_TEAM], at=self.at)

    def _library(self, partnership: Partnership, trainer: User) -> Library:
        rules = data.read("northmoor/services.yaml")
        situations = write_services(rules, partnership, owner=trainer, today=self.today)
        known = sources.write_sources(today=self.today)
        return Library(
            sources=known,
            films=films.write_films(),
            groups={group.code: group for group in PracticeGroup.objects.all()},
            topics={topic.name: topic for topic in Topic.objects.all()},
            questions=data.read("content/quiz_questions.json")["questions"],
            blocks=BlockMaker(known, situations),
        )

    def _write_past(
        self,
        people: list[staff.PlannedPerson],
        users: dict[str, User],
        courses: dict[str, CoursePage],
        library: Library,
    ) -> None:
        parts = {code: content.parts_of(course, library) for code, course in courses.items()}
        numbers = {code: list(below) for code, below in parts.items()}
        chronicler = Chronicler(courses, parts, users)
        for taking in history.stories(data.read("northmoor/stories.yaml"), self.today):
            chronicler.write(taking)
        others = history.colleagues(
            people, self.people_rules, self.requirements["requirements"], numbers, self.today
        )
        in_full, in_short = _some_of_each(others, self.people_rules["learning"]["with_attempts"])
        for taking in in_full:
            chronicler.write(taking)
        chronicler.write_many(in_short)
        rules = data.read("northmoor/shared.yaml")
        write_shared(rules, parts[rules["course"]][rules["part"]], today=self.today)
        self._write_cases_taken(parts)

    def _write_cases_taken(self, parts: dict[str, dict]) -> None:
        rules = data.read("northmoor/cases_taken.yaml")
        accounts_of = {account["email"] for account in self.rules["accounts"]}
        for name, write in (
            ("two_sides", cases_taken.write_sittings),
            ("answered", cases_taken.write_answers),
        ):
            page = parts[rules[name]["course"]][rules[name]["part"]]
            write(rules[name], page, but=accounts_of)


def _limited(people: list[staff.PlannedPerson], limit: int) -> list[staff.PlannedPerson]:
    """The accounts, and so many of the others, taken evenly."""
    own = [person for person in people if person.account]
    others = [person for person in people if not person.account]
    step = max(len(others) // limit, 1) if limit else len(others) + 1
    return own + others[::step][:limit]


def _some_of_each(takings: list[Taking], count: int) -> tuple[list[Taking], list[Taking]]:
    """So many completed first takings of each course, whose attempts are written too; and all the others."""
    completed = [taking for taking in takings if taking.completed_on and taking.period == 1]
    chosen = [
        taking
        for course in dict.fromkeys(taking.course for taking in completed)
        for taking in [each for each in completed if each.course == course][:count]
    ]
    return chosen, [taking for taking in takings if taking not in chosen]


def _publish_before_anyone_joined(courses: Iterable[CoursePage], *, at: datetime.datetime) -> None:
    """Certificates say which version of a course they are for, and when that came out: before they were earned."""
    for course in courses:
        joined_at = Enrolment.objects.on(course).aggregate(first=Min("enrolled_at"))["first"] or at
        opened_at = joined_at - datetime.timedelta(days=1)
        Version.objects.filter(course=course).update(published_at=opened_at)
        Event.objects.filter(verb=Event.Verb.PUBLISHED, page=course).update(happened_at=opened_at)
        reviews.move_before(course, opened_at)
        course.get_descendants(inclusive=True).live().update(
            first_published_at=opened_at, last_published_at=opened_at
        )


def _finish_effects(*, at: datetime.datetime) -> None:
    """Mail about the past was sent in the past: nobody gets three hundred letters today."""
    for effect in Effect.objects.waiting():
        effects.finish(effect, at=at)
