"""Links inside a copy: what led to a page that was copied with it leads to that page's copy."""

import re

from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

LINK = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
KEY = re.compile(r"(?<=\bid=\")\d+(?=\")")


def lead_to_copies(copies: dict[int, Page], *, by) -> None:
    """Change the latest draft of every copy. `copies` has the page made of each, by the key of the original."""
    for copy in copies.values():
        draft = copy.get_latest_revision_as_object()
        if any([_lead(draft, field, copies) for field in draft._meta.get_fields()]):
            draft.save_revision(user=by, clean=False)


def _lead(draft: Page, field, copies: dict[int, Page]) -> bool:
    """Change what a field holds; says whether it did."""
    if not isinstance(field, StreamField | RichTextField):
        return False
    before = getattr(draft, field.name)
    after, changed = _changed(before, copies)
    if changed:
        setattr(draft, field.name, after)
    return changed


def _changed(value, copies: dict[int, Page]) -> tuple[object, bool]:
    """A value with its links changed, streams and blocks in place; and whether there was one to change."""
    match value:
        case Page():
            copy = copies.get(value.pk)
            return (copy, True) if copy else (value, False)
        case RichText():
            source, changed = _changed(value.source, copies)
            return RichText(source), changed
        case str():
            source = LINK.sub(lambda link: _relinked(link[0], copies), value)
            return source, source != value
        case StreamValue():
            return value, any([_change_child(child, copies) for child in value])
        case ListValue():
            return value, any([_change_child(child, copies) for child in value.bound_blocks])
        case StructValue():
            return value, any([_change_item(value, name, copies) for name in value])
    return value, False


def _change_child(child, copies: dict[int, Page]) -> bool:
    child.value, changed = _changed(child.value, copies)
    return changed


def _change_item(value: StructValue, name: str, copies: dict[int, Page]) -> bool:
    value[name], changed = _changed(value[name], copies)
    return changed


def _relinked(link: str, copies: dict[int, Page]) -> str:
    return KEY.sub(lambda key: str(copies[int(key[0])].pk) if int(key[0]) in copies else key[0], link)
