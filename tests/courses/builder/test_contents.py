"""What the builder knows of a course."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail_factories import ImageFactory

from courses.builder.contents import contents
from courses.builder.states import State
from learning.people.roles import TRAINERS
from tests.casestudies import factories as cases
from tests.courses import factories as courses
from tests.courses.builder.conftest import plant
from tests.factories import PracticeGroupFactory, UserFactory
from tests.quizzes.factories import question


@pytest.fixture
def see(writer, now):
    return lambda course: contents(course, person=writer, on=now.date())


def part(found, title):
    return next(part for part in found.parts if part.title == title)


def test_a_course_is_shown_in_its_order(see, built):
    found = see(built.course)
    assert [(module.title, [part.title for part in module.parts]) for module in found.modules] == [
        ("One", ["A", "B"]),
        ("Two", ["C"]),
    ]
    assert found.course.title == built.course.title


def test_pages_of_another_course_are_not_shown(see, built):
    other = plant(courses.CoursePageFactory(parent=built.course.get_parent()), {"Three": ["lesson D"]})
    assert [part.title for part in see(other.course).parts] == ["D"]
    assert [part.title for part in see(built.course).parts] == ["A", "B", "C"]


def test_what_is_shown_is_the_latest_draft(see, built):
    draft = built["A"]
    draft.title, draft.minutes = "A anew", 25
    draft.save_revision()
    found = part(see(built.course), "A anew")
    assert (found.page.minutes, found.state) == (25, State.CHANGED)


def test_a_draft_brings_what_it_points_to(see, built):
    case = built["B"]
    case.film = cases.film()
    case.messages_sources = [courses.SourceFactory(code="S1"), courses.SourceFactory(code="S2")]
    case.save_revision(clean=False)
    page = part(see(built.course), "B").page
    assert page.film == case.film
    assert {source.code for source in page.messages_sources.all()} == {"S1", "S2"}


def test_a_source_that_has_gone_is_gone_from_the_draft(see, built):
    source = courses.SourceFactory()
    case = built["B"]
    case.messages_sources = [source]
    case.save_revision(clean=False)
    source.delete()
    assert list(part(see(built.course), "B").page.messages_sources.all()) == []


def test_a_page_that_was_never_saved_in_the_editor_is_shown_as_it_stands(see, built):
    courses.LessonPageFactory(parent=built["Two"], title="D", minutes=3)
    assert part(see(built.course), "D").page.minutes == 3


# States


def test_a_page_that_was_never_published_is_a_draft(see, built):
    built.course.add_child(instance=courses.ModulePageFactory.build(title="Three", live=False))
    assert see(built.course).modules[2].state == State.DRAFT


def test_a_page_with_nothing_since_is_live(see, built):
    built["A"].get_latest_revision().publish()
    assert part(see(built.course), "A").state == State.LIVE


def test_a_page_that_was_taken_down_says_so(see, built):
    built["A"].get_latest_revision().publish()
    built["A"].refresh_from_db()
    built["A"].unpublish()
    assert part(see(built.course), "A").state == State.TAKEN_DOWN


@pytest.fixture
def review(db):
    """A review of one step by trainers."""
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(Group.objects.get(name=TRAINERS))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def test_a_page_in_review_says_so_whatever_else_it_is(see, built, writer, review):
    review.start(built["A"], writer)
    assert part(see(built.course), "A").state == State.IN_REVIEW
    assert part(see(built.course), "B").state == State.CHANGED


@pytest.mark.parametrize(("by_oneself", "is_locked"), [(True, False), (False, True)])
def test_a_page_is_locked_when_someone_else_holds_it(by_oneself, is_locked, see, built, writer):
    page = built["A"]
    page.locked, page.locked_by = True, writer if by_oneself else UserFactory()
    page.save()
    assert part(see(built.course), "A").is_locked is is_locked


# Order and minutes


def test_only_the_first_and_the_last_cannot_go_further(see, built):
    found = see(built.course)
    able = {item.title: (item.can_rise, item.can_sink) for item in (*found.modules, *found.parts)}
    assert able == {
        "One": (False, True),
        "Two": (True, False),
        "A": (False, True),
        "B": (True, True),
        "C": (True, False),
    }


def test_a_part_below_an_empty_module_can_go_into_it(see, course):
    found = see(plant(course, {"One": [], "Two": ["lesson A"], "Three": []}).course)
    assert [(found.parts[0].can_rise, found.parts[0].can_sink)] == [(True, True)]


def test_minutes_add_up_and_say_whether_the_course_says_the_same(see, built):
    found = see(built.course)
    assert (found.minutes, found.modules[0].minutes) == (30, 20)
    assert found.minutes_differ
    built.course.minutes = 30
    built.course.save_revision()
    assert not see(built.course).minutes_differ


def test_an_empty_course_has_no_minutes_to_differ(see, course):
    found = see(course)
    assert (found.modules, found.minutes_differ) == ([], False)


def test_minutes_far_from_the_estimate_come_with_a_suggestion(see, built):
    quiz = built["C"]
    assert part(see(built.course), "C").suggested == 1
    quiz.minutes = 1
    quiz.save_revision()
    assert part(see(built.course), "C").suggested is None


def choose_everything(lesson, case, quiz, now) -> None:
    """Write what each part may choose from elsewhere: sources, pictures, films, staff groups, other pages."""
    source = courses.SourceFactory(review_on=now.date() - datetime.timedelta(days=1))
    picture = ImageFactory()
    lesson.body = [
        ("key_fact", {"text": "One in four.", "sources": [source]}),
        ("picture", {"image": picture, "description": "A house"}),
    ]
    case.film = cases.real_film()
    cases.agree(cases.person_in(case.film))
    case.messages_sources = [source]
    group = PracticeGroupFactory()
    case.seed_perspectives = [("perspective", cases.perspective(group, "adult", "I would ring.", ""))]
    voice = {"who": "Hannah", "practice_group": group, "starts": ["0:00"]}
    case.moments = [("moment", {"title": "The visit", "at": "0:00"})]
    case.voices = [("film", voice | {"film": cases.film(title="Hannah")})]
    case.pause_points = [cases.pause_at("0:20", question("Who?", sources=[source], lesson=lesson))]
    quiz.questions = [question("What now?", sources=[source], lesson=lesson)]
    for page in (lesson, case, quiz):
        page.save_revision(clean=False)


def test_a_course_takes_as_many_queries_for_many_parts_as_for_one_of_each_kind(see, built, catalogue, now):
    many = plant(
        courses.CoursePageFactory(parent=catalogue),
        {f"Module {n}": [f"lesson L{n}", f"case K{n}", f"quiz Q{n}"] for n in range(4)},
    )
    choose_everything(built["A"], built["B"], built["C"], now)
    for n in range(4):
        choose_everything(many[f"L{n}"], many[f"K{n}"], many[f"Q{n}"], now)
    assert _count(see, many.course) == _count(see, built.course)
    overdue = [part.title for part in see(many.course).parts if "was due to be checked" in str(part.warnings)]
    assert overdue == [part.title for part in see(many.course).parts]


def _count(see, course) -> int:
    see(course)
    with CaptureQueriesContext(connection) as captured:
        see(course)
    return len(captured)
