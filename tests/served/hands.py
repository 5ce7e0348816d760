"""Two ways to use a page: by mouse, and by keyboard alone."""

from playwright.sync_api import ElementHandle, Locator, Page

FURTHEST = 400


class Mouse:
    """Clicks and types."""

    def __init__(self, page: Page):
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def choose(self, target: Locator) -> None:
        target.check(force=True)

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)


class Keyboard:
    """Reaches everything by Tab, arrows, Space and Enter, as someone who cannot use a mouse does."""

    def __init__(self, page: Page):
        self.page = page

    def reach(self, target: Locator) -> None:
        """Tab until the target has the focus."""
        element = target.element_handle()  # found once: looking for it by its name takes longer than a key
        for _ in range(FURTHEST):
            if self._has_focus(element):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard does not reach {target}")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def choose(self, target: Locator) -> None:
        """A box by Space; a radio button by arrows once its group has the focus."""
        if target.get_attribute("type") == "checkbox":
            self.reach(target)
            return self.page.keyboard.press("Space")
        name = target.get_attribute("name")
        group = self.page.locator(f'input[name="{name}"]')
        for _ in range(FURTHEST):
            if self.page.evaluate("document.activeElement.name") == name:
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return None
            self.page.keyboard.press("ArrowDown")
        assert target.is_checked()

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.insert_text(text)

    @staticmethod
    def _has_focus(target: ElementHandle) -> bool:
        return target.evaluate("element => element === document.activeElement")
