"""A little Markdown into rich text and tables: headings, lists, bold, italic, links and tables. Pure.

For standing pages and pages to print that begin as plain text; it knows what they use and no more.
"""

import html
import re
from itertools import groupby

BOLD = re.compile(r"\*\*(.+?)\*\*")
ITALIC = re.compile(r"(?<!\*)\*([^*\n]+?)\*(?!\*)")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
NUMBERED = re.compile(r"\d+\.\s+")


def printable(markdown: str) -> list[dict]:
    """A page to print as raw blocks, text and tables. Its first heading is left out: the page has a title."""
    lines = [line.rstrip() for line in markdown.strip().splitlines()]
    if lines and lines[0].startswith("# "):
        lines = lines[1:]
    chunks = []
    for is_table, chunk in groupby(lines, key=lambda line: line.startswith("|")):
        rows = list(chunk)
        if is_table:
            chunks.append({"type": "table", "value": table(rows)})
        elif any(rows):
            chunks.append({"type": "text", "value": rich_text(rows)})
    return chunks


def table(lines: list[str]) -> dict:
    """A table as a typed table block keeps it: a heading row, a row of dashes, and cells that are text."""
    heading, _, *body = [_cells(line) for line in lines]
    return {
        "columns": [{"type": "text", "heading": BOLD.sub(r"\1", cell)} for cell in heading],
        "rows": [{"values": [inline(cell) for cell in row]} for row in body],
        "caption": "",
    }


def rich_text(lines: list[str]) -> str:
    """Paragraphs, headings and lists. Lines that follow one another are lines of one paragraph."""
    parts = []
    for kind, group in groupby(lines, key=_kind):
        rows = list(group)
        if kind == "p":
            parts.append(f"<p>{'<br/>'.join(inline(row) for row in rows)}</p>")
        elif kind in ("ol", "ul"):
            items = "".join(f"<li>{inline(_item(row))}</li>" for row in rows)
            parts.append(f"<{kind}>{items}</{kind}>")
        elif kind:
            parts += [f"<{kind}>{inline(row.lstrip('#').strip())}</{kind}>" for row in rows]
    return "".join(parts)


def inline(text: str) -> str:
    """Bold, italic and links within a line; anything else is text."""
    marked = html.escape(text.strip(), quote=False)
    marked = BOLD.sub(r"<b>\1</b>", marked)
    marked = ITALIC.sub(r"<i>\1</i>", marked)
    return LINK.sub(r'<a href="\2">\1</a>', marked)


def _kind(line: str) -> str:
    if line.startswith("## "):
        return "h2"
    if line.startswith("### "):
        return "h3"
    if line.startswith("- "):
        return "ul"
    if NUMBERED.match(line):
        return "ol"
    return "p" if line else ""


def _item(line: str) -> str:
    return line[2:] if line.startswith("- ") else NUMBERED.sub("", line, count=1)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip()[1:-1].split("|")]
