"""Pages as the editor's form sends them."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

NO_COMMENTS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
PUBLISH = {"action-publish": "Publish"}


def paragraph(html: str) -> tuple[str, dict]:
    return ("paragraph", {"html": rich_text(html), "sources": {"count": 0}, "fold_under": ""})


def key_fact(text: str) -> tuple[str, dict]:
    return ("key_fact", {"text": text, "sources": {"count": 0}, "strength": ""})


def lesson(page, *blocks, **fields) -> dict:
    """A lesson with these blocks, and otherwise as it is."""
    words = {"title": page.title, "slug": page.slug, "introduction": "", "imhcf_domains": ""}
    sent = {"body": streamfield(list(blocks)), "minutes": page.minutes, "comments": NO_COMMENTS}
    return nested_form_data(words | sent | fields)


def new_lesson(title: str, *blocks, **fields) -> dict:
    words = {"title": title, "slug": title.lower(), "introduction": "", "imhcf_domains": ""}
    sent = {"body": streamfield(list(blocks)), "minutes": 8, "comments": inline_formset([])}
    return nested_form_data(words | sent | fields)


def course(page, **fields) -> dict:
    """A joint course with one outcome in each list, and otherwise bare."""
    outcomes = {
        f"outcomes_{name}": streamfield([("outcome", "Ask")]) for name in ("adult", "children", "both")
    }
    numbers = dict.fromkeys(
        ("minutes_participatory", "minutes_child_safeguarding", "minutes_adult_safeguarding"), 0
    )
    words = {"title": page.title, "slug": page.slug, "audience_heading": "Who", "nation": "England"}
    lists = {"audience_items": streamfield([]), "support_contacts": streamfield([])}
    sent = {"is_joint": "on", "minutes": 75, "comments": NO_COMMENTS}
    return nested_form_data(words | numbers | lists | outcomes | sent | fields)


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(kind: str, parent) -> str:
    return reverse("wagtailadmin_pages:add", args=["courses", kind, parent.pk])
