"""Ways through cases in the demonstration: enough that trainers and leads see figures."""

import datetime

import pytest

from casestudies.exchange.figures import figures
from casestudies.models import CaseStudyPage, TwoSidedCasePage
from casestudies.two_sides.figures import tables_of
from courses.demo import cases_taken, data
from learning.people.models import Organisation, PracticeGroup
from learning.people.sides import Side
from learning.records import past
from tests.factories import PostFactory

RULES = data.read("northmoor/cases_taken.yaml")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def taken(demonstration):
    """taken(page, group, side): eighteen people of a staff group who have completed its course."""

    def people(page, group: str, side: Side) -> None:
        at, course = demonstration.at - 90 * DAY, page.course_page().specific
        posts = [
            PostFactory(
                practice_group=PracticeGroup.objects.get(code=group),
                service_side=side,
                organisation=Organisation.objects.get(code="nch"),
            )
            for _ in range(18)
        ]
        parts = [(part, at + 20 * DAY) for part in course.activities().specific()]
        past.bring_in(
            [past.Past(learner=post.person, course=course, enrolled_at=at, parts=parts) for post in posts]
        )

    return people


def test_trainers_see_what_people_of_both_sides_chose(taken):
    page = TwoSidedCasePage.objects.get()
    for side, group in RULES["two_sides"]["groups"].items():
        taken(page, group, Side(side))
    cases_taken.write_sittings(RULES["two_sides"], page, but=set())
    tables = tables_of(page)
    assert all(table.people >= 12 for table in tables)
    assert all(any(line.shown for line in table.lines) for table in tables)


def test_a_lead_sees_how_a_case_is_answered(taken, account, demonstration):
    page = CaseStudyPage.objects.get(title__contains="They’re no bother")
    taken(page, "hv", Side.WHOLE_FAMILY)
    rules = RULES["answered"] | {"people": 18}
    cases_taken.write_answers(rules, page, but=set())
    [case] = figures(account("lead"), today=demonstration.today)
    assert case.published.total.answered >= 18
