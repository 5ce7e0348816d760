"""The standing pages of a new site, from plain text: Markdown files, each with a few facts on top.

`home.md` fills the front page; every other file is a page below it, at the address that its name gives. In a
text, {organisation} and the like are filled in, and a link to url:verify leads to the address of that name. A
paragraph after > is a notice; a line “Table: …” just above a table is its caption; a line “Contacts here” is where
the support contacts stand. The fact “kind: families” makes a page for families, with questions of its own.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import yaml
from django.urls import reverse
from wagtail.models import Page

from casestudies.families.pages import FamilyIndexPage
from courses.markdown import rich_text, table
from learning.site.groups import let_trainers_write_below
from learning.site.pages import HomePage, StandardPage

FOLDER = Path(__file__).parent / "setup_pages"
HOME = "home"
CAPTION = "Table: "
CONTACTS = {"Contacts here": False, "Contacts for families here": True}
FAMILIES = "families"
NAMED_ADDRESS = re.compile(r"\burl:(\w+)")
BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Text:
    """A file read: its name, the facts on top of it, and its body as raw blocks."""

    slug: str
    facts: dict
    blocks: list[dict]


def load_standing_pages(
    home: HomePage, folder: Path = FOLDER, *, words: dict[str, str]
) -> dict[str, StandardPage | FamilyIndexPage]:
    """Make the pages of a folder below the home page, published, and fill the home page; by slug.

    `words` fills the blanks. A page that is there already is left as it is, so this may be repeated.
    """
    texts = [read(path, words) for path in sorted(folder.glob("*.md"))]
    pages = {}
    for text in texts:
        if text.slug == HOME:
            _fill_home(home, text)
        else:
            pages[text.slug] = _existing(home, text.slug) or _make(home, text)
    return pages


def read(path: Path, words: dict[str, str]) -> Text:
    """A file with its blanks filled. A blank that nothing fills raises KeyError, rather than be shown."""
    addressed = NAMED_ADDRESS.sub(lambda name: reverse(name[1]), path.read_text(encoding="utf-8"))
    _, facts, body = addressed.split("---\n", 2)
    filled = BLANK.sub(lambda blank: words[blank[1]], body)
    return Text(slug=path.stem, facts=yaml.safe_load(facts), blocks=blocks(filled))


def blocks(markdown: str) -> list[dict]:
    """Raw blocks of a standing page: text, notices and tables, in order."""
    lines = [line.rstrip() for line in markdown.strip().splitlines()]
    made = []
    for kind, group in groupby(lines, key=_kind):
        rows = list(group)
        if kind == "table":
            made.append({"type": "table", "value": _captioned(rows)})
        elif kind == "notice":
            made.append({"type": "notice", "value": rich_text([row.lstrip("> ") for row in rows])})
        elif kind == "contacts":
            made.append({"type": "contacts", "value": {"without_staff": CONTACTS[rows[0]]}})
        elif any(rows):
            made.append({"type": "text", "value": rich_text(rows)})
    return made


def _kind(line: str) -> str:
    if line.startswith(("|", CAPTION)):
        return "table"
    if line in CONTACTS:
        return "contacts"
    return "notice" if line.startswith(">") else "text"


def _captioned(rows: list[str]) -> dict:
    caption = rows.pop(0).removeprefix(CAPTION) if rows[0].startswith(CAPTION) else ""
    return table(rows) | {"caption": caption}


def _fill_home(home: HomePage, text: Text) -> None:
    """Words on top, then three points, the text, and panels. A home page that has a body is left as it is."""
    if home.body:
        return
    home.heading = text.facts["heading"]
    home.lead = text.facts["lead"]
    home.courses_heading = text.facts["courses_heading"]
    panels = [{"type": "panel", "value": panel} for panel in text.facts["panels"]]
    home.body = [{"type": "points", "value": text.facts["points"]}, *text.blocks, *panels]
    _publish(home)


def _existing(home: HomePage, slug: str) -> Page | None:
    page = Page.objects.child_of(home).filter(slug=slug).order_by("pk").first()
    return page and page.specific


def _make(home: HomePage, text: Text) -> StandardPage | FamilyIndexPage:
    summary = text.facts["summary"]
    words = {
        "title": text.facts["title"],
        "slug": text.slug,
        "summary": summary,
        "search_description": summary,
        "body": text.blocks,
    }
    page = StandardPage(**words) if text.facts.get("kind") != FAMILIES else _for_families(text, words)
    home.add_child(instance=page)
    _publish(page)
    if isinstance(page, FamilyIndexPage):
        let_trainers_write_below(page)
    return page


def _for_families(text: Text, words: dict) -> FamilyIndexPage:
    questions = [{"type": "question", "value": question} for question in text.facts["questions"]]
    return FamilyIndexPage(**words, questions=questions)


def _publish(page) -> None:
    page.save_revision().publish()
