"""Over random partnerships, a table says what a slow and plain recomputation says, and its people add up to it."""

import datetime
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter, itemgetter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from learning.people.models import Absence, JobRole, Organisation, Post, PracticeGroup, Team, User
from learning.people.sides import Side
from learning.records.models import Certificate
from learning.workforce.counting import Cell, asked_once, table
from learning.workforce.models import AcceptedEvidence, EvidenceWithdrawal, Requirement
from learning.workforce.standings import standings
from learning.workforce.statuses import Status
from tests.factories import JobRoleFactory, OrganisationFactory, RequirementFactory, TeamFactory, UserFactory
from tests.workforce import plain
from tests.workforce.factories import DAY, ON, a_course, certify, noon

PEOPLE = 4
# Days before today, many of them beside a limit that some rule has.
BEFORE = st.sampled_from([1200, 1095, 1094, 1005, 400, 151, 91, 90, 61, 60, 29, 28, 27, 1, 0, -1])
LONG_AGO = 1300
ROWS = {
    "staff group": (attrgetter("practice_group_id"), attrgetter("practice_group_id")),
    "team": (attrgetter("team_id"), attrgetter("team_id")),
    "job role": (attrgetter("job_role_id"), attrgetter("job_role_id")),
    "organisation": (attrgetter("organisation_id"), attrgetter("organisation_id")),
    "side": (attrgetter("side"), attrgetter("service_side")),
}


def day(before: int) -> datetime.date:
    return ON - before * DAY


@st.composite
def spans(draw, firsts=BEFORE) -> tuple[int, int | None]:
    """A first day; and, of one in four, a last one."""
    first = draw(firsts)
    if draw(st.integers(0, 3)):
        return first, None
    return first, draw(BEFORE.filter(lambda last: last <= first))


posts = st.fixed_dictionaries(
    {
        "person": st.integers(0, PEOPLE - 1),
        "place": st.integers(0, 5),
        "group": st.sampled_from(["hv", "hv", "mgr", "ebe"]),
        "role": st.sampled_from([None, 0, 1]),
        "side": st.sampled_from(Side.IN_SERVICE),
        "is_primary": st.booleans(),
        "span": spans(st.just(LONG_AGO) | BEFORE),
        "in_two": st.booleans(),
        "absence": st.none()
        | st.tuples(st.sampled_from(["maternity", "long_term_sick", "long_term_sick"]), spans()),
    }
)
rules = st.fixed_dictionaries(
    {
        "organisation": st.integers(0, 1),
        "course": st.integers(0, 1),
        "groups": st.sampled_from([[], [], [], ["hv"], ["mgr", "hv"]]),
        "teams": st.sampled_from([[], [], [], [0], [1]]),
        "roles": st.sampled_from([[], [], [], [0], [0, 1]]),
        "kind": st.sampled_from(Requirement.Kind.values),
        "first_due_days": st.sampled_from([0, 30, 60, 90]),
        "returner_days": st.sampled_from([0, 60]),
        "refresh_months": st.sampled_from([None, 12, 24, 36]),
        "early_renewal_days": st.sampled_from([0, 90]),
        "target": st.sampled_from([(90, 10), (90, 5), (60, 20)]),
        "grace_counts": st.booleans(),
        "span": spans(st.just(LONG_AGO) | BEFORE),
    }
)
awards = st.fixed_dictionaries(
    {
        "person": st.integers(0, PEOPLE - 1),
        "course": st.integers(0, 1),
        "awarded": BEFORE,
        "months": st.sampled_from([None, 12, 36]),
        "revoked": st.none() | st.none() | BEFORE,
        "accepted_by": st.sampled_from([None, None, 0, 1]),
    }
)


