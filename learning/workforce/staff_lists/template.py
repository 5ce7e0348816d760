"""Our own form of a list, to fill in."""

from learning.workforce.exports import BYTE_ORDER_MARK, csv_text
from learning.workforce.staff_lists.columns import Column

# Two columns for a name are for lists of other systems.
LEFT_OUT = {"first_name", "last_name"}


def template(columns: tuple[Column, ...]) -> str:
    """CSV: the headings, and one row as an example."""
    asked = [column for column in columns if column.name not in LEFT_OUT]
    return BYTE_ORDER_MARK + csv_text(
        [[column.label for column in asked], [column.sample for column in asked]]
    )
