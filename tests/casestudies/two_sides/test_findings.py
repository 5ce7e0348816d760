"""What stops a two-sided case from being published, what the database refuses, and what is drafted freely."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from wagtail.models import Page

from casestudies.models import Move, Pairing, Sitting, TwoSidedCasePage
from casestudies.two_sides import moving
from casestudies.two_sides.files import Round
from learning.records.findings import PublishRefused
from tests.casestudies.factories import AT
from tests.casestudies.two_sides import factories

LATER = AT + datetime.timedelta(days=1)
REPLACE_MOVE = "REPLACE INTO casestudies_move SELECT * FROM casestudies_move"


def said(family) -> list[str]:
    return [finding.text for finding in family.findings(on=AT.date()) if finding.stops]


def test_a_whole_case_has_nothing_amiss(family):
    assert said(family) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"adult_documents": []}, "The file of adult services has no document."),
        ({"children_questions": []}, "The file of children’s services offers nothing to ask."),
        ({"adult_facts": []}, "The file of adult services offers nothing to share."),
        ({"children_actions": []}, "The file of children’s services offers nothing to do."),
        ({"adult_colleague": " "}, "The file of adult services has no colleague on record."),
        ({"neither_knew": []}, "Nothing says what neither side knew."),
        ({"content_note": ""}, "Write a content note"),
    ],
)
def test_what_is_missing_is_named(wrong, words, family):
    for name, value in wrong.items():
        setattr(family, name, value)
    [found] = said(family)
    assert words in found
    with pytest.raises(PublishRefused, match="cannot be published yet"):
        family.save_revision(clean=False).publish()


def test_the_colleague_on_record_has_chosen_something_and_no_more_than_may_be_chosen(family):
    for child in family.adult_questions:
        child.value["is_recorded"] = True
    [found] = said(family)
    assert "has chosen 4 under “Ask”, and 2 may be chosen" in found
    for round in Round:
        for child in getattr(family, f"adult_{round.stream}"):
            child.value["is_recorded"] = False
    [found] = said(family)
    assert "the colleague on record has chosen nothing at all" in found


def test_two_choices_of_the_same_words_are_named_once(family):
    family.children_facts[1].value["text"] = family.children_facts[0].value["text"].upper()
    [found] = said(family)
    assert "offers “Fact children 1” twice" in found


def test_an_empty_draft_is_kept_and_names_everything(course):
    module = course.get_children().order_by("path")[0].specific
    draft = module.add_child(instance=TwoSidedCasePage(title="Begun", live=False))
    draft.save_revision(clean=False)
    assert len(said(draft)) == 2 * 6 + 2


def test_a_case_that_somebody_opened_is_not_deleted_and_that_is_said(family, visitor, administrator_client):
    factories.begin(family, visitor)
    url = reverse("wagtailadmin_pages:delete", args=[family.pk])
    answer = administrator_client.post(url, follow=True).content.decode()
    assert "cannot be deleted" in answer
    assert Page.objects.filter(pk=family.pk).exists()


# What the database itself refuses


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def test_a_sitting_is_of_one_side_and_ends_after_it_begins(family, visitor):
    sitting = Sitting.objects.filter(pk=factories.begin(family, visitor).pk)
    with refused("a_sitting_opens_the_file_of_one_side"), transaction.atomic():
        sitting.update(side="whole_family")
    with refused("a_sitting_is_finished_after_it_is_begun"), transaction.atomic():
        sitting.update(finished_at=AT - datetime.timedelta(days=1))
    assert sitting.update(finished_at=AT) == 1


def test_one_sitting_of_a_case_is_open_at_a_time(family, visitor):
    sitting = factories.begin(family, visitor)
    fields = {
        name: getattr(sitting, name)
        for name in ("learner", "page", "enrolment", "version", "revision", "side")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Sitting.objects.create(**fields, begun_at=LATER)
    Sitting.objects.update(finished_at=AT)
    assert Sitting.objects.create(**fields, begun_at=LATER)


def test_a_move_is_made_once_and_of_a_round(family, visitor):
    sitting = factories.begin(family, visitor)
    factories.choose(sitting, Round.ASK, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Move.objects.create(sitting=sitting, round=Round.ASK, made_at=AT)
    with refused("a_move_is_of_a_round"), transaction.atomic():
        Move.objects.create(sitting=sitting, round="guess", made_at=AT)


def test_a_move_never_changes_whoever_asks(family, visitor):
    move = factories.choose(factories.begin(family, visitor), Round.ASK, 1)
    moves = Move.objects.filter(pk=move.pk)
    tries = [
        lambda: moves.update(chosen=[]),
        lambda: moves._raw_delete("default"),
        lambda: sql(REPLACE_MOVE if connection.vendor == "sqlite" else "TRUNCATE casestudies_move"),
    ]
    if connection.vendor == "postgresql":
        connection.check_constraints()
    for attempt in tries:
        with refused("a_move_never_changes"), transaction.atomic():
            attempt()
    assert moves.get().chosen == move.chosen


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_moves_are_made_in_turn_from_what_is_offered(family, visitor):
    sitting = factories.begin(family, visitor)
    with pytest.raises(moving.OutOfTurn):
        factories.choose(sitting, Round.SHARE, 1)
    for chosen in (["forged"], factories.ids(family, "adult", Round.ASK, 1)):
        with pytest.raises(moving.NotOffered):
            moving.make_move(sitting=sitting, round=Round.ASK, chosen=chosen, at=AT)
    with pytest.raises(moving.NotOffered):
        factories.choose(sitting, Round.ASK, 1, 2, 3)
    assert not Move.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"joined_at": None}, "a_pair_has_a_guest_once_joined"),
        ({"ended_at": LATER}, "a_pair_is_ended_by_someone_or_not_at_all"),
        ({"expires_at": AT}, "an_invitation_to_a_pair_runs_out_later"),
    ],
)
def test_a_pair_is_whole(wrong, name, family, visitor, nurse):
    factories.pair(family, visitor, nurse)
    with refused(name), transaction.atomic():
        Pairing.objects.update(**wrong)


def test_nobody_pairs_with_themselves_or_with_two_at_once(family, visitor, nurse):
    hosted, visited = factories.pair(family, visitor, nurse)
    fields = {"invited_at": AT, "expires_at": LATER}
    with refused("nobody_pairs_with_themselves"), transaction.atomic():
        Pairing.objects.update(guest=hosted)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.objects.create(host=hosted, **fields)
    Pairing.objects.update(ended_at=LATER, ended_by=visited)
    assert Pairing.objects.create(host=hosted, **fields)
