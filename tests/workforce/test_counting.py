"""From standings to numbers. No database: standings are written down as they would be read."""

from operator import attrgetter

import pytest

from learning.workforce.counting import EMPTY, Count, Level, asked_once, cell, lapsing, once_a_person, table
from learning.workforce.standings import PostStanding
from learning.workforce.statuses import Standing, Status
from tests.workforce.factories import DAY, ON


def stands(status: Status, *, person: int = 1, post: int | None = None, until=None, why="", **facts):
    """One post's standing. A post of its own for each person, unless it is told."""
    defaults = {
        "organisation_id": 1,
        "team_id": 1,
        "practice_group_id": 1,
        "job_role_id": None,
        "side": "adult",
        "is_primary": True,
        "course_id": 1,
        "requirement_id": 1,
        "kind": "mandatory",
        "target_pct": 90,
        "amber_margin": 10,
        "grace_counts": False,
    }
    standing = Standing(status, until=until, why=why)
    return PostStanding(post_id=post or person, person_id=person, standing=standing, **defaults | facts)


def many(done: int, due: int, **facts) -> list[PostStanding]:
    return [
        stands(Status.COMPLIANT if number < done else Status.NEVER, person=number, post=number + 1, **facts)
        for number in range(due)
    ]


# Numbers


@pytest.mark.parametrize(
    ("done", "due", "shown"),
    [
        (52, 58, "89.7"),
        (8, 10, "80.0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 16, "6.3"),
        (3, 16, "18.8"),
        (0, 7, "0.0"),
        (7, 7, "100.0"),
    ],
)
def test_a_percentage_has_one_decimal_and_halves_are_rounded_up(done, due, shown):
    count = cell(many(done, due)).count
    assert (str(count.percentage), count.words) == (shown, f"{done} of {due}")


def test_with_nobody_due_there_is_no_percentage_and_no_target():
    count = cell([stands(Status.IN_GRACE, why="new_starter")]).count
    assert (count.percentage, count.level, count.words) == (None, Level.NONE, "0 of 0")
    assert (count.target_pct, count.amber_margin) == (None, None)
    assert EMPTY.count == Count()


@pytest.mark.parametrize(
    ("done", "level"),
    [(900, "on_target"), (899, "close"), (800, "close"), (799, "below"), (0, "below")],
)
def test_a_level_is_on_target_close_or_below_by_target_and_margin(done, level):
    assert cell(many(done, 1000)).count.level == level


def test_a_level_goes_by_the_percentage_that_is_shown():
    count = cell(many(2249, 2500)).count
    assert (str(count.percentage), count.level) == ("90.0", Level.ON_TARGET)


def test_a_cell_of_several_targets_shows_the_strictest_of_those_who_are_due():
    lenient = many(1, 2, target_pct=60, amber_margin=5)
    strict = stands(Status.NEVER, person=8, target_pct=85, amber_margin=10)
    stricter = stands(Status.NEVER, person=9, target_pct=85, amber_margin=5)
    left_out = stands(Status.EXEMPT, person=10, target_pct=99, amber_margin=0, why="maternity")
    count = cell([*lenient, strict, stricter, left_out]).count
    assert (count.target_pct, count.amber_margin) == (85, 5)


def test_who_is_left_out_is_told_by_reason():
    members = [
        stands(Status.COMPLIANT),
        stands(Status.EXEMPT, person=2, why="maternity"),
        stands(Status.EXEMPT, person=3, why="maternity"),
        stands(Status.IN_GRACE, person=4, why="returner"),
    ]
    found = cell(members)
    assert found.count.left_out == {"maternity": 2, "returner": 1}
    assert found.count.words == "1 of 1"
    assert (found.counted, found.left_out) == (members[:1], members[1:])


def test_people_who_still_have_time_count_where_the_requirement_says_so():
    members = [stands(Status.COMPLIANT), stands(Status.IN_GRACE, person=2, why="returner", grace_counts=True)]
    found = cell(members)
    assert (found.count.words, found.count.in_grace, found.count.left_out) == ("1 of 2", 1, {})
    assert found.counted == members


def test_each_status_has_its_number_and_they_add_up_to_those_due():
    members = [
        stands(status, person=person)
        for person, status in enumerate(("compliant", "expiring", "expiring", "overdue", "never", "never"))
    ]
    count = cell(members).count
    assert (count.n, count.expiring, count.overdue, count.never, count.due) == (3, 2, 1, 2, 6)
    assert count.n + count.overdue + count.never + count.in_grace == count.due


# People, not posts


def test_someone_with_two_posts_counts_once_by_the_primary_one():
    second = stands(Status.NEVER, post=1, is_primary=False)
    primary = stands(Status.COMPLIANT, post=2)
    assert once_a_person([second, primary]) == once_a_person([primary, second]) == [primary]


@pytest.mark.parametrize("status", [Status.NEVER, Status.IN_GRACE, Status.COMPLIANT])
def test_while_the_primary_post_is_exempt_another_one_counts(status):
    primary = stands(Status.EXEMPT, post=1, why="secondment_out")
    second = stands(status, post=2, is_primary=False)
    assert once_a_person([primary, second]) == [second]


def test_someone_exempt_in_every_post_is_left_out_by_the_primary_one():
    primary = stands(Status.EXEMPT, post=2, why="maternity")
    second = stands(Status.EXEMPT, post=1, is_primary=False, why="other")
    assert cell([second, primary]).members == (primary,)


def test_a_primary_post_that_still_has_time_counts_before_another_that_has_not():
    primary = stands(Status.IN_GRACE, post=2, why="new_starter")
    second = stands(Status.NEVER, post=1, is_primary=False)
    assert once_a_person([second, primary]) == [primary]


def test_among_several_other_posts_the_one_written_first_counts():
    first, later = (stands(Status.NEVER, post=post, is_primary=False) for post in (3, 4))
    assert once_a_person([later, first]) == [first]


def test_someone_counts_once_for_each_course():
    assert cell([stands(Status.NEVER), stands(Status.NEVER, course_id=2)]).count.never == 2


# Tables


def test_rows_need_not_add_up_to_the_total_since_someone_in_two_teams_is_in_both():
    primary = stands(Status.COMPLIANT, post=1, team_id=1)
    second = stands(Status.COMPLIANT, post=2, team_id=2, is_primary=False)
    other = stands(Status.NEVER, person=3, team_id=2)
    found = table([primary, second, other], row_of=attrgetter("team_id"))
    assert [found.cell(row, 1).count.words for row in found.rows] == ["1 of 1", "1 of 2"]
    assert found.totals[1].count.words == "1 of 2"
    assert found.totals[1].members == (primary, other)


def test_a_cell_that_nobody_is_in_is_empty():
    found = table(
        [stands(Status.NEVER), stands(Status.NEVER, person=2, practice_group_id=2, course_id=2)],
        row_of=attrgetter("practice_group_id"),
    )
    assert (found.rows, found.courses) == ([1, 2], [1, 2])
    assert found.cell(1, 2) == EMPTY
    assert found.cell(1, 1).count.never == 1


def test_a_row_may_be_for_those_without_a_team():
    found = table([stands(Status.NEVER, team_id=None)], row_of=attrgetter("team_id"))
    assert found.cell(None, 1).count.never == 1


def test_a_table_of_nobody_has_no_rows():
    found = table([], row_of=attrgetter("team_id"))
    assert (found.rows, found.courses, found.totals) == ([], [], {})


# Lapsing


def test_who_lapses_within_30_60_and_90_days_is_told_in_order_and_cumulatively():
    soon = [stands(Status.EXPIRING, person=days, until=ON + days * DAY) for days in (90, 30, 31, 60, 61, 1)]
    later = stands(Status.COMPLIANT, person=200, until=ON + 91 * DAY)
    found = {
        within: [each.person_id for each in lapsing([*soon, later], on=ON, days=within)]
        for within in (30, 60, 90)
    }
    assert found == {30: [1, 30], 60: [1, 30, 31, 60], 90: [1, 30, 31, 60, 61, 90]}


def test_nobody_lapses_whose_time_is_over_or_who_holds_what_never_ends():
    over = stands(Status.OVERDUE, until=ON - DAY)
    grace = stands(Status.IN_GRACE, person=2, until=ON - DAY)
    forever = stands(Status.COMPLIANT, person=3)
    assert lapsing([over, grace, forever], on=ON, days=90) == []


def test_someone_with_two_posts_lapses_once():
    primary = stands(Status.EXPIRING, post=1, until=ON + DAY)
    second = stands(Status.EXPIRING, post=2, until=ON + DAY, is_primary=False)
    assert lapsing([second, primary], on=ON, days=30) == [primary]


# Required and recommended together


@pytest.mark.parametrize(
    ("main", "second", "expected"),
    [
        ("recommended", "mandatory", [2]),
        ("mandatory", "recommended", [1]),
        ("recommended", "recommended", [1]),
        ("mandatory", "statutory", [1]),
    ],
)
def test_what_is_required_of_any_post_is_asked_before_what_is_recommended(main, second, expected):
    posts = [
        stands(Status.NEVER, post=1, kind=main),
        stands(Status.COMPLIANT, post=2, kind=second, is_primary=False),
    ]
    assert [each.post_id for each in asked_once(posts)] == expected


def test_each_organisation_asks_for_itself():
    posts = [
        stands(Status.COMPLIANT, post=1, organisation_id=1),
        stands(Status.NEVER, post=2, organisation_id=2, is_primary=False),
    ]
    assert asked_once(posts) == posts
