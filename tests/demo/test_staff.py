"""The plan of who works in Northmoor. No database."""

import datetime
from collections import Counter

import pytest

from courses.demo import staff
from courses.demo.names import AddressBook, Name, folded

TODAY = datetime.date(2027, 3, 3)


@pytest.fixture
def everyone(northmoor, people_rules) -> list[staff.PlannedPerson]:
    return staff.plan(northmoor, people_rules, TODAY)


def live_posts(people: list[staff.PlannedPerson]) -> list[staff.PlannedPost]:
    return [post for person in people for post in person.live_posts]


def test_the_five_organisations_have_400_posts(everyone, northmoor):
    assert len(live_posts(everyone)) == 400
    assert Counter(post.slot.organisation for post in live_posts(everyone)) == {
        organisation["code"]: organisation["posts"] for organisation in northmoor["organisations"]
    }


def test_every_team_has_the_posts_that_it_should(everyone, northmoor):
    filled = Counter((post.slot.team, post.slot.group) for post in live_posts(everyone))

    assert filled == {
        (team["code"], group): count
        for organisation in northmoor["organisations"]
        for team in organisation["teams"]
        for group, count in team.get("posts", {}).items()
    }


def test_a_team_may_give_its_posts_a_side(everyone):
    sides = {post.slot.side for post in live_posts(everyone) if post.slot.team == "NPFT-N-CAMHS"}

    assert sides == {"", "children"}


def test_the_same_seed_gives_the_same_plan(northmoor, people_rules):
    assert staff.plan(northmoor, people_rules, TODAY) == staff.plan(northmoor, people_rules, TODAY)


def test_another_seed_gives_other_people(northmoor, people_rules, everyone):
    others = staff.plan(northmoor, people_rules | {"seed": 1}, TODAY)

    assert {person.name for person in others} != {person.name for person in everyone}


def test_dates_move_with_the_day_of_loading(northmoor, people_rules, everyone):
    week = datetime.timedelta(days=7)
    later = staff.plan(northmoor, people_rules, TODAY + week)

    assert [post.starts_on for post in live_posts(later)] == [
        post.starts_on + week for post in live_posts(everyone)
    ]


def test_everyone_has_an_address_of_their_own(everyone):
    addresses = [person.email for person in everyone]

    assert len(set(addresses)) == len(addresses)
    assert all(address == address.lower() and address.isascii() for address in addresses)


def test_names_that_tables_find_hard_are_there_once(everyone, people_rules):
    names = Counter(person.name for person in everyone)

    for special in people_rules["names"]["always_include"]:
        assert names[f"{special['given']} {special['family']}".strip()] == 1


def test_two_pairs_share_a_full_name_in_different_organisations(everyone):
    places = {}
    for person in everyone:
        if person.live_posts:
            places.setdefault(person.name, set()).add(person.live_posts[0].slot.organisation)

    assert sum(len(where) > 1 for where in places.values()) >= 2


def test_nobody_bears_the_name_of_a_film_character(everyone, people_rules):
    assert not {person.name for person in everyone} & set(people_rules["not_used"])


def test_a_few_people_hold_two_posts(everyone):
    two = [person.live_posts for person in everyone if len(person.live_posts) > 1]

    assert [{post.slot.team for post in posts} for posts in two] == [
        {"NPFT-PERI", "NCH-FNP"},
        {"NCAS-AMHP", "NCCS-EDT"},
    ]
    assert all([post.is_primary for post in posts] == [True, False] for posts in two)


def test_posts_begin_on_mondays_and_not_in_the_future(everyone):
    assert all(post.starts_on.weekday() == 0 and post.starts_on <= TODAY for post in live_posts(everyone))


def test_posts_that_ended_did_so_after_they_began(everyone):
    ended = [post for person in everyone for post in person.posts if post.ends_on]

    assert len(ended) == 36
    assert all(post.starts_on < post.ends_on < TODAY for post in ended)


def test_absences_are_within_their_posts_and_one_at_a_time(everyone):
    away = [post for post in live_posts(everyone) if post.absences]

    assert all(len(post.absences) == 1 for post in away)
    assert all(absence.starts_on >= post.starts_on for post in away for absence in post.absences)


def test_three_colleagues_are_away_longer_than_expected(everyone):
    absences = [absence for post in live_posts(everyone) for absence in post.absences]

    assert sum(absence.ended_on is None and absence.expected_until < TODAY for absence in absences) == 3


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łucja", "lucja"),
        ("Ọmọ́tọ́lá", "omotola"),
        ("Þóra", "thora"),
        ("O’Shea", "oshea"),
        ("van der Berg", "vanderberg"),
    ],
)
def test_an_address_is_in_plain_letters(name, plain):
    assert folded(name) == plain


def test_a_second_person_of_a_name_gets_a_number():
    book = AddressBook([])
    name = Name("Alison", "Bell")

    assert [book.address(name, "x.example") for _ in range(3)] == [
        "a.bell@x.example",
        "a.bell2@x.example",
        "a.bell3@x.example",
    ]


def test_someone_with_one_name_is_addressed_by_it():
    assert AddressBook([]).address(Name("Suparman"), "x.example") == "suparman@x.example"
