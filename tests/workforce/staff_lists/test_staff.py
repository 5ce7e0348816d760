"""A staff list, from bringing it to accepting it."""

import pytest
from django.db import DatabaseError, transaction

from learning.people.models import Absence, Post, StaffNumber, User
from learning.records.worker import work_once
from learning.workforce.models import AcceptedList, ListContent, ListLine
from learning.workforce.staff_lists import accepting, identity, writing
from tests.factories import LineManagerFactory, OrganisationFactory
from tests.workforce.factories import DAY, ON
from tests.workforce.staff_lists.files import someone


def test_new_people_are_added_with_number_post_and_account_and_the_same_file_again_changes_nothing(
    bring, accept, told, world
):
    rows = [
        someone(1),
        someone(2, team="", away="Maternity leave", away_from="01/02/2027", away_until="2027-09-01"),
    ]
    brought = bring(rows)
    assert brought.counts == {
        "error": 0, "added": 2, "changed": 0, "ended": 0, "absent": 1, "returned": 0, "unchanged": 0, "unknown": {}
    }  # fmt: skip
    assert told(brought, "added")[0] == (
        2,
        "Person 1, 00000001",
        ("E-mail", "", "staff1@northmoor.example"),
        ("Staff group", "", "Health visitor (SCPHN)"),
        ("Team", "", "Quayside"),
        ("First day", "", "1 March 2024"),
    )
    assert not User.objects.filter(email="staff1@northmoor.example").exists()
    accept(brought)
    person = User.objects.get(email="staff1@northmoor.example")
    assert not person.has_usable_password()
    assert StaffNumber.objects.get(person=person).number == "00000001"
    post = person.posts.get()
    assert (post.team, post.service_side, post.starts_on.isoformat()) == (
        world.team,
        "whole_family",
        "2024-03-01",
    )
    absence = Absence.objects.get(post__person__email="staff2@northmoor.example")
    assert (absence.kind, absence.expected_until.isoformat()) == ("maternity", "2027-09-01")
    assert not ListContent.objects.exists()
    assert not ListLine.objects.exists()
    assert AcceptedList.objects.get().added == 2
    again = bring(rows)
    assert (again.count("unchanged"), again.lines.count()) == (2, 0)
    accept(again)
    assert Post.objects.filter(person=person).count() == 1


@pytest.fixture
def known(bring, accept, world):
    """Two people whom a list has brought, one of them away; and their rows."""
    rows = [someone(1), someone(2, away="Career break", away_from="01/02/2027", away_until="01/09/2027")]
    accept(bring(rows))
    return rows


def post_of(number: int) -> Post:
    return Post.objects.get(person__email=f"staff{number}@northmoor.example")


def test_a_team_and_a_name_are_corrected_in_place(known, bring, accept, told):
    brought = bring([someone(1, name="Amina Yusuf", team="Hillfoot"), known[1]])
    assert told(brought, "changed") == [
        (2, "Amina Yusuf, 00000001", ("Name", "Person 1", "Amina Yusuf"), ("Team", "Quayside", "Hillfoot"))
    ]
    accept(brought)
    assert (post_of(1).team.name, post_of(1).person.name) == ("Hillfoot", "Amina Yusuf")


def test_a_place_that_begins_later_is_a_new_post_and_the_one_before_ends_where_the_list_is_everyone(
    known, bring, accept, told, world
):
    brought = bring([someone(1, group="Midwife", starts_on="01/03/2027"), known[1]], is_everyone=True)
    [ended] = [line for line in told(brought, "ended") if line[1] == "Person 1"]
    assert ended == (
        None,
        "Person 1",
        ("Post", "", "Health visitor (SCPHN), Quayside"),
        ("Last day", "", "2 March 2027"),
    )
    accept(brought)
    held = Post.objects.filter(person__email="staff1@northmoor.example").in_order()
    assert [(post.practice_group.code, post.ends_on and post.ends_on.isoformat()) for post in held] == [
        ("hv", "2027-03-02"),
        ("mw", None),
    ]
    assert (
        bring([someone(1, group="Midwife", starts_on="01/03/2027"), known[1]], is_everyone=True).lines.count()
        == 0
    )


def test_whoever_is_missing_leaves_only_where_the_list_is_everyone_and_keeps_what_they_did(
    known, bring, accept, told, world
):
    assert bring(known[:1]).lines.count() == 0
    brought = bring(known[:1], is_everyone=True)
    assert len(told(brought, "ended")) == brought.posts_before - 1
    with pytest.raises(accepting.AcceptRefused, match="7 of 8 posts would end"):
        accept(brought, may_end_many=False)
    assert not Post.objects.exclude(ends_on=None).exists()
    accept(brought)
    valid = world.people["valid"]
    assert valid.posts.get().ends_on == ON - DAY
    assert valid.certificates.count() == 1
    assert User.objects.filter(pk=valid.pk, is_active=True).exists()


def test_what_a_leaver_answered_for_ends_with_their_last_post(known, bring, accept):
    responsibility = LineManagerFactory(person=post_of(1).person, team=post_of(1).team)
    accept(bring([someone(1, ends_on="28-Feb-2027"), known[1]]))
    responsibility.refresh_from_db()
    assert responsibility.ends_on.isoformat() == "2027-02-28"


