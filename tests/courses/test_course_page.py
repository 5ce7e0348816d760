"""The course's page: what it says before someone starts, where they stand, and its price."""

import datetime
import json

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from courses.models import CoursePage, LessonPage
from learning.records import records
from learning.records.models import Enrolment, Event, Place
from quizzes.pages import QuizPage
from tests.courses import content, factories


@pytest.fixture
def told(course, lesson):
    """The course with everything that it can say of itself."""
    course.strapline = "Every adult you see may be somebody’s parent."
    course.summary = "A first course.\n\nIt is taken together."
    course.outcomes_adult = [("outcome", "Ask every adult whether they have children")]
    course.outcomes_children = [("outcome", "Ask every parent about their own mental health")]
    course.outcomes_both = [("outcome", "Name one person whom you will ring")]
    course.audience_text = "Everyone who meets families."
    course.audience_items = [("item", "Health visitors")]
    course.pass_rule = "Score 8 out of 10 in the check."
    course.before_you_start = "Nothing is needed first."
    course.minutes_child_safeguarding = 40
    course.minutes_note = "Your safeguarding lead decides."
    course.evidence_checked_on = datetime.date(2026, 11, 1)
    course.nation_note = "The law is the law of England."
    course.support_text = "You can stop at any time."
    course.support_contacts = [("contact", {"who": "Samaritans", "how": "116 123", "nation": "UK"})]
    course.demonstration_notice = "This is demonstration content."
    course.save_revision().publish()
    return CoursePage.objects.get(pk=course.pk)


def test_page_says_what_someone_wants_to_know_before_they_start(told, client, text):
    words = text(client.get(told.url))
    said = [
        "Course for both sides",
        "Every adult you see may be somebody’s parent.",
        "It is taken together.",
        "Ask every adult whether they have children",
        "Ask every parent about their own mental health",
        "Name one person whom you will ring",
        "Everyone who meets families.",
        "Health visitors",
        "75 minutes in 1 part",
        "Score 8 out of 10 in the check.",
        "Nothing is needed first.",
        "36 months",
        "75 minutes of learning, 0 participatory",
        "Child 40, adult 0",
        "Your safeguarding lead decides.",
        "November 2026",
        "The law is the law of England.",
        "You can stop at any time.",
        "116 123",
        "This is demonstration content.",
        "See the family",
        "Asking",
        "Lesson, 8 minutes",
    ]
    assert [sentence for sentence in said if sentence not in words] == []


def test_page_leads_to_the_course_to_take_first_in_one_query_more(
    catalogue, course, lesson, client, text, queries
):
    before = queries(client, course.url)
    first = factories.CoursePageFactory(parent=catalogue, title="Take me first")
    CoursePage.objects.filter(pk=course.pk).update(prerequisite=first)
    assert f'href="{first.url}">Take me first' in text(client.get(course.url))
    assert queries(client, course.url) == before + 1
    first.unpublish()
    assert "Take me first" not in text(client.get(course.url))


def test_page_says_what_each_module_is_about(course, module, lesson, client, text):
    module.summary = "One home, two records."
    module.save()
    assert "One home, two records." in text(client.get(course.url))


def test_page_says_version_and_its_date(told, client, text, now):
    with time_machine.travel(now):
        records.publish_version(course=told, by=None, at=now)
        told.title = "Think family"
        told.save_revision().publish()
    assert "2, 3 March 2027" in text(client.get(told.url))


def test_page_lists_the_sources_of_the_course_and_of_its_lessons_once(indexed, course, full_lesson, client):
    own = factories.SourceFactory(title="Own source")
    course.sources = [own]
    course.save()
    titles = [source.title for source in client.get(course.url).context["all_sources"]]
    assert titles == ["NSPCC briefing", "Own source"]


def test_page_leaves_out_sources_of_lessons_that_are_taken_down(course, full_lesson, client):
    full_lesson.unpublish()
    assert client.get(course.url).context["all_sources"] == []


def test_signed_out_someone_is_asked_to_sign_in_and_comes_back(course, lesson, client, text):
    words = text(client.get(course.url))
    assert f'href="{reverse("account_login")}?next={course.url}">Sign in to start' in words
    assert f'href="{lesson.url}"' not in words


def test_someone_who_has_not_joined_can_join_and_open_no_part(course, lesson, stranger_client, text):
    words = text(stranger_client.get(course.url))
    assert "Join this course" in words
    assert f'action="{reverse("enrol", args=[course.pk])}"' in words
    assert f'href="{lesson.url}"' not in words
    assert "Not started" not in words


def test_taster_opens_from_the_course_for_someone_signed_in(course, lesson, client, stranger_client, text):
    LessonPage.objects.filter(pk=lesson.pk).update(is_taster=True)
    words = text(stranger_client.get(course.url))
    assert f'href="{lesson.url}"' in words
    assert "Try this part" in words
    assert f'href="{lesson.url}"' not in text(client.get(course.url))


def test_someone_who_has_just_joined_starts_with_the_first_part(
    course, lesson, enrolment, learner_client, text
):
    words = text(learner_client.get(course.url))
    assert f'href="{lesson.url}">Start: Asking' in words
    assert "0 of 1 part completed" in words
    assert "Not started" in words


def test_someone_in_a_part_continues_at_the_exact_place(
    course, lesson, enrolment, learner, learner_client, text, now
):
    records.keep_place(learner=learner, activity=lesson, position="p-5c1f", at=now)
    words = text(learner_client.get(course.url))
    assert f'href="{lesson.url}#p-5c1f">Continue: Asking' in words
    assert "In progress" in words


