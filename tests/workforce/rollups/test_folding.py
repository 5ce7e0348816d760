"""What was touched is folded once, whatever happens meanwhile."""

import pytest
from django.db import transaction

from learning.records.worker import do_chores
from learning.workforce.models import KeptStanding, Rollup, RollupRow, Touched
from learning.workforce.rollups import folding, verifying
from tests.workforce.factories import ON, certify
from tests.workforce.rollups.live import fold_all, same_everywhere
from tests.workforce.world import NOW


@pytest.fixture
def kept(world):
    """The figures of our organisation, and of the other, up to date."""
    fold_all(at=NOW)
    return world


def all_rows() -> list:
    return list(RollupRow.objects.order_by("pk").values_list("pk", "numbers"))


def test_an_organisation_begins_to_be_kept_once_it_is_large(world, settings):
    settings.ROLLUP_LEAST_POSTS = 7
    fold_all(at=NOW)
    assert (Rollup.objects.count(), Touched.objects.count()) == (0, 0)
    world.someone("The seventh")
    fold_all(at=NOW)
    assert Rollup.objects.get(is_ready=True).organisation == world.organisation
    report = verifying.verify()
    assert (report.organisations, report.differences) == (1, [])


def test_everyone_is_looked_at_a_few_at_a_time_and_it_is_ready_after_the_last(world, monkeypatch):
    monkeypatch.setattr(folding, "PEOPLE", 2)
    assert folding.fold_some(at=NOW)
    assert not Rollup.objects.get(organisation=world.organisation).is_ready
    fold_all(at=NOW)
    same_everywhere(ON)
    assert not Rollup.objects.filter(is_ready=False).exists()


def test_whoever_was_touched_comes_before_everyone(kept, monkeypatch):
    monkeypatch.setattr(folding, "PEOPLE", 1)
    rule = kept.organisation.requirements.get(course=kept.course)
    rule.save()
    certify(kept.people["never"], kept.course, ON)
    folding.fold_some(at=NOW)
    assert KeptStanding.objects.get(person=kept.people["never"], course=kept.course).status == "compliant"
    assert Touched.objects.filter(person=None).exists()


def test_what_is_folded_twice_adds_nothing(kept):
    before = all_rows()
    for person in kept.people.values():
        Touched.objects.create(organisation=kept.organisation, person=person.pk)
    Touched.objects.create(organisation=kept.organisation)
    fold_all(at=NOW)
    assert all_rows() == before


def test_only_what_changed_is_written(kept):
    before = dict(KeptStanding.objects.values_list("pk", "status"))
    certify(kept.people["never"], kept.course, ON)
    fold_all(at=NOW)
    after = dict(KeptStanding.objects.values_list("pk", "status"))
    assert set(after.items()) ^ set(before.items()) == {
        (pk, status)
        for pk in KeptStanding.objects.filter(person=kept.people["never"], course=kept.course).values_list(
            "pk", flat=True
        )
        for status in ("never", "compliant")
    }


def test_a_worker_that_dies_in_between_has_done_nothing(kept, monkeypatch):
    """Whatever the moment: here after the standings and the rows, before the touches go."""
    before = all_rows()
    certify(kept.people["never"], kept.course, ON)

    def die(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(folding, "_watch", die)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            fold_all(at=NOW)
    assert all_rows() == before
    assert Touched.objects.exists()
    fold_all(at=NOW)
    same_everywhere(ON)


def test_folding_is_one_of_the_chores_of_the_worker(world):
    while do_chores():
        pass
    assert not Touched.objects.exists()
    same_everywhere(ON)


def test_a_chore_that_fails_stops_neither_the_others_nor_the_worker(world, settings, caplog):
    settings.CHORES = ["tests.records.tasks.no_such_chore", *settings.CHORES]
    assert do_chores()
    assert "The chore tests.records.tasks.no_such_chore failed" in caplog.text


def test_a_row_that_says_nothing_any_more_goes(kept):
    post = kept.people["soon"].posts.get()
    assert RollupRow.objects.filter(group=post.practice_group_id).exists()
    post.delete()
    fold_all(at=NOW)
    assert not RollupRow.objects.filter(organisation=kept.organisation, group=post.practice_group_id).exists()
