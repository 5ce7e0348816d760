"""A month on one page for a board, read back from the bytes."""

import datetime
import re

import pytest
import typst
from django.urls import reverse

from learning.certificates.typesetting import ZERO_WIDTH_SPACE, breakable, typeset
from learning.people.models import Team
from learning.workforce.looks import Look
from learning.workforce.packs import board
from learning.workforce.packs.board import board_page
from learning.workforce.snapshots import correcting, taking
from learning.workforce.snapshots.rows import Snapshot
from tests.factories import OrganisationFactory, PostFactory, PracticeGroupFactory, RequirementFactory
from tests.workforce.factories import DAY, a_course, certify
from tests.workforce.packs.reading import accessible, read, words_of
from tests.workforce.snapshots.conftest import FEBRUARY
from tests.workforce.snapshots.test_pages import change_everything
from tests.workforce.world import CANARY, NOW

JANUARY = datetime.date(2027, 1, 31)


@pytest.fixture
def kept(world) -> Snapshot:
    return taking.take(organisation=world.organisation, month_end=FEBRUARY, at=NOW)


def test_a_lead_takes_it_away_and_that_is_kept(lead_client, kept, world):
    response = lead_client.post(reverse("board_pack", args=[kept.pk]))
    assert response["Content-Disposition"].startswith('attachment; filename="board-org')
    assert words_of(response.content).startswith("Northmoor Community Health: who is trained, February 2027")
    [look] = Look.objects.all()
    assert (look.what, look.by, look.filters["month"]) == (Look.What.BOARD, world.lead, "2027-02-28")
    assert look.filters["rules"] == kept.rules_hash


def test_it_says_what_the_month_says_and_nobodys_name(kept, world):
    text = words_of(board_page(kept))
    for expected in (
        "The first course 50.0% 2 of 4 Below target (90%) The month before is not kept",
        "The other course 0.0% 0 of 3",
        "Health visitor",
        "33.3% 1 of 3",
        "Everyone 50.0% 2 of 4",
        "The first course 0 0 1 1 0 1 1 1 maternity leave, 1 new in the post",
        "n of N. N is the people whom a requirement covers",
        "As at the end of 28 February 2027, counted on 3 March 2027, 10:00 and not changed since.",
        "The first course. Mandatory, for every staff group. 90 days to complete it, 60 days after a long absence. "
        "Renewed every 36 months. Target 90%, close within 10 points.",
        "The other course. Mandatory, for Health visitor (SCPHN). 90 days",
        f"Counted by 2 requirements, whose mark is {kept.rules_hash[:16]}.",
    ):
        assert expected in text
    assert [
        name for name in (CANARY, *(person.name for person in world.people.values())) if name in text
    ] == []


def test_what_was_put_right_later_stands_on_it(kept, world):
    """Three times: the two newest are told. A board would else read a number that is known to be wrong."""
    for number, name in enumerate(("never", "lapsed", "new")):
        certify(world.people[name], world.course, FEBRUARY - DAY)
        correcting.note(snapshot=kept, by=world.lead, why="Entered late.", at=NOW + number * DAY)
    text = words_of(board_page(kept))
    assert "counted on 3 March 2027, 10:00. What was put right later stands below." in text
    assert "not changed since" not in text
    assert (
        "Counted again on 5 March 2027, as it was known then: The first course: 2 of 4 would be 5 of 5"
        in text
    )
    assert "Counted again on 4 March 2027" in text
    assert "1 earlier note on the page of the month." in text
    assert world.lead.name not in text


def test_hyphens_can_be_searched_for(kept):
    """Were words parted at the ends of lines, whatever hyphen comes after would be read back as one that may be left out."""
    data = board._data(kept)
    data["group_header"] = ["Staff group", *"12345678"]
    data["groups"] = [["Staff", *["responsibilities"] * 8], ["Long-term sick leave", *["1"] * 8]]
    assert "Long-term sick leave" in words_of(typeset(board.TEMPLATE, data, what="Board page"))


def test_it_says_how_the_month_before_was(world, kept):
    taking.take(organisation=world.organisation, month_end=JANUARY, at=NOW)
    assert "→ The same: 50.0%" in words_of(board_page(kept))


def test_it_is_one_accessible_page(kept):
    content = board_page(kept)
    assert len(read(content).pages) == 1
    met = accessible(content, title="Northmoor Community Health: who is trained, February 2027")
    assert [what for what, is_so in met.items() if not is_so] == []


