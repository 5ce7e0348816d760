"""manage.py verify proves that what is kept is what counting says, and names each difference."""

import pytest
from django.core.management import CommandError, call_command

from learning.workforce.models import KeptStanding, RollupRow, Touched
from learning.workforce.rollups.verifying import verify
from tests.workforce.factories import ON, certify
from tests.workforce.rollups.live import fold_all
from tests.workforce.world import NOW


@pytest.fixture
def kept(world):
    fold_all(at=NOW)
    return world


def test_nothing_differs_where_nothing_was_touched(kept, capsys):
    call_command("verify")
    standings, rows = KeptStanding.objects.count(), RollupRow.objects.count()
    assert capsys.readouterr().out == (
        f"0 attempts, 0 differences\n2 organisations' figures, {standings} standings and {rows} rows, "
        "0 changes waiting to be folded, 0 differences\n"
    )


def test_a_number_that_was_changed_is_named(kept, capsys):
    row = RollupRow.objects.filter(organisation=kept.organisation).order_by("pk").first()
    row.numbers[str(kept.course.pk)]["due"] += 1
    row.save()
    with pytest.raises(CommandError, match="1 differences"):
        call_command("verify")
    assert f"course {kept.course.pk}: kept" in capsys.readouterr().out


def test_a_standing_that_was_changed_is_named_and_so_are_the_rows_it_is_in(kept):
    standing = KeptStanding.objects.get(person=kept.people["valid"], course=kept.course)
    KeptStanding.objects.filter(pk=standing.pk).update(status="never")
    first, *others = verify().differences
    assert first.startswith(f"post {standing.post_id}, course {kept.course.pk}: kept never by requirement")
    assert len(others) > 1


def test_standings_that_are_gone_or_too_many_are_named(kept):
    lost = KeptStanding.objects.filter(person=kept.people["valid"], course=kept.course)
    post = lost.get().post_id
    lost.delete()
    KeptStanding.objects.filter(person=kept.people["soon"]).update(person=10**9)
    found = verify().differences
    assert f"post {post}, course {kept.course.pk}: kept nothing, counted compliant" in " ".join(found)
    assert f"person {10**9}: a standing is kept, and there is no post" in found


def test_whoever_waits_to_be_folded_is_no_difference(kept):
    certify(kept.people["never"], kept.course, ON)
    report = verify()
    assert (report.waiting, report.differences) == (1, [])
    Touched.objects.all().delete()
    assert len(verify().differences) == 1


def test_a_rebuild_mends_it(kept):
    RollupRow.objects.update(numbers={})
    call_command("rebuild_rollups", organisation=kept.organisation.code)
    assert not [found for found in verify().differences if f"organisation {kept.organisation.pk}" in found]
    call_command("rebuild_rollups")
    assert verify().differences == []
    with pytest.raises(CommandError, match="There is no organisation with the code nowhere"):
        call_command("rebuild_rollups", organisation="nowhere")
