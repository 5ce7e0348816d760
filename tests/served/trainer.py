"""A trainer at the served site's admin: the builder, Wagtail's editor, and reviews, all by mouse."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.served.counted import CountedMouse
from tests.served.learner import PASSWORD, Learner
from tests.served.server import Server


class Trainer(Learner):
    """Someone who writes courses. In the admin nothing but the page's own words is on the main part."""

    def __init__(self, page: Page, server: Server):
        super().__init__(page, server, CountedMouse)

    def sign_in(self, email: str) -> None:
        """By way of the admin, which leads there and back."""
        self.page.goto(f"{self.server.url}/admin/")
        self.hands.write(self.page.get_by_label("E-mail"), email)
        self.hands.write(self.page.get_by_label("Password", exact=True), PASSWORD)
        self.hands.press(self.main.get_by_role("button", name="Sign in"))
        self.page.wait_for_url("**/admin/")

    def go_to(self, entry: str) -> None:
        """An entry of the admin's menu."""
        menu = self.page.locator("#wagtail-sidebar")
        self.hands.press(menu.get_by_role("link", name=entry, exact=True))

    # The builder

    def start_course(self, title: str) -> None:
        self.go_to("Courses")
        self.hands.press(self.main.get_by_role("link", name="New course"))
        self.hands.write(self.main.get_by_label("Title"), title)
        self.hands.choose(self.main.get_by_role("radio", name="A blank course"))
        self.hands.press(self.main.get_by_role("button", name="Start the course"))
        self.page.wait_for_url(re.compile(r"/admin/courses/\d+/$"))

    def add_module(self, title: str) -> None:
        self.hands.write(self.main.get_by_label("Title").last, title)
        self.hands.press(self.main.get_by_role("button", name="Add it as a draft").last)
        expect(self.main.get_by_role("heading", name=title)).to_be_visible()

    def add_part(self, kind: str, title: str, *, to: str) -> None:
        module = self.main.get_by_role("region", name=to)
        self.hands.press(module.get_by_text("Add a part"))
        self.hands.write(module.get_by_label("Title"), title)
        self.hands.pick(module.get_by_label("Kind"), kind)
        self.hands.press(module.get_by_role("button", name="Add it as a draft"))
        expect(module.get_by_role("link", name=title, exact=True)).to_be_visible()

    def open_part(self, title: str) -> None:
        self.hands.press(self.main.get_by_role("link", name=title, exact=True).first)
        self.page.wait_for_url("**/edit/**")

    def go_to_builder(self) -> None:
        self.hands.press(self.page.get_by_role("button", name="Actions", exact=True).first)
        self.hands.press(self.page.get_by_role("link", name="Course builder"))
        self.page.wait_for_url(re.compile(r"/admin/courses/\d+/$"))

    # The editor

    def field(self, name: str) -> Locator:
        return self.page.locator(f"#panel-child-content-{name}-section, [data-contentpath='{name}']").first

    def add_block(self, stream: str, kind: str = "") -> Locator:
        """A new block at the end of a stream; where there is one kind only, none is asked for."""
        whole = self.page.locator(f"[data-contentpath='{stream}']")
        blocks = whole.locator("[data-streamfield-child]")
        before = blocks.count()
        self.hands.press(whole.get_by_role("button", name="Insert a block").last)
        if kind:
            self.hands.press(self.page.get_by_role("option", name=kind, exact=True))
        expect(blocks).not_to_have_count(before)  # or the last would be the one before it
        return blocks.last

    def write_rich(self, block: Locator, text: str) -> None:
        self.hands.press(block.locator(".public-DraftEditor-content").first)
        self.page.keyboard.insert_text(text)

    def choose_one(self, block: Locator, button: str, title: str) -> None:
        """From a chooser's list."""
        self.hands.press(block.get_by_role("button", name=button))
        self.hands.press(self.page.get_by_role("dialog").get_by_role("link", name=title).first)
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def save(self) -> None:
        self.hands.press(self.page.get_by_role("button", name="Save draft"))
        self.page.wait_for_load_state()
        expect(self.page.locator(".messages .success")).to_be_visible()
