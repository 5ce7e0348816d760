"""What Wagtail's editor sends for a page, in the shape in which its script sends it."""

import json

from wagtail import blocks
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks.base import BlockField
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.models import Page


def rich(text: str) -> str:
    """A paragraph as Draftail sends it."""
    line = {
        "key": "a",
        "type": "unstyled",
        "depth": 0,
        "text": text,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [line], "entityMap": {}})


def sent(page: Page, person) -> dict:
    """The page as it stands, without what its streams hold."""
    form = page.get_edit_handler().get_form_class()(instance=page, for_user=person)
    data = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if isinstance(field, BlockField):
            data[f"{name}-count"] = "0"
        elif isinstance(field.widget, DraftailRichTextArea):
            data[name] = rich("")
        elif value is not None and value is not False:
            data[name] = [getattr(one, "pk", one) for one in value] if isinstance(value, list) else value
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return data


def typed(block: blocks.Block, prefix: str, text: str) -> dict:
    """A block with the same text in every box that takes typing, and nothing chosen from any list."""
    match block:
        case TypedTableBlock():
            return table(block, prefix, text)
        case blocks.StructBlock():
            parts = [typed(child, f"{prefix}-{name}", text) for name, child in block.child_blocks.items()]
            return {key: value for part in parts for key, value in part.items()}
        case blocks.ListBlock():
            return rows(prefix, [("", block.child_block)], text)
        case blocks.StreamBlock():
            return rows(prefix, list(block.child_blocks.items())[: block.meta.max_num], text)
        case blocks.RichTextBlock():
            return {prefix: rich(text)}
        case blocks.BooleanBlock():
            return {}
        case blocks.ChoiceBlock() | blocks.ChooserBlock():
            return {prefix: ""}
    return {prefix: text}


def rows(prefix: str, children: list[tuple[str, blocks.Block]], text: str) -> dict:
    """Children of a stream or a list, one under the other, each with its kind."""
    data = {f"{prefix}-count": str(len(children))}
    for number, (kind, child) in enumerate(children):
        data |= row(f"{prefix}-{number}", number, kind, child, text)
    return data


def row(prefix: str, order: int, kind: str, child: blocks.Block, text: str) -> dict:
    data = {"deleted": "", "order": str(order), "id": "", "type": kind}
    return {f"{prefix}-{name}": value for name, value in data.items()} | typed(child, f"{prefix}-value", text)


def table(block: TypedTableBlock, prefix: str, text: str) -> dict:
    """A table of one cell."""
    [(kind, child), *_] = block.child_blocks.items()
    column = {"type": kind, "order": "0", "heading": text, "deleted": ""}
    return (
        {f"{prefix}-caption": text, f"{prefix}-column-count": "1", f"{prefix}-row-count": "1"}
        | {f"{prefix}-column-0-{name}": value for name, value in column.items()}
        | {f"{prefix}-row-0-order": "0", f"{prefix}-row-0-deleted": ""}
        | typed(child, f"{prefix}-cell-0-0", text)
    )


def held(block: blocks.Block, prefix: str, value) -> dict:
    """A block with what it holds, as it is sent when somebody has changed nothing."""
    match block:
        case blocks.StructBlock():
            parts = [
                held(child, f"{prefix}-{name}", value[name]) for name, child in block.child_blocks.items()
            ]
            return {key: value for part in parts for key, value in part.items()}
        case blocks.ListBlock() | blocks.StreamBlock():
            children = value.bound_blocks if isinstance(block, blocks.ListBlock) else value
            data = {f"{prefix}-count": str(len(children))}
            for number, child in enumerate(children):
                row = {"deleted": "", "order": str(number), "id": child.id, "type": child.block.name}
                data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
                data |= held(child.block, f"{prefix}-{number}-value", child.value)
            return data
        case blocks.BooleanBlock():
            return {prefix: "on"} if value else {}
        case blocks.ChooserBlock():
            return {prefix: str(value.pk) if value else ""}
    return {prefix: value or ""}
