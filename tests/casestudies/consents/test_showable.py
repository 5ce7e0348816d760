"""Which films may be shown, to whom, on which day."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.consents import consenting
from casestudies.consents.scopes import Scope
from casestudies.consents.withheld import film_on
from casestudies.models import CaseStudyPage, Film
from courses.models import CoursePage, ModulePage
from learning.records.parts import listed
from tests.casestudies import factories
from tests.casestudies.consents.conftest import DAY, ENDS
from tests.casestudies.factories import AT
from tests.factories import UserFactory

TODAY = (AT + DAY).date()
EIGHTEEN = datetime.date(2027, 3, 3)


def shown(film, *, to=Scope.STAFF, on: datetime.date = TODAY, course_path: str = "") -> bool:
    return Film.objects.showable(on=on, to=to, course_path=course_path).filter(pk=film.pk).exists()


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        (Scope.STAFF, [Scope.STAFF]),
        (Scope.STAFF_AND_FAMILIES, [Scope.STAFF, Scope.STAFF_AND_FAMILIES]),
        (Scope.PUBLIC_WEB, [Scope.STAFF, Scope.STAFF_AND_FAMILIES, Scope.PUBLIC_WEB]),
    ],
)
def test_a_film_is_shown_to_those_for_whom_consent_was_given_and_to_no_one_wider(real, scope, covered):
    factories.agree(factories.person_in(real), scope=scope)
    asked = [Scope.STAFF, Scope.STAFF_AND_FAMILIES, Scope.PUBLIC_WEB]
    assert [to for to in asked if shown(real, to=to)] == covered


def test_a_consent_for_one_course_holds_there_alone(real, course):
    factories.agree(factories.person_in(real), scope=Scope.THIS_COURSE, course=course.page_ptr)
    assert shown(real, course_path=course.path)
    assert not shown(real, course_path=course.path[:-1] + "Z")
    assert not shown(real)
    assert not shown(real, to=Scope.STAFF_AND_FAMILIES, course_path=course.path)
    here = factories.case(course, film=real)
    assert film_on(here, on=TODAY) == real
    other = course.get_parent().add_child(instance=CoursePage(title="Another"))
    module = other.add_child(instance=ModulePage(title="One"))
    elsewhere = module.add_child(instance=CaseStudyPage(title="There", film=real, live=False))
    assert film_on(elsewhere, on=TODAY) is None


def test_a_fictional_film_is_always_shown_and_a_real_one_of_nobody_never(real):
    assert shown(factories.film(), to=Scope.PUBLIC_WEB)
    assert not shown(real)


def test_calling_a_film_fictional_behind_the_form_opens_nothing(real):
    factories.person_in(real)
    Film.objects.filter(pk=real.pk).update(is_fictional=True)
    assert not shown(real)


def test_one_who_has_not_agreed_is_enough(real, mother):
    assert shown(real)
    child = factories.person_in(real, label="Boy, 9", turns_18_on=EIGHTEEN)
    assert not shown(real)
    factories.agree(child)
    assert shown(real)


def test_a_consent_holds_from_its_day_until_the_day_before_it_runs_out(real, mother):
    ends = ENDS.date()
    days = [AT.date() - DAY, AT.date(), ends - DAY, ends, ends + DAY]
    assert [shown(real, on=day) for day in days] == [False, True, True, False, False]


def test_the_last_consent_counts_even_where_it_allows_less(real, mother):
    factories.agree(mother, scope=Scope.PUBLIC_WEB)
    assert shown(real, to=Scope.PUBLIC_WEB)
    factories.agree(mother, scope=Scope.STAFF)
    assert not shown(real, to=Scope.PUBLIC_WEB)


def test_who_withdrew_may_agree_anew(real, mother):
    at = AT + DAY
    consenting.withdraw(participant=mother, told_on=TODAY, route="email", by=UserFactory(), at=at)
    assert not shown(real)
    factories.agree(mother, at=at + datetime.timedelta(minutes=1))
    assert shown(real)


def test_what_was_agreed_for_a_child_ends_on_the_day_they_are_eighteen(real, time_machine):
    child = factories.person_in(real, turns_18_on=EIGHTEEN)
    factories.agree(child)
    assert [shown(real, on=day) for day in (EIGHTEEN - DAY, EIGHTEEN)] == [True, False]
    birthday = datetime.datetime(2027, 3, 3, 9, tzinfo=datetime.UTC)
    factories.agree(child, at=birthday, as_adult=True)
    assert [shown(real, on=EIGHTEEN + days * DAY) for days in (0, 1, 365)] == [True, True, True]


@pytest.mark.parametrize("count", [1, 3])
def test_films_and_the_people_in_them_take_as_many_queries_for_one_as_for_many(course, real, count):
    for number in range(count):
        factories.agree(factories.person_in(real, label=f"Person {number}"))
    page = factories.case(course, film=real)
    with CaptureQueriesContext(connection) as queries:
        assert film_on(page, on=TODAY) == real
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        [film] = Film.objects.of_real_people().with_people(on=TODAY)
        assert film.lapses(on=TODAY) == []
    assert len(queries) == 2


@pytest.mark.parametrize(("is_taster", "word"), [(False, "Film"), (True, "Case study")])
def test_a_list_of_parts_calls_a_film_a_film_where_it_plays(real, course, is_taster, word):
    factories.case(course, film=real, is_taster=is_taster)
    factories.case(course, title="Nobody asked", film=factories.real_film(title="Nobody asked"))
    factories.agree(factories.person_in(real), scope=Scope.THIS_COURSE, course=course.page_ptr)
    words = [(part.part_word, part.part_icon == "film") for part in listed(course.activities())][-2:]
    assert words == [(word, word == "Film"), ("Case study", False)]
    pages = [part.specific for part in course.activities()][-2:]
    assert [film_on(page, on=TODAY) is not None for page in pages] == [is_film for _, is_film in words]


def test_a_list_of_parts_asks_the_same_of_one_film_of_real_people_and_of_many(course):
    counts = []
    for number in (1, 4):
        for each in range(number):
            film = factories.real_film(title=f"Film {number}.{each}")
            factories.agree(factories.person_in(film))
            factories.case(course, title=f"Case {number}.{each}", film=film)
        with CaptureQueriesContext(connection) as queries:
            listed(course.activities())
        counts.append(len(queries))
    assert counts == [3, 3]