def test_absence_is_changed_and_ends_with_a_return_and_stays_ended(known, bring, accept, told):
    longer = someone(2, away="Career break", away_from="01/02/2027", away_until="01/12/2027")
    brought = bring([known[0], longer])
    assert told(brought, "changed") == [
        (3, "Person 2, 00000002", ("Expected until", "1 September 2027", "1 December 2027"))
    ]
    accept(brought)
    brought = bring([known[0], someone(2)])
    assert told(brought, "returned") == [(3, "Person 2, 00000002", ("Last day away", "", "2 March 2027"))]
    accept(brought)
    assert Absence.objects.get(post=post_of(2)).ended_on == ON - DAY
    assert bring([known[0], someone(2)]).lines.count() == 0


def test_one_person_in_two_organisations_is_one_person(known, bring, accept, told, world, mailoutbox):
    """Found by the e-mail that they have confirmed; their name there is theirs to say, and they are told of the post."""
    person = post_of(1).person
    person.set_password("think-family")
    person.save()
    other = OrganisationFactory(name="Elsewhere")
    row = someone(77, email="Staff1@Northmoor.example", name="A. Yusuf", team="")
    brought = bring([row], organisation=other)
    assert told(brought, "added")[0][1:3] == ("A. Yusuf, 00000077", ("Employee number", "", "00000077"))
    accept(brought)
    person.refresh_from_db()
    assert (person.name, person.posts.count(), person.staff_numbers.count()) == ("Person 1", 2, 2)
    while work_once(worker="w"):
        pass
    assert [mail.to for mail in mailoutbox] == [["staff1@northmoor.example"]]
    assert bring([row], organisation=other).lines.count() == 0


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"email": "staff1@northmoor.example"}, "E-mail", identity.NOT_OPENED),
        ({"email": ""}, "E-mail", "Nothing stands here, and it is needed."),
        ({"name": ""}, "Name", "Nothing stands here, and it is needed."),
    ],
)
def test_an_address_that_nobody_has_confirmed_and_a_name_find_nobody(row, column, reason, known, bring, told):
    other = OrganisationFactory(name="Elsewhere")
    rows = [someone(9, team="", **row)]
    [[number, _, problem]] = told(bring(rows, organisation=other), "error")
    assert (number, *problem[:2]) == (2, column, reason)


def test_an_employee_number_of_one_and_an_address_of_another_are_refused(known, bring, told):
    [[_, _, problem]] = told(bring([someone(1, email="staff2@northmoor.example")]), "error")
    assert problem[1] == identity.SOMEBODY_ELSES


@pytest.mark.parametrize("email", ["staff1@northmoor.example", "somebody.new@northmoor.example"])
def test_a_number_that_lost_its_zeros_is_refused_and_makes_nobody_new(email, known, bring, told):
    row = someone(1, number="1", email=email)
    [[_, _, problem]] = told(bring([row]), "error")
    assert problem == (
        "Employee number",
        "Here the number is 00000001: its zeros at the start were lost. Save the column as text.",
        "1",
    )


def test_two_employee_numbers_of_one_person_in_one_list_are_refused(known, bring, told):
    rows = [someone(1, email=""), someone(9, email="staff1@northmoor.example", team="Hillfoot")]
    [[row, _, problem]] = told(bring(rows), "error")
    assert (row, problem[:2]) == (
        3,
        ("Employee number", "Row 2 is of the same person, with another employee number."),
    )


def test_a_list_never_changes_the_address_of_an_account_in_use(known, bring, accept):
    person = post_of(1).person
    person.set_password("think-family")
    person.save()
    brought = bring([someone(1, email="thief@northmoor.example", name="Somebody"), known[1]])
    assert brought.count("unchanged") == 2
    accept(brought)
    person.refresh_from_db()
    assert (person.email, person.name) == ("staff1@northmoor.example", "Person 1")


def test_whoever_left_before_the_first_list_gets_no_account(bring, accept):
    accept(bring([someone(5, ends_on="31/01/2027")]))
    assert not User.objects.filter(email="staff5@northmoor.example").exists()


def test_a_list_that_fails_half_way_leaves_nothing(bring, accept, world, monkeypatch):
    """At each step of writing: whatever was written before it is gone again."""
    for name in ("_posts", "_move", "_update"):
        brought = bring([someone(1, away="Sick", away_from="01/02/2027")])
        before = [model.objects.count() for model in (User, Post, Absence, StaffNumber, AcceptedList)]

        def die(*args, **kwargs):
            raise KeyboardInterrupt

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):  # noqa: PT012 - undone at once
            patch.setattr(writing, name, die)
            accept(brought)
        assert [model.objects.count() for model in (User, Post, Absence, StaffNumber, AcceptedList)] == before
        brought.refresh_from_db()
        assert brought.state == brought.State.COMPARED


def test_what_is_kept_of_an_accepted_list_never_changes(bring, accept):
    accepted = accept(bring([someone(1)]))
    for change in (lambda: AcceptedList.objects.update(added=9), lambda: AcceptedList.objects.all().delete()):
        with pytest.raises(DatabaseError, match="what_was_accepted_of_a_list_stays"), transaction.atomic():
            change()
    accepted.refresh_from_db()
    assert accepted.added == 1


@pytest.mark.parametrize("count", [1, 40])
def test_as_many_queries_for_forty_people_as_for_one(count, bring, accept, django_assert_max_num_queries):
    rows = [someone(number) for number in range(1, count + 1)]
    brought = bring(rows)
    with django_assert_max_num_queries(45):
        accept(brought)
