"""Writes a planned partnership, by the hundred thousand rows, and lets the figures be counted at once.

What the pages of courses and figures read is there: certificates with their enrolments, and a lesson in each course that can
be completed. Single completions and events of the past are not. Nobody has a password.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count, islice, product
from random import Random

from dateutil.relativedelta import relativedelta
from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from courses.catalogue import CourseIndexPage
from courses.lessons import LessonPage
from courses.modules import ModulePage
from courses.pages import CoursePage
from courses.scale.plan import Plan, PlannedPerson, PlannedPost, sizes
from learning.people.job_roles import make_job_roles
from learning.people.organisations import Organisation, Partnership, Team
from learning.people.posts import Absence, Post, PracticeGroup
from learning.people.responsibilities import Responsibility
from learning.people.roles import Role
from learning.people.users import User
from learning.records import records
from learning.records.certificates import CODE_ALPHABET, CODE_LENGTH, Certificate, CertificateName
from learning.records.enrolments import Enrolment
from learning.records.versions import Version
from learning.site.tree import plant_home
from learning.workforce.requirements import NEVER_REQUIRED, Requirement
from learning.workforce.rollups import rebuilding, triggers
from learning.workforce.rollups.copying import write_many
from learning.workforce.sharing import agreeing

CODE = "scale"
CHUNK = 1000
MONTHS = 36
LEVELS = 3
FILLED = (User, Post, Absence, Enrolment, Certificate, CertificateName)
PAIRS = ["".join(pair) for pair in product(CODE_ALPHABET, repeat=2)]
PAGE_BODY = [("paragraph", {"html": "<p>Ask everybody in the family.</p>", "sources": []})]


class NotEmpty(Exception):
    """The database holds people who were not seeded."""


def seed(
    *,
    staff: int,
    courses: int,
    seed: int,
    at: datetime.datetime,
    organisations: int | None = None,
    say: Callable[[str], object] = lambda words: None,
) -> bool:
    """Fill an empty database; False when one was filled before. Nothing is written, or all of it; then it is counted."""
    if Partnership.objects.filter(code=CODE).exists():
        return False
    if User.objects.exists():
        raise NotEmpty(
            "There are people in this database already, and they were not seeded. Nothing was changed."
        )
    today = timezone.localdate(at)
    with transaction.atomic(), triggers.off(connection):
        Seeder(courses=courses, seed=seed, at=at, say=say).write(sizes(staff, organisations))
    rebuilding.rebuild(list(Organisation.objects.in_order()), today=today, say=say)
    return True


class Seeder:
    def __init__(self, *, courses: int, seed: int, at: datetime.datetime, say: Callable[[str], object]):
        self.seed, self.at, self.today, self.say = seed, at, timezone.localdate(at), say
        self.keys = {model: count(1) for model in FILLED}
        self.dice = Random(seed)  # noqa: S311  a die, not a secret
        self.groups = list(PracticeGroup.objects.exclude(code=NEVER_REQUIRED).order_by("pk"))
        self.courses = self._courses(courses)
        self.versions = {
            course.pk: records.publish_version(course=course, by=None, at=at) for course in self.courses
        }
        Version.objects.update(published_at=at - datetime.timedelta(days=4000))
        self.password = make_password(None)
        self.roles: dict[int, list[int]] = {}

    def _courses(self, number: int) -> list[CoursePage]:
        """Each with a module and a lesson."""
        home = plant_home(title="Think Family Learning", site_name="Think Family Learning")
        index = home.add_child(instance=CourseIndexPage(title="Courses", slug="courses"))
        return [self._course(index, each + 1) for each in range(number)]

    def _course(self, index: CourseIndexPage, number: int) -> CoursePage:
        course = CoursePage(title=f"Course {number}", minutes=60, certificate_months=MONTHS, is_joint=False)
        index.add_child(instance=course)
        module = course.add_child(instance=ModulePage(title="Module 1"))
        module.add_child(instance=LessonPage(title=f"Lesson of course {number}", minutes=60, body=PAGE_BODY))
        return course

    def write(self, staff: list[int]) -> None:
        partnership = Partnership.objects.create(code=CODE, name="Partnership of many")
        for number, size in enumerate(staff, start=1):
            organisation = Organisation.objects.create(
                partnership=partnership,
                code=f"{CODE}-{number}",
                name=f"Organisation {number}",
                kind=Organisation.Kind.NHS_TRUST,
            )
            self._write_organisation(organisation, number, size)
            self.say(f"{organisation}: {size} staff")
        for model in FILLED:
            self._go_on_after(model)
        self._give_roles(partnership)

    def _write_organisation(self, organisation: Organisation, number: int, size: int) -> None:
        plan = Plan(
            number, size, courses=len(self.courses), groups=len(self.groups), seed=self.seed, today=self.today
        )
        teams = self._write_teams(organisation, plan)
        names = [f"{group}, level {level + 1}" for group in self.groups for level in range(LEVELS)]
        made = make_job_roles(organisation=organisation, names=names)
        self.roles[organisation.pk] = [made[name].pk for name in names]
        self._write_requirements(organisation, plan)
        people = plan.people()
        while chunk := list(islice(people, CHUNK)):
            self._write_people(organisation, teams, chunk)

    def _write_teams(self, organisation: Organisation, plan: Plan) -> list[Team]:
        """By their paths in the tree, since adding thousands one by one asks for each what is there."""
        last = Team.objects.filter(depth=1).order_by("path").last()
        root = Team._str2int(last.path) if last else 0
        below = [0] * len(plan.teams)
        teams: list[Team] = []
        for number, planned in enumerate(plan.teams):
            if planned.above is None:
                root += 1
                path = Team._get_path("", 1, root)
            else:
                below[planned.above] += 1
                above = teams[planned.above]
                path = Team._get_path(above.path, above.depth + 1, below[planned.above])
            teams.append(
                Team(
                    organisation=organisation,
                    code=f"{organisation.code}-{number}",
                    name=planned.name,
                    path=path,
                    depth=len(path) // Team.steplen,
                )
            )
        for team, number in zip(teams, below, strict=True):
            team.numchild = number
        return Team.objects.bulk_create(teams, batch_size=500)

    def _write_requirements(self, organisation: Organisation, plan: Plan) -> None:
        for planned in plan.requirements:
            requirement = Requirement(
                organisation=organisation,
                course=self.courses[planned.course].page_ptr,
                kind=planned.kind,
                first_due_days=90,
                refresh_months=planned.refresh_months,
                effective_from=planned.effective_from,
            )
            requirement.practice_groups = [self.groups[number] for number in planned.groups]
            requirement.save()

    def _write_people(
        self, organisation: Organisation, teams: list[Team], people: list[PlannedPerson]
    ) -> None:
        keys = [next(self.keys[User]) for _ in people]
        write_many(
            User,
            ["id", "email", "name", "password", "is_active", "is_superuser", "created_at"],
            (
                (key, f"person{key}@{CODE}.example", one.name, self.password, True, False, self.at)
                for key, one in zip(keys, people, strict=True)
            ),
        )
        self._write_posts(organisation, teams, list(zip(keys, people, strict=True)))
        self._write_certificates(list(self._certificates(zip(keys, people, strict=True))))

    def _write_posts(
        self, organisation: Organisation, teams: list[Team], people: Iterable[tuple[int, PlannedPerson]]
    ) -> None:
        posts = [(next(self.keys[Post]), key, post) for key, person in people for post in person.posts]
        write_many(
            Post,
            [
                *("id", "person", "organisation", "team", "practice_group", "service_side"),
                *("is_primary", "starts_on", "ends_on", "job_role"),
            ],
            (
                (key, person, organisation.pk, teams[post.team].pk, group.pk, group.service_side or "adult")
                + (post.is_primary, post.starts_on, post.ends_on, self._role(organisation, post))
                for key, person, post in posts
                for group in [self.groups[post.group]]
            ),
        )
        write_many(
            Absence,
            ["id", "organisation", "post", "kind", "starts_on", "ended_on"],
            (
                (next(self.keys[Absence]), organisation.pk, key, *post.away)
                for key, _, post in posts
                if post.away
            ),
        )

    def _role(self, organisation: Organisation, post: PlannedPost) -> int:
        """One of those of the staff group, by the day on which the post began."""
        return self.roles[organisation.pk][post.group * LEVELS + post.starts_on.toordinal() % LEVELS]

    def _certificates(self, people: Iterable[tuple[int, PlannedPerson]]) -> Iterator[tuple]:
        """Key, person's key and name, course, period and day."""
        for key, person in people:
            for course, days in person.completed.items():
                for period, day in enumerate(days, start=1):
                    yield (next(self.keys[Certificate]), key, person.name, self.courses[course], period, day)

    def _write_certificates(self, rows: list[tuple]) -> None:
        moments = [datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC) for *_, day in rows]
        write_many(
            Enrolment,
            ["id", "learner", "course", "period", "route", "enrolled_at", "completed_at"],
            (
                (key, person, course.pk, period, "full", moment, moment)
                for (key, person, _, course, period, _), moment in zip(rows, moments, strict=True)
            ),
        )
        write_many(
            Certificate,
            [
                *("id", "enrolment", "learner", "course", "version", "course_title", "minutes"),
                *("minutes_participatory", "issuer", "awarded_at", "awarded_on", "expires_on", "code"),
            ],
            (
                (key, key, person, course.pk, self.versions[course.pk].pk, course.title, 60)
                + (0, "Partnership of many", moment, day, _expiry(day), self._code())
                for (key, person, _, course, _, day), moment in zip(rows, moments, strict=True)
            ),
        )
        write_many(
            CertificateName, ["id", "certificate", "name"], ((key, key, name) for key, _, name, *_ in rows)
        )

    def _code(self) -> str:
        return "".join(self.dice.choices(PAIRS, k=CODE_LENGTH // 2))

    def _go_on_after(self, model) -> None:
        """Keys were given here, so PostgreSQL must be told where to go on."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)

    def _give_roles(self, partnership: Partnership) -> None:
        """A lead for each organisation, who shares its counts, a manager of a team in each, and one who leads the partnership."""
        partnership_lead = User.objects.create_user(f"partnership@{CODE}.example", "Pat Partner")
        Responsibility.objects.create(
            person=partnership_lead, role=Role.PARTNERSHIP_LEAD, partnership=partnership
        )
        for organisation in Organisation.objects.in_order():
            lead = User.objects.create_user(f"lead@{organisation.code}.example", f"Lead of {organisation}")
            Responsibility.objects.create(person=lead, role=Role.WORKFORCE_LEAD, organisation=organisation)
            self._share(organisation, lead)
            team = organisation.teams.order_by("path").last()
            manager = User.objects.create_user(
                f"manager@{organisation.code}.example", f"Manager of {team}, {organisation}"
            )
            Responsibility.objects.create(person=manager, role=Role.LINE_MANAGER, team=team)

    def _share(self, organisation: Organisation, lead: User) -> None:
        agreeing.agree(
            organisation=organisation,
            reference=f"SEED-{organisation.pk}",
            starts_on=self.today,
            ends_on=self.today + relativedelta(years=1),
            by=lead,
            at=self.at,
        )


@cache
def _expiry(day: datetime.date) -> datetime.date:
    """Of some thousand days, asked for by the million."""
    return day + relativedelta(months=MONTHS)