def test_someone_half_way_is_told_how_many_parts_are_done(
    course, lesson, module, enrolment, learner, learner_client, text, now
):
    factories.LessonPageFactory(parent=module, title="Recording")
    records.complete(learner=learner, activity=lesson, by=learner, at=now)
    words = text(learner_client.get(course.url))
    assert "1 of 2 parts completed" in words
    assert "Continue: Recording" in words


def test_completed_course_leads_to_the_certificate_and_opens_every_part_again(
    course, lesson, completed, learner_client, text
):
    words = text(learner_client.get(course.url))
    assert f'href="{reverse("certificate", args=[completed.certificate.pk])}">See your certificate' in words
    assert f'href="{lesson.url}"' in words
    assert "3 March 2027" in words
    assert "Your certificate is valid until 3 March 2030." in words
    assert "Renew" not in words


@pytest.mark.parametrize(
    ("day", "may_renew", "words"),
    [
        (datetime.date(2029, 12, 2), False, "Your certificate is valid until 3 March 2030."),
        (
            datetime.date(2029, 12, 3),
            True,
            "Your certificate runs out on 3 March 2030. Renew it before then.",
        ),
        (datetime.date(2030, 3, 3), True, "Your certificate expired on 3 March 2030."),
    ],
)
def test_course_can_be_renewed_in_the_last_90_days_and_after(
    day, may_renew, words, course, completed, learner, sign_in, text
):
    with time_machine.travel(datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)):
        shown = text(sign_in(learner).get(course.url))
    assert words in shown
    assert (reverse("renew", args=[course.pk]) in shown) == may_renew


def test_course_says_that_a_certificate_was_withdrawn(
    course, completed, administrator, learner_client, text, now
):
    records.revoke(certificate=completed.certificate, by=administrator, at=now, reason="Awarded in error.")
    words = text(learner_client.get(course.url))
    assert "The issuer withdrew your certificate." in words
    assert "valid until" not in words


def test_a_course_cannot_count_more_minutes_with_others_than_minutes(course):
    course.minutes_participatory = course.minutes
    course.full_clean()
    course.minutes_participatory += 1
    with pytest.raises(ValidationError, match="part of the minutes"):
        course.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        course.save(clean=False)


def test_parts_added_since_are_said_and_take_nothing_away(course, module, completed, learner_client, text):
    factories.LessonPageFactory(parent=module, title="New part")
    words = text(learner_client.get(course.url))
    assert "1 part has been added since you completed this course." in words
    assert "See your certificate" in words
    assert "New part" in words


def test_course_without_parts_says_so_and_cannot_be_joined(course, learner_client, text):
    words = text(learner_client.get(course.url))
    assert "This course has no parts yet." in words
    assert "Join this course" not in words


def test_parts_taken_down_are_left_out(course, lesson, module, client, text):
    factories.LessonPageFactory(parent=module, title="Withdrawn").unpublish()
    assert "Withdrawn" not in text(client.get(course.url))


def test_course_taken_down_is_not_found(course, client):
    course.unpublish()
    assert client.get(course.url).status_code == 404


def test_address_of_a_module_leads_to_its_course(course, module, client):
    assert client.get(module.url).headers["Location"] == course.url


def test_names_with_markup_in_them_are_words(course, lesson, client, text):
    CoursePage.objects.filter(pk=course.pk).update(title="<b>Bold</b>", strapline="<i>x</i>")
    Page.objects.filter(pk=lesson.pk).update(title="<script>alert(1)</script>")
    words = text(client.get(course.url))
    assert "<b>Bold</b>" not in words
    assert "<script>alert" not in words
    assert "&lt;b&gt;Bold&lt;/b&gt;" in words


def test_opening_the_page_writes_nothing(course, lesson, enrolment, learner_client):
    before = Event.objects.count()
    learner_client.get(course.url)
    assert (Event.objects.count(), Place.objects.count(), Enrolment.objects.count()) == (before, 0, 1)


def test_preview_knows_no_one_and_shows_what_is_not_yet_saved(course, lesson, enrolment, learner, rf):
    source = factories.SourceFactory(title="Not yet saved")
    draft = CoursePage.objects.get(pk=course.pk)
    draft.sources = [source]
    request = rf.get(course.url)
    request.user, request.is_preview = learner, True
    context = draft.get_context(request)
    assert context["standing"].enrolment is None
    assert context["all_sources"] == [source]


def test_course_page_takes_at_most_15_queries_at_1_and_200_parts(
    course, module, lesson, enrolment, learner, learner_client, queries, now
):
    lesson.body = json.dumps(content.every_block(factories.SourceFactory()))
    lesson.save_revision().publish()
    module.add_child(instance=CaseStudyPage(title="Dee"))
    module.add_child(instance=QuizPage(title="Check"))
    records.keep_place(learner=learner, activity=lesson, position="p-1", at=now)
    at_first = queries(learner_client, course.url)
    for _ in range(197):
        factories.LessonPageFactory(parent=module)
    assert queries(learner_client, course.url) == at_first <= 15


@pytest.mark.parametrize("who", ["client", "stranger_client"])
def test_course_page_takes_at_most_15_queries_for_someone_who_has_not_joined(
    who, course, lesson, module, queries, request
):
    module.add_child(instance=CaseStudyPage(title="Dee"))
    module.add_child(instance=QuizPage(title="Check"))
    assert queries(request.getfixturevalue(who), course.url) <= 15
