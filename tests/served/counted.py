"""Hands that count: how many clicks something takes is part of whether it works."""

from playwright.sync_api import Locator, Page

from tests.served.hands import Mouse


class CountedMouse(Mouse):
    """A mouse with a counter. Into a box that is to be typed in one clicks too; a list takes two, to open and to choose."""

    def __init__(self, page: Page):
        super().__init__(page)
        self.clicks = 0

    def press(self, target: Locator) -> None:
        self.clicks += 1
        super().press(target)

    def choose(self, target: Locator) -> None:
        self.clicks += 1
        super().choose(target)

    def write(self, target: Locator, text: str) -> None:
        self.clicks += 1
        super().write(target, text)

    def pick(self, target: Locator, words: str) -> None:
        """One of a list, by its words."""
        self.clicks += 2
        target.select_option(label=words)
