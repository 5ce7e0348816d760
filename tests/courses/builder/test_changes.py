"""Adding to a course and putting it in order."""

import pytest
from wagtail.models import Page

from courses.builder import changes
from courses.builder.places import Refused
from courses.models import LessonPage
from learning.records import records
from learning.records.models import Completion, Version
from quizzes.models import QuizPage
from tests.courses.builder.conftest import plant
from tests.factories import UserFactory


@pytest.fixture
def step(writer):
    """step(built, "A", up=True)"""

    def go(built, title, *, up, seen=None):
        seen = seen or built.order()
        return changes.step(course=built.course, key=built[title].pk, up=up, seen=seen, by=writer)

    return go


@pytest.fixture
def move(writer):
    """move(built, "A", before="C") or into="Two"."""

    def go(built, title, seen=None, **where):
        keys = {name: built[other].pk for name, other in where.items()}
        return changes.move(
            course=built.course, key=built[title].pk, seen=seen or built.order(), by=writer, **keys
        )

    return go


# Adding


def test_a_module_is_added_last_as_a_draft_of_whoever_added_it(built, writer):
    module = changes.add_module(course=built.course, title="Three", by=writer)
    assert built.titles()[-1] == "Three"
    assert (module.live, module.owner, module.latest_revision.user) == (False, writer, writer)


@pytest.mark.parametrize(
    ("after", "titles"),
    [
        (None, ["One", "  A", "  B", "  New", "Two", "  C"]),
        ("A", ["One", "  A", "  New", "  B", "Two", "  C"]),
    ],
)
def test_a_part_is_added_at_a_place(after, titles, built, writer):
    key = built[after].pk if after else None
    part = changes.add_part(
        course=built.course, kind=LessonPage, title="New", module=built["One"].pk, after=key, by=writer
    )
    assert built.titles() == titles
    assert (type(part), part.live) == (LessonPage, False)


@pytest.mark.parametrize(("module", "after"), [("A", None), ("One", "C"), ("gone", None), ("One", "gone")])
def test_a_part_is_not_added_where_there_is_no_place(module, after, built, writer):
    keys = {title: page.pk for title, page in built.pages.items()} | {"gone": 10**6, None: None}
    before = built.titles()
    with pytest.raises(Refused, match="no longer in this course"):
        changes.add_part(
            course=built.course, kind=QuizPage, title="New", module=keys[module], after=keys[after], by=writer
        )
    assert built.titles() == before


def test_two_parts_may_have_one_title(built, writer):
    titles = {
        changes.add_part(
            course=built.course, kind=LessonPage, title="A", module=built["One"].pk, after=None, by=writer
        ).slug
        for _ in range(2)
    }
    assert titles == {"a-2", "a-3"}


# One place up or down


@pytest.mark.parametrize(
    ("title", "up", "titles"),
    [
        ("B", True, ["One", "  B", "  A", "Two", "  C"]),
        ("A", False, ["One", "  B", "  A", "Two", "  C"]),
        ("B", False, ["One", "  A", "Two", "  B", "  C"]),
        ("C", True, ["One", "  A", "  B", "  C", "Two"]),
        ("Two", True, ["Two", "  C", "One", "  A", "  B"]),
        ("One", False, ["Two", "  C", "One", "  A", "  B"]),
    ],
)
def test_a_page_goes_one_place_up_or_down_and_across_modules(title, up, titles, built, step):
    assert step(built, title, up=up).pk == built[title].pk
    assert built.titles() == titles


def test_a_part_goes_into_an_empty_module_below(course, step):
    built = plant(course, {"One": ["lesson A"], "Two": []})
    step(built, "A", up=False)
    assert built.titles() == ["One", "Two", "  A"]


@pytest.mark.parametrize(("title", "up"), [("A", True), ("C", False), ("One", True), ("Two", False)])
def test_what_is_first_or_last_stays(title, up, built, step):
    before = built.titles()
    with pytest.raises(Refused, match=f"“{title}” is the (first|last) already"):
        step(built, title, up=up)
    assert built.titles() == before


# To a place


@pytest.mark.parametrize(
    ("title", "where", "titles"),
    [
        ("C", {"before": "A"}, ["One", "  C", "  A", "  B", "Two"]),
        ("A", {"into": "Two"}, ["One", "  B", "Two", "  C", "  A"]),
        ("A", {"into": "One"}, ["One", "  B", "  A", "Two", "  C"]),
        ("Two", {"before": "One"}, ["Two", "  C", "One", "  A", "  B"]),
        ("A", {"before": "A"}, ["One", "  A", "  B", "Two", "  C"]),
    ],
)
def test_a_page_goes_before_another_or_to_the_end_of_a_module(title, where, titles, built, move):
    move(built, title, **where)
    assert built.titles() == titles


