"""What autosave lets a draft hold half-written, and nobody should meet.

Only the editor's form would ask the blocks; a release, a set time or several pages at once publish without it.
"""

from collections.abc import Collection, Iterator

from wagtail.blocks import StreamBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Page

from learning.records.findings import Finding

NOT_FINISHED = (
    "Something is missing under “{field}”: {blocks}. Open it in the editor and press Publish there: what is "
    "missing is marked."
)


def unfinished(page: Page, *, besides: Collection[str]) -> Iterator[Finding]:
    """The streams of a page with a block that is not whole, but for the fields of which something is said already."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and field.name not in besides:
            value = getattr(page, field.name)
            try:
                field.stream_block.clean(value)
            except StreamBlockValidationError as amiss:
                yield Finding(_words(field, value, amiss), field=field.name)


def _words(field: StreamField, value, amiss: StreamBlockValidationError) -> str:
    kinds = dict.fromkeys(value[number].block.label for number in sorted(amiss.block_errors))
    whole = " ".join(" ".join(error.messages) for error in amiss.non_block_errors.as_data())
    blocks = ", ".join(f"“{kind}”" for kind in kinds) or whole
    return NOT_FINISHED.format(field=field.verbose_name, blocks=blocks)
