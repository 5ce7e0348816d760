"""A rule that is announced is shown to the people it will be about, and counts for nobody before its day."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.people.models import Post, PracticeGroup
from learning.workforce.needs.books import rules_of
from learning.workforce.needs.coming import coming_to
from learning.workforce.needs.keeping import keep
from learning.workforce.needs.steps import change
from learning.workforce.standings import standings
from tests.factories import PostFactory, RequirementFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.needs.factories import AT
from tests.workforce.needs.test_pages import said
from tests.workforce.world import health_visitors, midwives

SOON = ON + 59 * DAY


def announced(needs, **facts):
    facts = {"effective_from": SOON, "course": needs.other, "groups": [health_visitors()]} | facts
    return RequirementFactory(organisation=needs.organisation, **facts)


def titles(needs, name: str = "Nora Never") -> list[str]:
    return [each.title for each in coming_to(needs.people[name].posts.all(), on=ON)]


def test_it_stands_on_the_page_of_whoever_it_is_about_and_not_on_others(needs, sign_in):
    announced(needs)
    own = said(sign_in(needs.people["Nora Never"]).get(reverse("asked_of_me")))
    assert (
        "Announced, and not asked yet First bond Mandatory, from 1 May 2027: your post as Health visitor (SCPHN) at"
        in own
    )
    assert (
        "Northmoor Community Health. 90 days to complete it. Renewed every 36 months. From 1 May 2027" in own
    )
    other = said(sign_in(needs.people["Mia Midwife"]).get(reverse("asked_of_me")))
    assert "First bond" not in other


def test_it_stands_on_the_record_that_a_lead_sees(needs, client):
    announced(needs)
    shown = said(client.get(reverse("workforce_person", args=[needs.people["Nora Never"].pk])))
    assert "Announced, and not asked yet First bond" in shown


def test_it_counts_for_nobody_before_its_day(needs):
    announced(needs)
    posts = Post.objects.filter(organisation=needs.organisation)
    on_days = [
        {each.person_id for each in standings(posts, on=day, courses=[needs.other.pk])}
        for day in (ON, SOON - DAY, SOON)
    ]
    assert [len(people) for people in on_days] == [0, 0, 3]


@pytest.mark.parametrize(
    "facts",
    [{"effective_from": ON}, {"groups": "midwives"}, {"kind": "recommended", "course": "asked already"}],
    ids=["it has begun", "others", "weaker than what is asked"],
)
def test_what_is_no_news_is_not_said(facts, needs):
    named = {"midwives": [midwives()], "asked already": needs.course}
    announced(needs, **{name: named.get(str(value), value) for name, value in facts.items()})
    assert titles(needs) == []


def test_a_post_that_is_over_by_then_is_told_nothing(needs):
    needs.people["Nora Never"].posts.update(ends_on=SOON - DAY)
    announced(needs)
    assert titles(needs) == []


def test_experts_by_experience_are_told_nothing(needs):
    announced(needs, groups=[])
    expert = PostFactory(
        organisation=needs.organisation, practice_group=PracticeGroup.objects.get(code="ebe")
    )
    assert coming_to(expert.person.posts.all(), on=ON) == []


@pytest.mark.parametrize(
    ("terms", "expected"), [({"target_pct": 80}, []), ({"refresh_months": 24}, ["Think child"])], ids=str
)
def test_a_change_is_news_when_it_is_one_to_them(terms, expected, needs):
    [held] = rules_of(needs.organisation)
    step = change(held, replace(held.need, **terms), from_day=SOON, today=ON)
    keep(owner=needs.organisation, steps=[step], why="x", by=needs.lead, at=AT)
    assert titles(needs) == expected


def test_it_asks_as_much_for_ten_rules_as_for_one(needs):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            titles(needs)
        return len(captured)

    announced(needs)
    one = asked()
    for number in range(9):
        announced(needs, effective_from=SOON + number * DAY, kind="statutory")
    assert asked() == one <= 6
