"""Where a page of a course may go: pure rules about order, over the pages as they stand."""

from dataclasses import dataclass

from wagtail.models import Page

from courses.pages import CoursePage
from quizzes.surveys.pages import SurveyPage


class Refused(Exception):
    """A change that cannot be made, in words for the trainer. Nothing has changed."""


FIRST = "“{title}” is the first already."
LAST = "“{title}” is the last already."


@dataclass(frozen=True)
class Place:
    """Beside or below a page, as treebeard has it: "left" and "right" of it, or as its "last-child"."""

    page: Page
    pos: str


@dataclass(frozen=True)
class Tree:
    """The pages of a course in order, the course first."""

    pages: list[Page]

    @property
    def course(self) -> Page:
        return self.pages[0]

    @property
    def modules(self) -> list[Page]:
        return self.below(self.course)

    def below(self, page: Page) -> list[Page]:
        return [one for one in self.pages if one.is_child_of(page)]

    def above(self, page: Page) -> Page:
        return next(one for one in self.pages if page.is_child_of(one))

    def find(self, key: int | None) -> Page | None:
        return next((page for page in self.pages if page.pk == key), None)

    def is_module(self, page: Page) -> bool:
        return page.depth == self.course.depth + 1

    def up(self, page: Page) -> Place:
        """One place earlier; the first part of a module goes to the end of the module before."""
        beside = self.below(self.above(page))
        index = beside.index(page)
        if index:
            return Place(beside[index - 1], "left")
        if module := self._module_from(page, step=-1):
            return Place(module, "last-child")
        raise Refused(FIRST.format(title=page.title))

    def down(self, page: Page) -> Place:
        """One place later; the last part of a module goes to the start of the next."""
        beside = self.below(self.above(page))
        index = beside.index(page)
        if index + 1 < len(beside):
            return Place(beside[index + 1], "right")
        if module := self._module_from(page, step=1):
            parts = self.below(module)
            return Place(parts[0], "left") if parts else Place(module, "last-child")
        raise Refused(LAST.format(title=page.title))

    def _module_from(self, part: Page, step: int) -> Page | None:
        """The module before or after the one that a part stands in; modules themselves have none to go to."""
        if self.is_module(part):
            return None
        index = self.modules.index(self.above(part)) + step
        return self.modules[index] if 0 <= index < len(self.modules) else None

    def before(self, page: Page, other: Page) -> Place:
        """Just before another page of the same level."""
        if other.depth != page.depth:
            raise Refused(f"“{page.title}” does not go there.")
        return Place(other, "left")

    def into(self, page: Page, above: Page) -> Place:
        """Last in a module; a module, last in the course."""
        if above.depth != page.depth - 1:
            raise Refused(f"“{page.title}” does not go there.")
        return Place(above, "last-child")


def tree_of(course: CoursePage) -> Tree:
    """A course's pages as they stand. One query."""
    return Tree(
        list(Page.objects.descendant_of(course, inclusive=True).not_type(SurveyPage).order_by("path"))
    )
