"""What Northmoor's organisations require of whom, in the database."""

import datetime

from courses.pages import CoursePage
from learning.people.organisations import Organisation, Team
from learning.people.posts import PracticeGroup
from learning.workforce.models import Requirement

DAY = datetime.timedelta(days=1)


def write_requirements(rules: dict, courses: dict[str, CoursePage], *, today: datetime.date) -> None:
    """Each row of requirements.yaml, with its defaults, checked as an administrator's form would be."""
    writer = Writer(rules["defaults"], courses, today)
    for rule in rules["requirements"]:
        writer.write(rule)


class Writer:
    """Knows the organisations, teams, groups and courses by their codes."""

    def __init__(self, defaults: dict, courses: dict[str, CoursePage], today: datetime.date):
        self.defaults = defaults
        self.courses = courses
        self.today = today
        self.organisations = {each.code: each for each in Organisation.objects.all()}
        self.teams = {each.code: each for each in Team.objects.all()}
        self.groups = {each.code: each for each in PracticeGroup.objects.all()}

    def write(self, rule: dict) -> None:
        requirement = Requirement(
            organisation=self.organisations[rule["organisation"].lower()],
            course=self.courses[rule["course"]].page_ptr,
            kind=rule["kind"],
            effective_from=self.today + rule["effective_from_days"] * DAY,
            **{name: rule.get(name, usual) for name, usual in self.defaults.items()},
        )
        requirement.practice_groups = [self.groups[code] for code in rule["groups"]]
        requirement.teams = teams = [self.teams[code.lower()] for code in rule.get("teams", [])]
        requirement.full_clean()
        requirement.refuse_teams_elsewhere(teams)
        requirement.save()
        requirement.save_revision(clean=False)  # what an administrator's first change is compared with
