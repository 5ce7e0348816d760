"""The block that says who decides what: each learner's own area, and no more than that."""

import datetime
import json

import pytest

from learning.site.models import SiteSettings, Situation
from tests.courses import content
from tests.site.factories import LocalDecisionFactory, LocalServiceFactory, SituationFactory

TODAY = datetime.date(2027, 3, 3)


def shown(words: str) -> list[str]:
    places = ("Northmoor North", "Northmoor South", "Farmoor")
    return [place for place in places if f"{place} decides." in words]


def test_a_learner_sees_their_own_area_and_no_other(read, north, works_in):
    works_in(north)
    words = read()
    assert shown(words) == ["Northmoor North"]
    assert "Team of Northmoor North" in words
    assert "Northmoor South" not in words
    assert "Farmoor" not in words


def test_in_a_team_that_covers_every_area_one_sees_each_of_the_partnership(read, south, works_in):
    works_in(None)
    words = read()
    assert shown(words) == ["Northmoor North", "Northmoor South"]
    assert words.index("In Northmoor North") < words.index("In Northmoor South")
    assert "Farmoor" not in words


def test_in_no_team_one_sees_each_area_of_the_partnership(read, learner):
    assert learner.posts.get().team is None
    assert shown(read()) == ["Northmoor North", "Northmoor South"]


def test_with_posts_in_two_areas_one_sees_both(read, south, elsewhere, works_in):
    works_in(south, elsewhere)
    assert shown(read()) == ["Northmoor South", "Farmoor"]


def test_a_second_post_that_is_not_primary_adds_nothing(read, learner, north, south, works_in):
    works_in(north, south)
    learner.posts.filter(team__area=south).update(is_primary=False)
    assert shown(read()) == ["Northmoor North"]


def test_where_no_post_is_primary_all_count(read, north, south, works_in):
    works_in(north, south, is_primary=False)
    assert shown(read()) == ["Northmoor North", "Northmoor South"]


def test_a_post_that_has_ended_does_not_count(read, learner, north, south, works_in):
    works_in(north, south)
    learner.posts.filter(team__area=north).update(ends_on=TODAY - datetime.timedelta(days=1))
    assert shown(read()) == ["Northmoor South"]


def test_without_a_post_one_sees_every_area_that_has_an_answer(read, learner):
    learner.posts.all().delete()
    assert shown(read()) == ["Northmoor North", "Northmoor South", "Farmoor"]


def test_in_an_organisation_of_no_partnership_too(read, learner):
    organisation = learner.posts.get().organisation
    organisation.partnership = None
    organisation.save()
    assert shown(read()) == ["Northmoor North", "Northmoor South", "Farmoor"]


def test_what_holds_in_the_whole_partnership_is_shown_in_an_area_that_has_no_answer(
    read, north, situation, works_in
):
    situation.decisions.filter(area=north).delete()
    LocalDecisionFactory(situation=situation, partnership=north.partnership, who_decides="The same in both.")
    works_in(north)
    words = read()
    assert "The same in both." in words
    assert f"Everywhere in {north.partnership}" in words
    assert shown(words) == []


def test_an_areas_own_answer_stands_before_that_of_the_partnership(read, north, situation, works_in):
    LocalDecisionFactory(situation=situation, partnership=north.partnership, who_decides="The same in both.")
    works_in(north)
    words = read()
    assert shown(words) == ["Northmoor North"]
    assert "The same in both." not in words


def test_of_a_whole_partnerships_services_those_of_another_area_are_left_out(
    asking, situation, partnership, north, south, enrolment, learner_client, text, works_in
):
    near, far = LocalServiceFactory(area=north, name="Near"), LocalServiceFactory(area=south, name="Far")
    all_over = LocalServiceFactory(partnership=partnership, name="All over")
    LocalDecisionFactory(situation=situation, partnership=partnership, naming=[far, all_over, near])
    works_in(north)
    words = text(learner_client.get(asking.url))
    assert words.index("All over") < words.index("Near")
    assert "Far" not in words


def test_an_area_may_name_a_service_of_another(
    asking, situation, north, south, enrolment, learner_client, text, works_in
):
    advice_line = LocalServiceFactory(area=north, name="Advice line of the North")
    LocalDecisionFactory(situation=situation, area=south, naming=[advice_line])
    works_in(south)
    assert "Advice line of the North" in text(learner_client.get(asking.url))


def test_where_no_area_has_an_answer_the_national_ways_are_shown(
    asking, learner, enrolment, learner_client, text
):
    words = text(learner_client.get(asking.url))
    assert "We do not know who decides this where you work." in words
    assert "NHS 111, option 2, in England and Wales" in words


def test_in_an_area_without_an_answer_the_national_ways_are_shown_and_not_anothers(
    read, south, situation, works_in
):
    situation.decisions.filter(area=south).delete()
    works_in(south)
    words = read()
    assert shown(words) == []
    assert "In immediate danger: 999." in words


def test_an_administrator_writes_the_national_ways(asking, learner, enrolment, learner_client, text):
    settings = SiteSettings.load()
    settings.without_local_services = "Ring the duty desk.\n\nAsk your lead."
    settings.save()
    assert "<li>Ring the duty desk.</li><li>Ask your lead.</li>" in text(learner_client.get(asking.url))


def test_a_preview_shows_every_area(asking, everywhere, learner, north, rf, works_in):
    works_in(north)
    request = rf.get("/")
    request.user, request.is_preview = learner, True
    words = asking.serve_preview(request, "").rendered_content
    assert shown(words) == ["Northmoor North", "Northmoor South", "Farmoor"]


def test_a_situation_that_was_deleted_is_passed_over(asking, situation, enrolment, learner_client, text):
    Situation.objects.all().delete()
    response = learner_client.get(asking.url)
    assert response.status_code == 200
    assert "Who decides" not in text(response)


def test_words_typed_before_situations_were_records_are_passed_over(lesson, enrolment, learner_client, text):
    lesson.body = json.dumps([{"type": "who_decides", "value": {"situation": "A ward.", "services": []}}])
    lesson.save()
    assert "Who decides" not in text(learner_client.get(lesson.url))


# What it costs


@pytest.mark.parametrize(("names_gaps", "cost"), [(False, 4), (True, 6)])
def test_a_lesson_takes_the_same_few_queries_more_for_1_and_for_12_situations(
    names_gaps, cost, lesson, north, enrolment, learner_client, queries, works_in
):
    works_in(north)
    lesson.body = json.dumps([])
    lesson.save()
    without = queries(learner_client, lesson.url)
    situations = [SituationFactory(names_gaps=names_gaps) for _ in range(12)]
    for situation in situations:
        services = [LocalServiceFactory(area=north, kind="camhs", age_from=age) for age in range(3)]
        LocalDecisionFactory(situation=situation, area=north, naming=services)
    for count in (1, 12):
        lesson.body = json.dumps([content.who_decides(situation) for situation in situations[:count]])
        lesson.save()
        assert queries(learner_client, lesson.url) == without + cost


def test_a_body_is_read_without_asking_for_its_situations(asking, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert [child.block_type for child in asking.body] == ["who_decides"]