@pytest.fixture
def places(db) -> list[tuple[Organisation, Team | None]]:
    """Two organisations: one with a team, a team below it and one beside it; and one with a team. Then no team.

    Each has two job roles.
    """
    first, second = OrganisationFactory(), OrganisationFactory()
    for organisation in (first, first, second, second):
        JobRoleFactory(organisation=organisation)
    top = TeamFactory(organisation=first)
    teams = [top, TeamFactory(parent=top), TeamFactory(organisation=first), TeamFactory(organisation=second)]
    return [(team.organisation, team) for team in teams] + [(first, None), (second, None)]


@pytest.fixture
def world(places):
    people = [UserFactory() for _ in range(PEOPLE)]
    return places, people, [a_course("One"), a_course("Two")]


def write(world, drawn_posts: list, drawn_rules: list, drawn_awards: list) -> None:
    places, people, courses = world
    groups = {group.code: group for group in PracticeGroup.objects.all()}
    for drawn in drawn_posts:
        write_post(drawn, people, places, groups)
    for drawn in drawn_rules:
        write_rule(drawn, places, courses, groups)
    for drawn in sorted(drawn_awards, key=itemgetter("awarded"), reverse=True):
        write_award(drawn, people[drawn["person"]], courses[drawn["course"]], places)


def write_award(drawn: dict, person: User, course, places: list) -> None:
    on, months = day(drawn["awarded"]), drawn["months"]
    if drawn["accepted_by"] is None:
        revoked_on = None if drawn["revoked"] is None else day(drawn["revoked"])
        kept = anniversary(person, course, on)
        certify(person, course, on, months=months, revoked_on=revoked_on, kept=kept)
        return
    evidence, is_new = AcceptedEvidence.objects.get_or_create(
        organisation=places[-2:][drawn["accepted_by"]][0],
        person=person,
        course=course,
        completed_on=on,
        defaults={"expires_on": months and plain.later(on, months), "accepted_at": noon(on)},
    )
    if is_new and drawn["revoked"] is not None:
        at = noon(day(drawn["revoked"]))
        EvidenceWithdrawal.objects.create(evidence=evidence, withdrawn_by=person, withdrawn_at=at)


def anniversary(person: User, course, on: datetime.date) -> datetime.date | None:
    """What a certificate of a day keeps, as records has it."""
    last = Certificate.objects.of(person).filter(course=course).order_by("-enrolment__period").first()
    end = last and not plain.is_withdrawn(last, on) and last.expires_on
    return end if end and on < end <= on + 90 * DAY else None


def dates(span: tuple[int, int | None], first: str, last: str) -> dict[str, datetime.date | None]:
    return {first: day(span[0]), last: None if span[1] is None else day(span[1])}


def write_post(drawn: dict, people: list[User], places: list, groups: dict) -> None:
    organisation, team = places[drawn["place"]]
    facts = {
        "person": people[drawn["person"]],
        "organisation": organisation,
        "team": team,
        "practice_group": groups[drawn["group"]],
        "job_role": None if drawn["role"] is None else roles_of(organisation)[drawn["role"]],
        "service_side": drawn["side"],
        "is_primary": drawn["is_primary"],
    }
    facts |= dates(drawn["span"], "starts_on", "ends_on")
    post = Post(**facts)
    held = Post.objects.filter(
        **{name: facts[name] for name in ("person", "organisation", "team", "practice_group", "starts_on")}
    )
    if held.exists():
        return
    post.save()
    if drawn["absence"]:
        kind, span = drawn["absence"]
        for part in in_two(span) if drawn["in_two"] else [span]:
            Absence.objects.create(
                post=post, organisation=organisation, kind=kind, **dates(part, "starts_on", "ended_on")
            )


def in_two(span: tuple[int, int | None]) -> list[tuple[int, int | None]]:
    """A time away as two that adjoin: a note for the first half, and another from the day after."""
    first, last = span
    end = -1 if last is None else last
    middle = (first + end + 1) // 2
    return [(first, middle), (middle - 1, last)] if middle > end else [span]


