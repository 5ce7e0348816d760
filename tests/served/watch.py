"""Looking at a page with everything that can be measured: axe, the content policy, the console, requests, width."""

import re
from html.parser import HTMLParser

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

from tests import databases

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    "preload": {"assets": ["media"]},  # the rules that need the style sheets' source are not among these
}
LISTEN = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', event =>
  window.__violations.push(event.violatedDirective + ' ' + event.blockedURI));
"""
NARROW, WIDE = 320, 1280
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"),
}
# Wagtail's list of the parts of a form and its menu, on a screen narrower than they are made for (decision 15).
WAGTAILS_OWN = re.compile(
    r"axe at 320: target-size <button (id=\"w-minimap-toggle\"|.*Toggle sidebar)", re.DOTALL
)


class Watch:
    """Everything amiss on the pages of one browser context."""

    def __init__(
        self, context: BrowserContext, origin: str, seen: set[str] | None = None, *, is_admin: bool = False
    ):
        """`seen` holds structures that axe need not look at again. The admin is made for wide screens: axe looks there alone."""
        self.origin = origin
        self.is_admin = is_admin
        self.seen = set() if seen is None else seen
        self.page: Page = context.new_page()
        self.page.add_init_script(LISTEN)
        self.noise: list[str] = []
        self.page.on(
            "console", lambda said: said.type == "error" and self.noise.append(f"console: {said.text}")
        )
        self.page.on("pageerror", lambda error: self.noise.append(f"script: {error}"))
        self.page.on("request", self._note_request)

    def _note_request(self, request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.noise.append(f"request elsewhere: {request.url}")

    def open(self, path: str) -> list[str]:
        """Go there and say what is amiss, at both widths."""
        self.noise.clear()
        self.page.set_viewport_size({"width": WIDE, "height": 900})
        self.page.goto(self.origin + path)
        return self.look()

    def look(self) -> list[str]:
        """What is amiss on the page as it stands."""
        found = structure(self.page.content())
        is_new = not found <= self.seen and not databases.ON_POSTGRES  # axe would be shown the same there
        self.seen |= found
        if is_new:
            self.page.evaluate(AXE_SCRIPT)
        amiss = self._axe(WIDE) if is_new else []
        self.page.set_viewport_size({"width": NARROW, "height": 640})
        amiss += self._axe(NARROW) if is_new and not self.is_admin else []
        if (width := self.page.evaluate("document.documentElement.scrollWidth")) > NARROW:
            amiss.append(f"scrolls sideways: {width} px at {NARROW}")
        amiss += [f"policy: {violation}" for violation in self.page.evaluate("window.__violations")]
        return amiss + [said for said in self.noise if not self._is_the_status_itself(said)]

    def _axe(self, width: int) -> list[str]:
        found = self.page.evaluate("rules => axe.run(rules)", RULES)["violations"]
        said = [
            f"axe at {width}: {rule['id']} {node['html'][:160]}" for rule in found for node in rule["nodes"]
        ]
        return [one for one in said if not WAGTAILS_OWN.match(one)]

    @staticmethod
    def _is_the_status_itself(said: str) -> bool:
        """Chromium says on the console that a page asked for was a 404, which it was meant to be."""
        return bool(re.search(r"status of (403|404|429)", said))


class Skeleton(HTMLParser):
    """The elements of a page, each with its classes, the names of its attributes and those that it stands in, without words:
    once each in the order in which they come first, so that a table of nine rows is one of two.
    """

    def __init__(self, html: str):
        super().__init__()
        self.head: dict[str, None] = {}
        self.body: dict[str, None] = {}
        self.part = self.body
        self.around: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "header":
            self.part = self.head
        facts = dict(attributes)
        said = " ".join([tag, facts.get("class") or "", facts.get("type") or "", *sorted(facts)])
        self.part[" > ".join([*self.around, said])] = None
        if tag not in VOID:
            self.around.append(said)

    def handle_endtag(self, tag):
        opened = [each.split(" ")[0] for each in self.around]
        if tag in opened:
            del self.around[len(opened) - 1 - opened[::-1].index(tag) :]
        if tag == "header":
            self.part = self.body


def structure(html: str) -> set[str]:
    """What axe looks at, in two halves: the head that differs by role, and the rest that differs by page."""
    skeleton = Skeleton(html)
    return {"\n".join(skeleton.head), "\n".join(skeleton.body)}


def elements(html: str) -> set[str]:
    """Each by itself, with what it stands in."""
    skeleton = Skeleton(html)
    return {*skeleton.head, *skeleton.body}
