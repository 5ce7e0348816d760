import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.courses.factories import (
    CourseIndexPageFactory,
    CoursePageFactory,
    LessonPageFactory,
    ModulePageFactory,
)


@pytest.fixture
def catalogue(home):
    return CourseIndexPageFactory(parent=home)


@pytest.fixture
def make_course(catalogue):
    """make_course(title, parts=3): a live course of so many lessons of ten minutes, in one module."""

    def make(title: str = "Think child, think parent", parts: int = 3, **facts):
        course = CoursePageFactory(parent=catalogue, title=title, **facts)
        module = ModulePageFactory(parent=course, title="See the family")
        for number in range(1, parts + 1):
            LessonPageFactory(parent=module, title=f"Lesson {number}", minutes=10)
        return course

    return make


@pytest.fixture
def course(make_course):
    return make_course()


@pytest.fixture
def lessons(course):
    return [page.specific for page in course.activities()]


@pytest.fixture
def count_queries():
    """count_queries(client, url): how many the page takes once content types and site roots are cached."""

    def count(client, url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    return count