def roles_of(organisation: Organisation) -> list[JobRole]:
    return list(organisation.job_roles.in_order())


def write_rule(drawn: dict, places: list, courses: list, groups: dict) -> None:
    organisation = places[-2:][drawn["organisation"]][0]
    teams = [team for _, team in places[:4] if team.organisation_id == organisation.pk]
    target_pct, amber_margin = drawn["target"]
    same = ("kind", "first_due_days", "returner_days", "refresh_months", "early_renewal_days", "grace_counts")
    RequirementFactory(
        organisation=organisation,
        course=courses[drawn["course"]],
        groups=[groups[code] for code in drawn["groups"]],
        teams=[teams[number % len(teams)] for number in drawn["teams"]],
        roles=[roles_of(organisation)[number] for number in drawn["roles"]],
        target_pct=target_pct,
        amber_margin=amber_margin,
        **{name: drawn[name] for name in same},
        **dates(drawn["span"], "effective_from", "effective_to"),
    )


@given(
    st.lists(posts, min_size=8, max_size=10),
    st.lists(rules, min_size=5, max_size=6),
    st.lists(awards, min_size=4, max_size=6),
    st.sampled_from(sorted(ROWS)),
)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # a smaller example would take minutes to find
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_table_says_what_counting_by_hand_says(world, drawn_posts, drawn_rules, drawn_awards, rows):
    with transaction.atomic():
        write(world, drawn_posts, drawn_rules, drawn_awards)
        check(rows, [course.pk for course in world[2]])
        transaction.set_rollback(True)


def check(rows: str, courses: list[int]) -> None:
    of_standing, of_post = ROWS[rows]
    found = table(standings(Post.objects.all(), on=ON), row_of=of_standing)
    read = plain.Rows()
    for course in courses:
        same(found.totals.get(course, Cell()), plain.number(read, read.posts, course, ON))
        for row in {of_post(post) for post in read.posts}:
            here = [post for post in read.posts if of_post(post) == row]
            same(found.cell(row, course), plain.number(read, here, course, ON))
    for cell in (*found.cells.values(), *found.totals.values()):
        adds_up(cell)
    by_person = asked_once(standings(Post.objects.all(), on=ON))
    said = {(each.person_id, each.organisation_id, each.course_id): each.post_id for each in by_person}
    assert said == dict(asked_by_hand(read, courses))


def asked_by_hand(read: plain.Rows, courses: list[int]) -> Iterator[tuple]:
    for person, organisation in {(post.person_id, post.organisation_id) for post in read.posts}:
        theirs = [
            each for each in read.posts if (each.person_id, each.organisation_id) == (person, organisation)
        ]
        for course in courses:
            if post := plain.asked(read, theirs, course, ON):
                yield (person, organisation, course), post


def same(cell: Cell, told: plain.Number) -> None:
    count = cell.count
    assert {member.post_id for member in cell.members} == told.posts
    assert (count.n, count.due) == (told.done, told.due)
    assert (count.overdue, count.never, count.expiring) == (told.overdue, told.never, told.expiring)
    assert count.left_out == told.left_out
    assert (count.target_pct, count.amber_margin) == (told.target or (None, None))


def adds_up(cell: Cell) -> None:
    """Every number of a cell is the length of a list of people, and nobody is in two of them."""
    count, counted, left_out = cell.count, cell.counted, cell.left_out
    assert len({member.person_id for member in cell.members}) == len(cell.members)
    assert (len(counted), len(left_out)) == (count.due, sum(count.left_out.values()))
    assert sum(member.is_done for member in counted) == count.n
    assert Counter(member.standing.why for member in left_out) == count.left_out
    by_status = Counter(member.status for member in counted)
    assert (by_status[Status.OVERDUE], by_status[Status.NEVER]) == (count.overdue, count.never)
    assert by_status[Status.EXPIRING] == count.expiring
    assert by_status[Status.IN_GRACE] == count.in_grace
