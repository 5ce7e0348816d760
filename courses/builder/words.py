"""How many words a page asks people to read, counted in what is stored: no block is built and nothing is read."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField

from learning.site.reading import plain
from learning.site.usage import item_value


def count_words(text: str) -> int:
    """The words of a text, or of rich text; two paragraphs are not run together."""
    return len(plain(text).split())


def count_words_in_stream(page, name: str) -> int:
    field = page._meta.get_field(name)
    assert isinstance(field, StreamField)
    return _count(field.stream_block, list(getattr(page, name).raw_data))


def _count(block: blocks.Block, raw) -> int:
    """Words of what is stored of a block. Codes, choices, addresses and what is chosen elsewhere have none."""
    if not raw:
        return 0
    match block:
        case TypedTableBlock():
            return _count_table(block, raw)
        case blocks.StreamBlock():
            return sum(
                _count(block.child_blocks[child["type"]], child["value"])
                for child in raw
                if _known(block, child)
            )
        case blocks.StructBlock():
            return sum(_count(child, raw.get(name)) for name, child in block.child_blocks.items())
        case blocks.ListBlock():
            return sum(_count(block.child_block, item_value(child)) for child in raw)
        case blocks.CharBlock() | blocks.TextBlock() | blocks.RichTextBlock():
            return count_words(str(raw))
    return 0


def _known(block: blocks.StreamBlock, child: dict) -> bool:
    """Kinds of block come and go; what is stored of one that has gone is not shown."""
    return child["type"] in block.child_blocks


def _count_table(block: TypedTableBlock, raw: dict) -> int:
    headings = sum(count_words(column["heading"]) for column in raw["columns"])
    kinds = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
    cells = (zip(kinds, row["values"], strict=False) for row in raw["rows"])
    return headings + sum(_count(kind, value) for row in cells for kind, value in row if kind)
