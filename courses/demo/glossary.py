"""The words that learners meet in the courses, as a standing page."""

from html import escape

from courses.demo import data
from learning.site.pages import HomePage, StandardPage
from learning.site.settings import SiteSettings

TITLE = "Words we use"
SUMMARY = (
    "What services and the law mean by their words, in plain ones. For England, unless it says otherwise."
)


def write_glossary(home: HomePage) -> StandardPage:
    """The page, and a link to it at the foot of every page."""
    terms = data.read("content/glossary.yaml")["terms"]
    page = home.add_child(
        instance=StandardPage(
            title=TITLE,
            slug="words",
            summary=SUMMARY,
            search_description=SUMMARY,
            body=[{"type": "text", "value": "".join(_entry(term) for term in terms)}],
        )
    )
    page.save_revision().publish()
    row = SiteSettings.load()
    row.footer_links.append(("link", {"title": TITLE, "url": page.get_url()}))
    row.save()
    return page


def _entry(term: dict) -> str:
    also = f" (also: {escape(term['also'], quote=False)})" if "also" in term else ""
    words = escape(term["definition"], quote=False)
    return f"<p><b>{escape(term['term'], quote=False)}</b>{also}. {words}</p>"
