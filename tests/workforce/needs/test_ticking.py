"""The grid edited in the browser: many cells ticked, asked for at once, seen first, and all of it kept or nothing."""

import pytest
from django.urls import reverse

from learning.workforce.models import NeedChange, NeedDefault, Requirement
from tests.factories import PartnershipLeadFactory
from tests.workforce.needs.factories import TOMORROW
from tests.workforce.needs.test_pages import address, filled, said, seal_of
from tests.workforce.world import health_visitors, midwives


def cells_in(response) -> list[str]:
    return [cell.value for row in response.context["rows"] for cell in row.cells]


@pytest.fixture
def cells(needs) -> list[str]:
    """Two staff groups of one course, and everyone of the other."""
    groups = [f"groups-{group.pk}-{needs.other.pk}" for group in (health_visitors(), midwives())]
    return [*groups, f"groups-every-{needs.course.pk}"]


def terms(needs, **changes) -> dict:
    facts = filled(needs, effective_from=TOMORROW.isoformat(), **changes)
    return {name: value for name, value in facts.items() if name not in ("course", "groups")}


def test_many_cells_are_asked_for_at_once_and_seen_first(client, needs, cells):
    needs.rule.delete()
    grid = client.get(address("needs", needs))
    assert set(cells) <= set(cells_in(grid))
    assert f'name="cell" value="{cells[0]}"' in grid.content.decode()
    url = address("need_ticked", needs)
    form = client.post(url, {"cell": cells, "do": "tick"})
    assert "First bond: Health visitor (SCPHN), Midwife" in said(form)
    assert form.context["form"].errors == {}
    sent = terms(needs) | {"cell": cells}
    shown = client.post(url, sent)
    assert len(shown.context["seen"]) == 2
    assert not Requirement.objects.filter(organisation=needs.organisation).exists()
    done = client.post(url, sent | {"seal": seal_of(shown)}, follow=True)
    assert "Saved." in said(done)
    kept = Requirement.objects.filter(organisation=needs.organisation).in_order()
    assert [(str(rule.course), rule.who()) for rule in kept] == [
        ("First bond", "Health visitor (SCPHN), Midwife"),
        ("Think child", "Every staff group"),
    ]
    assert NeedChange.objects.values("reason").distinct().count() == 1


def test_one_that_cannot_be_is_named_and_none_is_kept(client, needs, cells):
    shown = client.post(address("need_ticked", needs), terms(needs) | {"cell": cells})
    assert "Think child, Every staff group: There is a rule for the same people and course" in said(shown)
    assert not NeedChange.objects.exists()


def test_without_a_tick_one_is_told_and_what_is_no_cell_is_not_found(client, needs):
    url = address("need_ticked", needs)
    assert "Tick at least one cell first." in said(client.post(url, {"do": "tick"}, follow=True))
    assert client.get(url).status_code == 405
    assert client.post(url, {"cell": f"groups-x-{needs.other.pk}", "do": "tick"}).status_code == 404


def test_a_partnership_proposes_what_is_ticked_cell_by_cell(needs, sign_in, cells):
    partnership = needs.organisation.partnership
    client = sign_in(PartnershipLeadFactory(partnership=partnership).person)
    url = reverse("partnership_need_ticked", args=[partnership.pk])
    done = client.post(url, terms(needs) | {"cell": cells}, follow=True)
    assert "Saved." in said(done)
    assert NeedDefault.objects.filter(partnership=partnership).count() == 3
