import datetime

import pytest
import time_machine
from django.urls import reverse

from learning.records import records
from learning.records.models import Certificate
from learning.site.my_learning import stopped_at
from tests.factories import UserFactory

DAY = datetime.timedelta(days=1)


@pytest.fixture
def on(now):
    """on(day) travels there: the page reads the clock."""

    def travel(day):
        return time_machine.travel(datetime.datetime.combine(day, datetime.time(9), tzinfo=datetime.UTC))

    return travel


@pytest.fixture
def page_of(sign_in):
    """page_of(person): what My learning says to them."""

    def open_page(person, **query):
        return sign_in(person).get(reverse("my_learning"), query)

    return open_page


@pytest.fixture
def join(learner, now):
    def join_course(course, at=now, learner=learner):
        return records.enrol(learner=learner, course=course, by=learner, at=at)

    return join_course


@pytest.fixture
def complete(learner, now):
    def complete_parts(*activities, at=now):
        for activity in activities:
            records.complete(learner=learner, activity=activity, by=learner, at=at)

    return complete_parts


def finish(course, join, complete, at):
    join(course, at=at)
    complete(*(page.specific for page in course.activities()), at=at)
    return Certificate.objects.get(course=course)


# Continue


def test_nothing_joined_yet_says_so_and_leads_to_the_courses(home, learner, page_of):
    page = page_of(learner).content.decode()
    assert "No course joined yet" in page
    assert page.count('class="govuk-button"') - page.count('data-module="tf-leave"') == 1
    assert 'href="/courses/"' in page


def test_a_course_just_joined_starts_with_its_first_part(course, lessons, learner, join, page_of):
    join(course)
    going = page_of(learner).context["learning"].going
    assert (going.title, going.course, going.url) == ("Lesson: Lesson 1", course.title, lessons[0].get_url())
    assert (going.action, going.has_begun) == ("Start the lesson", False)
    assert going.label == "0 of 3 parts completed. About 30 minutes left."


def test_one_click_leads_to_the_exact_place_opened_last(course, lessons, learner, join, page_of, now):
    join(course)
    records.keep_place(learner=learner, activity=lessons[1], position="p-5c1f", at=now)
    going = page_of(learner).context["learning"].going
    assert going.url == f"{lessons[1].get_url()}#p-5c1f"
    assert (going.action, going.has_begun) == ("Continue the lesson", True)


def test_a_part_that_is_completed_is_not_gone_on_with(course, lessons, learner, join, complete, page_of, now):
    join(course)
    records.keep_place(learner=learner, activity=lessons[0], position="p-1", at=now)
    complete(lessons[0])
    going = page_of(learner).context["learning"].going
    assert going.url == lessons[1].get_url()
    assert going.label == "1 of 3 parts completed. About 20 minutes left."


def test_the_course_opened_last_comes_first(make_course, learner, join, page_of, now):
    older, newer = make_course("Older"), make_course("Newer")
    join(older)
    join(newer, at=now + DAY)
    first = older.activities()[0].specific
    records.keep_place(learner=learner, activity=first, position="", at=now + 2 * DAY)
    learning = page_of(learner).context["learning"]
    assert learning.going.course == "Older"
    assert [row.title for row in learning.begun] == ["Newer"]


def test_a_part_that_was_taken_down_is_passed_over(course, lessons, learner, join, page_of, now):
    join(course)
    records.keep_place(learner=learner, activity=lessons[0], position="p-1", at=now)
    lessons[0].unpublish()
    going = page_of(learner).context["learning"].going
    assert going.url == lessons[1].get_url()
    assert going.total == 2


@pytest.mark.parametrize(
    ("position", "words"),
    [
        ("t=38", "You stopped at 38 seconds."),
        ("t=1", "You stopped at 1 second."),
        ("t=125", "You stopped at 2 minutes 5 seconds."),
        ("t=60", "You stopped at 1 minute."),
        ("t=0", ""),
        ("p-5c1f", ""),
        ("t=x", ""),
        ("", ""),
    ],
)
def test_where_someone_stopped_in_a_film_is_said_in_words(position, words):
    assert stopped_at(position) == words


