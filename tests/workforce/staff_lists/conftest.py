import pytest

from learning.workforce.staff_lists import accepting, keeping
from learning.workforce.staff_lists.lists import Kind, StaffList
from tests.workforce.factories import ON
from tests.workforce.staff_lists.files import staff_csv
from tests.workforce.world import NOW


@pytest.fixture
def bring(world):
    """bring(rows) keeps and compares a list of rows, or a whole file, in our organisation."""

    def bring_list(
        rows, *, is_everyone: bool = False, as_at=ON, kind=Kind.STAFF, organisation=None
    ) -> StaffList:
        data = rows if isinstance(rows, bytes) else staff_csv(rows)
        brought = keeping.bring(
            organisation=organisation or world.organisation,
            kind=kind,
            data=data,
            name="november.csv",
            by=world.lead,
            at=NOW,
            as_at=as_at,
        )
        keeping.set_columns(
            brought, places=brought.columns, is_everyone=is_everyone, reason="Seen by us", at=NOW
        )
        return brought

    return bring_list


@pytest.fixture
def accept(world):
    def accept_list(brought: StaffList, *, may_end_many: bool = True, digest: str = ""):
        return accepting.accept(
            brought, digest=digest or brought.digest, may_end_many=may_end_many, by=world.lead, at=NOW
        )

    return accept_list


@pytest.fixture
def told():
    """told(list, outcome): what the lines of an outcome say."""

    def lines(brought: StaffList, outcome: str) -> list[tuple]:
        rows = brought.lines.filter(outcome=outcome).order_by("position")
        return [(row.row, row.who, *map(tuple, row.details)) for row in rows]

    return lines
