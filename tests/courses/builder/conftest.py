from dataclasses import dataclass, field

import pytest
from wagtail.models import Page

from casestudies.models import CaseStudyPage, TwoSidedCasePage
from courses.builder.contents import order_of, pages_of
from courses.models import CoursePage, LessonPage, ModulePage
from quizzes.models import QuizPage
from tests.courses.factories import CoursePageFactory
from tests.quizzes.factories import question

KINDS = {"lesson": LessonPage, "case": CaseStudyPage, "sides": TwoSidedCasePage, "quiz": QuizPage}
# What makes each fit to be published.
FACTS = {
    "lesson": {"body": [("paragraph", {"html": "<p>Ask everybody.</p>"})]},
    "case": {"text_version": "<p>Tess is 29.</p>"},
    "sides": {},
    "quiz": {"questions": [question("What now?")]},
}


@dataclass
class Built:
    """A live course of two modules, by the titles of its pages."""

    course: CoursePage
    pages: dict[str, Page] = field(default_factory=dict)

    def __getitem__(self, title: str) -> Page:
        return self.pages[title]

    def draft(self, title: str) -> Page:
        """The latest draft of a page, as it is now."""
        return Page.objects.get(pk=self[title].pk).get_latest_revision_as_object()

    def titles(self) -> list[str]:
        """What is in it, in order, parts set in by two spaces."""
        pages = pages_of(self.course).filter(depth__gt=self.course.depth)
        return ["  " * (page.depth - self.course.depth - 1) + page.draft_title for page in pages]

    def order(self) -> str:
        return order_of(pages_of(self.course).values_list("pk", flat=True))


def save(page: Page) -> Page:
    page.save_revision(clean=False)
    return page


def plant(course: CoursePage, modules: dict[str, list[str]]) -> Built:
    """plant(course, {"One": ["lesson Asking", "quiz Check"]}): each part by its kind and title."""
    built = Built(course)
    for title, parts in modules.items():
        module = built.pages[title] = save(course.add_child(instance=ModulePage(title=title)))
        for part in parts:
            kind, name = part.split(" ", 1)
            page = KINDS[kind](title=name, minutes=10, **FACTS[kind])
            built.pages[name] = save(module.add_child(instance=page))
    return built


@pytest.fixture
def built(course):
    return plant(course, {"One": ["lesson A", "case B"], "Two": ["quiz C"]})


@pytest.fixture
def make_other(catalogue):
    """Another course, with a lesson D in its module Three; or with the parts that are given."""

    def make(*parts: str) -> Built:
        course = CoursePageFactory(parent=catalogue, title="Another")
        return plant(course, {"Three": list(parts) or ["lesson D"]})

    return make