# Courses joined


def test_a_course_taken_down_while_someone_is_in_it_is_explained_and_not_linked(
    course, lessons, learner, join, complete, page_of
):
    join(course)
    complete(lessons[0])
    course.unpublish()
    learning = page_of(learner).context["learning"]
    assert learning.going is None
    (row,) = learning.begun
    assert (row.url, row.word) == (None, "Taken down")
    assert row.note == "This course has been taken down. What you have done is kept."


def test_when_every_open_part_is_done_nothing_is_offered_to_go_on_with(
    course, lessons, learner, join, complete, page_of
):
    join(course)
    complete(*lessons[:2])
    lessons[2].unpublish()
    learning = page_of(learner).context["learning"]
    assert learning.going is None
    assert learning.begun[0].note.startswith("2 of 2 parts completed. You have completed every part")


def test_a_course_without_parts_says_so(make_course, learner, join, page_of):
    join(make_course(parts=0))
    assert "has no parts at the moment" in page_of(learner).context["learning"].begun[0].note


def test_one_part_is_one_part(make_course, learner, join, page_of):
    join(make_course(parts=1))
    assert page_of(learner).context["learning"].going.label == "0 of 1 part completed. About 10 minutes left."


def test_nobody_sees_what_another_is_taking(make_course, learner, join, page_of):
    join(make_course("Secret Course"), learner=UserFactory())
    assert "Secret Course" not in page_of(learner).content.decode()


def test_a_very_long_name_of_a_course_is_shown_whole(make_course, learner, join, page_of):
    join(make_course("Word " * 50 + "end"))
    assert "Word " * 50 + "end" in page_of(learner).content.decode()


# Completed


def test_a_completed_course_shows_its_certificate_and_how_long_it_counts(
    course, learner, join, complete, page_of, now, on
):
    certificate = finish(course, join, complete, now)
    with on(now.date()):
        learning = page_of(learner).context["learning"]
    assert learning.going is None
    (row,) = learning.completed
    assert (row.word, row.kind) == ("Valid until 3 March 2030", "done")
    assert row.certificate_url == reverse("certificate", args=[certificate.pk])
    assert row.note == "Completed 3 March 2027."
    assert row.renew_url is None


@pytest.mark.parametrize(
    ("days", "word", "renewable"),
    [
        (-91, "Valid until 3 March 2030", False),
        (-90, "Renew by 3 March 2030", True),
        (-1, "Renew by 3 March 2030", True),
        (0, "Expired on 3 March 2030", True),
    ],
)
def test_a_certificate_near_its_end_can_be_renewed(
    days, word, renewable, course, learner, join, complete, page_of, now, on
):
    certificate = finish(course, join, complete, now)
    with on(certificate.expires_on + days * DAY):
        learning = page_of(learner).context["learning"]
    (row,) = learning.due if renewable else learning.completed
    assert row.word == word
    assert bool(row.renew_url) is renewable


def test_the_button_to_renew_posts_to_the_course(course, learner, join, complete, page_of, now, on):
    certificate = finish(course, join, complete, now)
    with on(certificate.expires_on):
        page = page_of(learner).content.decode()
    assert f'<form method="post" action="{reverse("renew", args=[course.pk])}">' in page


def test_a_course_being_renewed_is_begun_again(course, learner, join, complete, page_of, now, on):
    certificate = finish(course, join, complete, now)
    at = datetime.datetime.combine(certificate.expires_on, datetime.time(9), tzinfo=datetime.UTC)
    records.renew(learner=learner, course=course, by=learner, at=at)
    learning = page_of(learner).context["learning"]
    assert learning.going.label.startswith("0 of 3 parts completed.")
    assert learning.completed == []


