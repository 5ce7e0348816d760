"""Messages of what was played, however they come: late, lost, twice, forged, from two devices. Erased on request."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from casestudies.models import Played, PlayingChoice
from casestudies.playing import playing, sessions
from learning.records import records
from learning.records.models import Effect, Event, Place
from tests.casestudies import factories
from tests.casestudies.factories import AT
from tests.casestudies.playing.conftest import opened, place_of, stretches_of
from tests.factories import UserFactory

MINUTE = datetime.timedelta(minutes=1)


def test_seeking_to_the_end_plays_only_what_was_played(keep, enrolled):
    keep([(0, 8), (57, 60)], position=60)
    assert stretches_of(enrolled) == [(0, 8), (57, 60)]
    assert place_of(enrolled) == "t=60"


def test_at_twice_the_speed_all_of_it_counts(keep, enrolled):
    keep([(0, 60)], after=30)
    assert stretches_of(enrolled) == [(0, 60)]


def test_faster_than_anything_plays_does_not(keep, enrolled):
    keep([(0, 60)], after=10)
    assert stretches_of(enrolled) == [(0, 27)]


def test_many_messages_at_once_add_no_more_than_one(keep, enrolled, case):
    session = opened(enrolled, case)
    for seq in range(1, 6):
        keep([(seq * 10, seq * 10 + 10)], after=5, seq=seq, session=session)
    assert stretches_of(enrolled) == [(10, 26)]


def test_two_devices_come_to_the_union_and_the_place_of_the_later(keep, enrolled, case):
    phone, desk = opened(enrolled, case), opened(enrolled, case, AT + 2 * MINUTE)
    keep([(20, 40)], session=desk, position=40)
    keep([(0, 20), (50, 55)], session=phone, after=240, age=120, position=55)
    assert stretches_of(enrolled) == [(0, 40), (50, 55)]
    assert place_of(enrolled) == "t=40"


def test_a_message_sent_again_changes_nothing(keep, enrolled, case):
    session = opened(enrolled, case)
    keep([(0, 10)], session=session, seq=1, position=10)
    keep([(0, 30)], session=session, seq=2, position=30)
    before = stretches_of(enrolled)
    keep([(0, 10)], session=session, seq=1, position=10, after=90)
    assert (stretches_of(enrolled), place_of(enrolled)) == (before, "t=30")


def test_a_lost_message_is_made_good_by_the_next(keep, enrolled, case):
    keep([(0, 10), (20, 30)], seq=3, session=opened(enrolled, case))
    assert stretches_of(enrolled) == [(0, 10), (20, 30)]


def test_a_place_elsewhere_in_the_part_since_then_stays(keep, enrolled, case):
    records.keep_place(learner=enrolled, activity=case, position="cue-3", at=AT + MINUTE / 2)
    keep([(0, 10)], age=45, position=10)
    assert place_of(enrolled) == "cue-3"


def test_nobody_has_been_in_a_film_before_they_opened_it(keep, enrolled):
    keep([(0, 10)], age=86_400, position=10)
    assert Place.objects.get().seen_at == AT


def test_nothing_counts_outside_the_film(keep, enrolled):
    keep([(50, 90)], position=900)
    assert stretches_of(enrolled) == [(50, 60)]
    assert place_of(enrolled) == "t=60"


def test_nothing_counts_outside_the_part_that_is_shown(keep, enrolled, course):
    extract = factories.case(course, title="Part of it", film_start_seconds=26, film_end_seconds=38)
    keep([(0, 60)], page=extract, position=2)
    assert stretches_of(enrolled) == [(26, 38)]
    assert place_of(enrolled) == "t=26"


def test_a_film_whose_length_nobody_has_said_is_played_as_it_comes(keep, enrolled, case):
    case.film.duration = 0
    keep([(50, 90)])
    assert stretches_of(enrolled) == [(50, 90)]


def test_another_film_on_the_page_begins_anew(keep, enrolled, case):
    keep([(0, 10)])
    case.film = factories.film(title="Another")
    case.save()
    keep([(20, 30)])
    assert sorted(Played.objects.values_list("stretches", flat=True)) == [[[0, 10]], [[20, 30]]]


def test_sessions_are_bounded_and_one_long_past_changes_nothing(keep, enrolled, case):
    first = opened(enrolled, case)
    for number in range(playing.MOST_SESSIONS):
        keep([(0, 5)], session=opened(enrolled, case, AT + (number + 1) * MINUTE), position=5)
    keep([(0, 50)], session=first, position=50)
    assert len(Played.objects.get().sessions) == playing.MOST_SESSIONS
    assert (stretches_of(enrolled), place_of(enrolled)) == ([(0, 5)], "t=5")


def test_nothing_is_kept_of_whoever_is_not_on_the_course(keep, course):
    taster = factories.case(course, is_taster=True)
    with pytest.raises(records.NotEnrolled):
        keep([(0, 10)], learner=UserFactory(), page=taster)
    assert not Played.objects.exists()


def test_what_is_erased_stays_erased_though_the_page_is_open_still(keep, enrolled, case, course):
    other = factories.case(course, title="Another")
    session = opened(enrolled, case)
    keep([(0, 10)], session=session)
    keep([(0, 5)], page=other)
    playing.forget(learner=enrolled, screening=case.screening(case.film), at=AT + MINUTE)
    assert stretches_of(enrolled) == [(0, 5)]
    with pytest.raises(playing.NotKept):
        keep([(0, 20)], session=session, after=90, seq=2)
    assert [place.activity_id for place in Place.objects.all()] == [other.pk]
    keep([(30, 40)], session=opened(enrolled, case, AT + 2 * MINUTE))
    assert stretches_of(enrolled) == [(0, 5), (30, 40)]


def test_all_of_it_is_erased_at_once_and_only_ones_own(keep, enrolled, case, course):
    other = UserFactory()
    factories.join(other, course)
    keep([(0, 10)])
    keep([(0, 20)], learner=other)
    records.keep_place(learner=enrolled, activity=course.activities()[0].specific, position="p-1", at=AT)
    for _ in range(2):
        playing.forget(learner=enrolled, at=AT + MINUTE)
    assert (stretches_of(enrolled), stretches_of(other)) == ([], [(0, 20)])
    assert {place.position for place in Place.objects.filter(enrolment__learner=enrolled)} == {"p-1"}


def test_whoever_wants_nothing_kept_has_nothing_kept_until_they_do(keep, enrolled, case):
    keep([(0, 10)])
    playing.choose(learner=enrolled, is_kept=False, at=AT + MINUTE)
    with pytest.raises(playing.NotKept):
        keep([(0, 10)], session=opened(enrolled, case, AT + 2 * MINUTE))
    assert not Played.objects.exists()
    assert not Place.objects.exists()
    playing.choose(learner=enrolled, is_kept=True, at=AT + 3 * MINUTE)
    keep([(0, 10)], session=opened(enrolled, case, AT + 4 * MINUTE))
    assert stretches_of(enrolled) == [(0, 10)]


def test_it_goes_with_the_account_the_page_and_the_film(keep, course):
    person = UserFactory()
    factories.join(person, course)
    Played.objects.create(learner=person, page=course.page_ptr, film=factories.film(), saved_at=AT)
    played = Played.objects.get()
    played.film.delete()
    assert not Played.objects.exists()


def test_a_learner_has_one_row_for_a_film_on_a_page(keep):
    row = keep([(0, 10)])
    with pytest.raises(IntegrityError), transaction.atomic():
        Played.objects.create(learner=row.learner, page=row.page, film=row.film, saved_at=AT)


def test_it_is_told_to_nobody(keep, enrolled, caplog):
    before = Event.objects.count(), Effect.objects.count()
    with caplog.at_level("DEBUG"):
        row = keep([(0, 10)])
        playing.forget(learner=enrolled, at=AT + MINUTE)
    assert (Event.objects.count(), Effect.objects.count()) == before
    assert not [line for line in caplog.records if line.name != "django.db.backends"]
    assert enrolled.name not in f"{row} {PlayingChoice.objects.get()}"


@pytest.mark.parametrize("spoilt", ["", "x", "forged", "1:2:3"])
def test_a_name_that_we_did_not_sign_is_no_session(enrolled, case, spoilt):
    with pytest.raises(sessions.NotASession):
        sessions.read(spoilt, learner_id=enrolled.pk, screening=case.screening(case.film), at=AT)


def test_a_session_holds_for_its_person_page_film_and_week(enrolled, case, course):
    signed = sessions.begin(learner_id=enrolled.pk, screening=case.screening(case.film), at=AT)
    other = factories.case(course, title="Another")
    later = AT + sessions.LONGEST + MINUTE
    right = {"learner_id": enrolled.pk, "screening": case.screening(case.film), "at": AT}
    elsewhere = other.screening(other.film)
    for wrong in ({"learner_id": UserFactory().pk}, {"screening": elsewhere}, {"at": later}):
        with pytest.raises(sessions.NotASession):
            sessions.read(signed, **right | wrong)
    case.film = factories.film()
    with pytest.raises(sessions.NotASession):
        sessions.read(signed, learner_id=enrolled.pk, screening=case.screening(case.film), at=AT)