def test_a_module_goes_to_the_end_of_the_course(built, writer):
    changes.move(
        course=built.course, key=built["One"].pk, into=built.course.pk, seen=built.order(), by=writer
    )
    assert built.titles() == ["Two", "  C", "One", "  A", "  B"]


@pytest.mark.parametrize(
    ("title", "where"),
    [("A", {"before": "Two"}), ("One", {"before": "C"}), ("One", {"into": "Two"}), ("A", {"into": "C"})],
)
def test_a_page_does_not_go_where_its_kind_has_no_place(title, where, built, move):
    before = built.titles()
    with pytest.raises(Refused, match="does not go there"):
        move(built, title, **where)
    assert built.titles() == before


def test_the_course_itself_is_not_moved(built, writer):
    with pytest.raises(Refused):
        changes.step(course=built.course, key=built.course.pk, up=True, seen=built.order(), by=writer)


def test_a_page_of_another_course_is_neither_moved_nor_a_place(built, make_other, writer):
    other = make_other()
    for keys in (
        {"key": other["D"].pk, "into": built["One"].pk},
        {"key": built["A"].pk, "into": other["Three"].pk},
    ):
        with pytest.raises(Refused, match="no longer in this course"):
            changes.move(course=built.course, seen=built.order(), by=writer, **keys)
    assert built.titles() == ["One", "  A", "  B", "Two", "  C"]
    assert other.titles() == ["Three", "  D"]


# Two people at once


def test_a_course_that_was_rearranged_meanwhile_is_left_as_it_is(built, step, move):
    seen = built.order()
    step(built, "A", up=False)
    for try_again in (
        lambda: step(built, "C", up=True, seen=seen),
        lambda: move(built, "C", seen, into="One"),
    ):
        with pytest.raises(Refused, match="Someone else rearranged this course"):
            try_again()
    assert built.titles() == ["One", "  B", "  A", "Two", "  C"]


def test_a_part_that_was_deleted_meanwhile_is_missed_and_nothing_moves(built, step):
    seen = built.order()
    Page.objects.get(pk=built["A"].pk).delete()
    with pytest.raises(Refused, match="Someone else rearranged this course"):
        step(built, "B", up=True, seen=seen)
    assert built.titles() == ["One", "  B", "Two", "  C"]


# Addresses and records


def test_a_part_that_meets_its_own_address_in_another_module_takes_a_free_one(course, writer, move):
    built = plant(course, {"One": ["lesson A"], "Two": []})
    twin = changes.add_part(
        course=course, kind=LessonPage, title="A", module=built["Two"].pk, after=None, by=writer
    )
    move(built, "A", into="Two")
    moved = LessonPage.objects.get(pk=built["A"].pk)
    assert (twin.slug, moved.slug) == ("a", "a-2")
    assert moved.url_path == f"{twin.get_parent().url_path}a-2/"
    moved.get_latest_revision().publish()
    assert LessonPage.objects.get(pk=moved.pk).slug == "a-2"


def test_records_stay_with_a_part_that_is_moved_and_no_version_is_made(built, move, learner, now):
    records.enrol(learner=learner, course=built.course, by=learner, at=now)
    records.complete(learner=learner, activity=built["A"], by=learner, at=now)
    versions = Version.objects.count()
    move(built, "A", into="Two")
    assert list(Completion.objects.values_list("activity", flat=True)) == [built["A"].pk]
    assert Version.objects.count() == versions


# Minutes


def test_minutes_are_written_into_the_draft_alone(built, writer):
    changes.set_minutes(course=built.course, key=built["A"].pk, minutes=7, by=writer)
    lesson = LessonPage.objects.get(pk=built["A"].pk)
    assert (lesson.minutes, lesson.get_latest_revision_as_object().minutes) == (10, 7)
    assert lesson.latest_revision.user == writer


def test_minutes_of_a_part_that_someone_else_holds_are_left(built, writer):
    Page.objects.filter(pk=built["A"].pk).update(locked=True, locked_by=UserFactory())
    with pytest.raises(Refused, match="“A” is locked by someone else"):
        changes.set_minutes(course=built.course, key=built["A"].pk, minutes=7, by=writer)
    assert built.draft("A").minutes == 10


def test_a_module_has_no_minutes_of_its_own(built, writer):
    with pytest.raises(Refused):
        changes.set_minutes(course=built.course, key=built["One"].pk, minutes=7, by=writer)