def test_it_stays_the_same_to_the_byte_whatever_changes(kept, world):
    before = board_page(kept)
    change_everything(world)
    assert board_page(Snapshot.objects.get(pk=kept.pk)) == before


def test_of_nobody_it_says_that_no_one_is_due(today, home, course):
    empty = OrganisationFactory(name="李娜 محمد Trust")
    text = words_of(board_page(taking.take(organisation=empty, month_end=FEBRUARY, at=NOW)))
    assert "No course was required of anybody on that day." in text
    RequirementFactory(organisation=empty, course=course)
    PostFactory(organisation=empty, starts_on=FEBRUARY)
    text = words_of(board_page(taking.take(organisation=empty, month_end=JANUARY, at=NOW)))
    assert "No course was required" in text


def test_with_many_courses_groups_and_long_names_it_is_still_one_page(today, home):
    organisation = OrganisationFactory(name="Partnership " * 16)
    for number in range(12):
        course = a_course(f"Safeguarding {number} " + "Parenthood " * 8)
        for kind in ("mandatory", "statutory", "role_essential"):
            RequirementFactory(organisation=organisation, course=course, first_due_days=1, kind=kind)
    for number in range(20):
        group = PracticeGroupFactory(code=f"g{number}", name=f"Group {number} " + "practitioner " * 6)
        PostFactory(organisation=organisation, practice_group=group)
    content = board_page(taking.take(organisation=organisation, month_end=FEBRUARY, at=NOW))
    assert len(read(content).pages) == 1
    assert "8 of 12 courses: those furthest from their targets." in words_of(content)
    assert "14 of 20 staff groups: the largest." in words_of(content)
    assert words_of(content).count("And 1 more rule, on the page of the month.") == 8


def test_with_large_numbers_every_reason_and_two_notes_it_is_still_one_page(kept):
    course = "The First Relationship: Insecure Attachment without the Labels Attached"
    names, reasons = (
        [board._words(f"{course} {number}") for number in range(8)],
        " ".join(["12 new in the post,"] * 9),
    )
    data = board._data(kept) | {
        "notes": [
            (f"Counted again: {course}, 8950 of 10000 would be 9001 of 10000; " * 9)[: board.MOST_OF_NOTE]
        ]
        * 2,
        "courses": [
            [name, "89.5%", "8950 of 10000", "Close (90%)", "↓ Down 1.5 points, from 91.0%"] for name in names
        ],
        "group_header": ["Staff group", *names],
        "groups": [[names[0], *["89.5%\n8950 of 10000"] * 8]] * 15,
        "late": [[name, *["1234"] * 7, reasons[: board.MOST_OF_LEFT_OUT]] for name in names],
        "rules": [
            (name, ("Mandatory, for every staff group. 90 days. " * 20)[: board.MOST_OF_RULES])
            for name in names
        ],
    }
    assert len(read(typeset(board.TEMPLATE, data, what="Board page")).pages) == 1


@pytest.mark.parametrize("words", ["12345678-" * 15, "1-" * 80, "a-" * 80, "Anne-Marie", "x" * 90])
def test_whatever_is_long_can_be_broken(words):
    """At our own marks, or where the typesetter does it: after a hyphen, before a letter."""
    broken = breakable(words, 20)
    assert broken.replace(ZERO_WIDTH_SPACE, "") == words
    parts = re.split(rf"{ZERO_WIDTH_SPACE}|(?<=-)(?=[^\W\d])", broken)
    assert max(map(len, parts)) <= 21
    assert (ZERO_WIDTH_SPACE in broken) == (words not in ("a-" * 80, "Anne-Marie"))


def test_what_does_not_fit_on_one_page_is_no_board_page(kept):
    data = board._data(kept)
    data["definitions"] = data["definitions"] * 40
    with pytest.raises(typst.TypstError, match="A board page is one page"):
        typeset(board.TEMPLATE, data, what="Board page")


def test_a_month_of_another_organisation_is_not_found(lead_client, manager_client, kept):
    elsewhere = Team.objects.get(name__contains=CANARY).organisation
    theirs = taking.take(organisation=elsewhere, month_end=FEBRUARY, at=NOW)
    assert lead_client.post(reverse("board_pack", args=[theirs.pk])).status_code == 404
    assert manager_client.post(reverse("board_pack", args=[kept.pk])).status_code == 404
    assert not Look.objects.exists()
