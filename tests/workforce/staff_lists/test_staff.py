"""A staff list, from bringing it to accepting it."""

from learning.people.models import Absence, Post, StaffNumber, User
from learning.workforce.models import AcceptedList, ListContent, ListLine
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