def test_a_certificate_that_was_withdrawn_says_so_and_the_course_can_be_taken_again_at_once(
    course, learner, join, complete, page_of, now, on, administrator
):
    certificate = finish(course, join, complete, now)
    records.revoke(certificate=certificate, by=administrator, at=now, reason="Awarded in error.")
    (row,) = page_of(learner).context["learning"].due
    assert row.word == "Withdrawn by the issuer on 3 March 2027"
    assert row.renew_url == reverse("renew", args=[course.pk])


def test_a_completed_course_that_was_taken_down_keeps_its_certificate(
    course, learner, join, complete, page_of, now, on
):
    certificate = finish(course, join, complete, now)
    course.unpublish()
    with on(certificate.expires_on):
        (row,) = page_of(learner).context["learning"].completed
    assert (row.url, row.renew_url) == (None, None)
    assert "taken down" in row.note
    assert row.certificate_url


def test_a_certificate_that_does_not_end_is_completed(make_course, learner, join, complete, page_of, now):
    finish(make_course(certificate_months=None), join, complete, now)
    (row,) = page_of(learner).context["learning"].completed
    assert (row.word, row.renew_url) == ("Completed", None)


# The page


def test_my_learning_asks_a_stranger_to_sign_in(client, home):
    assert client.get(reverse("my_learning")).headers["Location"] == "/accounts/login/?next=/my-learning/"


def test_my_learning_is_kept_by_no_cache(learner, page_of, home):
    response = page_of(learner)
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "9" * 5000, "a\x00b"])
def test_a_page_number_that_is_none_gets_a_page(page, learner, page_of, home):
    assert page_of(learner, page=page).status_code == 200


@pytest.mark.parametrize("count", [1, 200])
def test_my_learning_takes_as_many_queries_for_one_course_as_for_200(
    count, make_course, learner, learner_client, join, complete, count_queries, now
):
    for number in range(count):
        course = make_course(f"Course {number}", parts=1)
        join(course)
        if number % 2:
            complete(course.activities()[0].specific)
    assert count_queries(learner_client, reverse("my_learning")) == 10


def test_fifty_courses_are_a_page(make_course, learner, join, page_of):
    for number in range(51):
        join(make_course(f"Course {number}", parts=0))
    assert len(page_of(learner).context["learning"].begun) == 50
    assert len(page_of(learner, page=2).context["learning"].begun) == 1


# Certificates


def test_every_certificate_is_listed_newest_first(make_course, learner, learner_client, join, complete, now):
    finish(make_course("First"), join, complete, now)
    finish(make_course("Second"), join, complete, now + DAY)
    rows = learner_client.get(reverse("my_certificates")).context["rows"]
    assert [row.title for row in rows] == ["Second", "First"]
    assert rows[0].pdf_url == reverse("certificate_pdf", args=[Certificate.objects.latest_first()[0].pk])


def test_a_certificate_that_was_withdrawn_is_listed_and_not_given_out(
    course, learner, learner_client, join, complete, now, administrator
):
    certificate = finish(course, join, complete, now)
    records.revoke(certificate=certificate, by=administrator, at=now, reason="Awarded in error.")
    (row,) = learner_client.get(reverse("my_certificates")).context["rows"]
    assert (row.pdf_url, row.url) == (None, reverse("certificate", args=[certificate.pk]))


def test_no_certificates_yet_says_so(learner_client, home):
    assert "No certificates yet" in learner_client.get(reverse("my_certificates")).content.decode()


def test_nobody_is_shown_the_certificates_of_another(course, join, complete, sign_in, now):
    finish(course, join, complete, now)
    assert sign_in(UserFactory()).get(reverse("my_certificates")).context["rows"] == []


@pytest.mark.parametrize("count", [1, 20])
def test_certificates_take_as_many_queries_for_one_as_for_many(
    count, make_course, learner, learner_client, join, complete, count_queries, now
):
    for number in range(count):
        finish(make_course(f"Course {number}", parts=1), join, complete, now)
    assert count_queries(learner_client, reverse("my_certificates")) == 5
