"""A page says what is asked of someone, by whom, why, and by when."""

import datetime

import pytest
from django.urls import reverse

from learning.people.models import PracticeGroup
from learning.records import records
from tests.factories import AbsenceFactory, OrganisationFactory, PostFactory, RequirementFactory

URL = reverse("asked_of_me")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def today(time_machine, now) -> datetime.date:
    time_machine.move_to(now, tick=False)
    return now.date()


@pytest.fixture
def post(today, learner):
    post = learner.posts.get()
    post.organisation.name = "Northmoor Community Health"
    post.organisation.save()
    post.starts_on = today - 10 * DAY
    post.save()
    return post


@pytest.fixture
def asked(learner, sign_in):
    """asked(): title and note of each row, with the word beside it."""

    def rows() -> list[tuple[str, str, str]]:
        context = sign_in(learner).get(URL).context
        return [(row.title, row.note, row.word) for row in context["asked"]]

    return rows


def required(post, course, **facts):
    return RequirementFactory(organisation=post.organisation, course=course.page_ptr, **facts)


def test_a_course_says_who_requires_it_why_and_by_when(post, course, asked):
    required(post, course)
    words = (
        "Required by Northmoor Community Health for your post as Health visitor (SCPHN). Due by 22 May 2027."
    )
    assert asked() == [(course.title, words, "Not due yet")]


def test_a_course_past_its_day_is_overdue(post, course, asked, today):
    required(post, course, first_due_days=5)
    [(_, words, word)] = asked()
    assert word == "Never completed"
    assert words.endswith("It was due by 26 February 2027.")


def test_what_is_recommended_has_no_deadline_and_comes_last(post, make_course, asked):
    kinds = RequirementFactory._meta.model.Kind
    required(post, make_course("Suggested"), kind=kinds.RECOMMENDED, first_due_days=1)
    required(post, make_course("Needed"), kind=kinds.ROLE_ESSENTIAL)
    needed, suggested = asked()
    assert needed[:2] == (
        "Needed",
        "Essential for your role, says Northmoor Community Health. Due by 22 May 2027.",
    )
    assert suggested == (
        "Suggested",
        "Suggested by Northmoor Community Health. There is no deadline you can miss.",
        "Not completed yet",
    )


def test_a_course_that_is_done_stays_with_its_reason(post, make_course, asked, learner, now):
    course = make_course(parts=1)
    required(post, course)
    records.enrol(learner=learner, course=course, by=learner, at=now)
    records.complete(learner=learner, activity=course.activities()[0].specific, by=learner, at=now)
    [(_, words, word)] = asked()
    assert word == "Valid"
    assert words == (
        "Required by Northmoor Community Health for your post as Health visitor (SCPHN). "
        "It counts until 3 March 2030."
    )


def test_a_course_that_never_lapses_has_no_day(post, make_course, asked, learner, now):
    course = make_course(parts=1, certificate_months=None)
    required(post, course, refresh_months=None)
    records.enrol(learner=learner, course=course, by=learner, at=now)
    records.complete(learner=learner, activity=course.activities()[0].specific, by=learner, at=now)
    [(_, words, _)] = asked()
    assert words.endswith("for your post as Health visitor (SCPHN).")


def test_nothing_is_asked_by_another_group_another_organisation_or_an_ended_post(
    post, make_course, asked, today
):
    midwives = PracticeGroup.objects.get(code="mw")
    required(post, make_course("For midwives"), groups=[midwives])
    RequirementFactory(course=make_course("Elsewhere").page_ptr)
    ended = PostFactory(person=post.person, starts_on=today - 90 * DAY, ends_on=today - DAY)
    required(ended, make_course("Of a post that is over"))
    assert asked() == []


def test_nothing_is_asked_of_someone_who_is_away(post, course, asked, today):
    required(post, course)
    AbsenceFactory(post=post, starts_on=today - 5 * DAY)
    assert asked() == []


def a_second_post(post, today, **facts) -> object:
    """Of a midwife, in the same organisation unless it is told."""
    midwife = PracticeGroup.objects.get(code="mw")
    facts = {"organisation": post.organisation, "practice_group": midwife} | facts
    return PostFactory(person=post.person, is_primary=False, starts_on=today - 900 * DAY, **facts)


def test_what_a_second_post_requires_is_not_hidden_by_what_the_main_one_recommends(
    post, course, asked, today
):
    second = a_second_post(post, today)
    required(post, course, groups=[post.practice_group], kind="recommended")
    required(second, course, groups=[second.practice_group])
    assert [(note.split(".")[0], word) for _, note, word in asked()] == [
        ("Required by Northmoor Community Health for your post as Midwife", "Never completed")
    ]


def test_what_a_second_post_recommends_is_said_while_they_are_away_from_the_main_one(
    post, course, asked, today
):
    second = a_second_post(post, today)
    required(post, course, groups=[post.practice_group])
    required(second, course, groups=[second.practice_group], kind="recommended")
    AbsenceFactory(post=post, starts_on=today - 5 * DAY)
    assert [note.split(".")[0] for _, note, _ in asked()] == ["Suggested by Northmoor Community Health"]


def test_each_organisation_says_how_they_stand_there(post, course, asked, today):
    second = a_second_post(post, today, organisation=OrganisationFactory(name="Harbour Trust"))
    required(post, course)
    required(second, course)
    assert [(note.split(" for ")[0], word) for _, note, word in asked()] == [
        ("Required by Harbour Trust", "Never completed"),
        ("Required by Northmoor Community Health", "Not due yet"),
    ]


def test_a_course_that_was_taken_down_has_no_way_to_it(post, course, learner, sign_in):
    required(post, course)
    assert sign_in(learner).get(URL).context["asked"][0].url == course.get_url()
    course.unpublish()
    assert sign_in(learner).get(URL).context["asked"][0].url is None


def test_whoever_is_asked_nothing_is_told_so_and_my_learning_leads_there(post, learner, sign_in):
    client = sign_in(learner)
    assert URL in client.get(reverse("my_learning")).content.decode()
    assert "Nothing is asked of you" in client.get(URL).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_what_is_asked_takes_as_many_queries_for_one_course_as_for_many(
    count, post, make_course, learner, sign_in, count_queries
):
    for number in range(count):
        required(post, make_course(f"Course {number}", parts=1))
    assert count_queries(sign_in(learner), URL) == 19
