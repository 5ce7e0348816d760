"""Who decides what in Northmoor, as its learners see it."""

import datetime

import pytest
import time_machine

from courses.demo import data
from courses.demo.services import Situations
from courses.models import LessonPage
from learning.people.models import Post
from learning.records.models import Enrolment
from learning.site.models import LocalDecision, LocalService, Situation, Source

NORTH = "Northmoor North"
SOUTH = "Northmoor South"
GAP = (
    "No specialist mental health service in Northmoor South takes referrals for children aged two and under."
)


@pytest.fixture
def rules():
    return data.read("northmoor/services.yaml")


@pytest.fixture
def look(demonstration, sign_in):
    """look(area, slug): a lesson's words, to a learner whose post is in a team of that area."""

    def words(area: str, slug: str) -> str:
        lesson = LessonPage.objects.get(slug=slug)
        course = lesson.course_page()
        posts = Post.objects.held_on(demonstration.today).filter(team__area__name=area)
        person = Enrolment.objects.on(course).filter(learner__posts__in=posts).order_by("pk")[0].learner
        with time_machine.travel(demonstration.at, tick=False):
            return sign_in(person).get(lesson.url).content.decode()

    return words


def test_every_service_and_decision_of_the_data_is_a_record(demonstration, rules):
    assert LocalService.objects.count() == len(rules["services"])
    assert LocalDecision.objects.count() == len(rules["decisions"])
    assert Situation.objects.count() == len({row["situation"] for row in rules["decisions"]})


def test_every_record_would_be_accepted_by_the_editor(demonstration):
    for model in (LocalService, LocalDecision, Situation, Source):
        for row in model.objects.all():
            row.full_clean()


def test_a_decision_names_its_services_in_the_order_of_the_data(demonstration, rules):
    names = {row["code"]: row["name"] for row in rules["services"]}
    row = next(row for row in rules["decisions"] if row["code"] == "under_twos_south")
    decision = LocalDecision.objects.with_details().get(area__name=SOUTH)
    named = [each.service.name for each in decision.named_services.all()]
    assert named == [names[code] for code in row["services"]]


def test_a_service_has_an_owner_and_the_organisation_it_is_part_of(demonstration):
    mash = LocalService.objects.get(name="Front Door (MASH)")
    assert mash.owner.email == "trainer@northmoor.example"
    assert mash.organisation.short_name
    assert mash.checked_on == demonstration.today - datetime.timedelta(days=21)


def test_one_service_has_not_been_checked_for_180_days(demonstration):
    late = LocalService.objects.not_checked_lately(on=demonstration.today)
    assert [service.name for service in late] == ["Housing Options South"]


def test_some_sources_are_due_for_review_and_most_are_not(demonstration):
    due = Source.objects.due_for_review(on=demonstration.today)
    assert {source.code for source in due} == {"S45", "S47", "S61"}
    assert not Source.objects.filter(review_on=None).exists()
    assert not Source.objects.filter(accessed_on__gt=demonstration.today).exists()


def test_someone_in_the_south_is_told_of_the_ages_that_no_service_there_takes(look):
    words = look(SOUTH, "what-helps")
    assert GAP in words
    assert "Nobody in the South takes this referral." in words
    assert "The Parent-Infant Team (North) decides" not in words


def test_someone_in_the_north_is_told_of_no_gap(look):
    words = look(NORTH, "what-helps")
    assert "takes referrals for children" not in words
    assert "The Parent-Infant Team (North) decides whom it sees." in words
    assert "Nobody in the South" not in words


def test_what_is_the_same_everywhere_shows_only_the_services_of_ones_own_area(look):
    words = look(SOUTH, "who-decides-what")
    assert "Community Mental Health South" in words
    assert "Community Mental Health North" not in words


def test_a_situation_that_nobody_has_written_down_is_an_error():
    with pytest.raises(LookupError, match="A situation"):
        Situations()["A situation"]
