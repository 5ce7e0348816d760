"""Courses for tests: a catalogue, courses, modules and lessons, each below the parent that is given."""

import factory
import wagtail_factories
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage, Topic
from learning.people.roles import TRAINERS
from learning.site.models import Source


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    code = factory.Sequence(lambda n: f"T{n}")
    title = factory.Sequence(lambda n: f"Source number {n}")
    url = factory.Sequence(lambda n: f"https://example.org/{n}")
    strength = Source.Strength.GUIDELINE


class TopicFactory(DjangoModelFactory):
    """A step of the pathway: one of those that the migration brings, unless the slug is another."""

    class Meta:
        model = Topic
        django_get_or_create = ("slug",)

    slug = "assessment"
    name = "Assessment"


class CourseIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = CourseIndexPage

    title = "Courses"
    slug = "courses"


class CoursePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = CoursePage

    title = factory.Sequence(lambda n: f"Course {n}")
    minutes = 75


class ModulePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ModulePage

    title = factory.Sequence(lambda n: f"Module {n}")


class LessonPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = LessonPage

    title = factory.Sequence(lambda n: f"Lesson {n}")
    minutes = 10
    body = factory.LazyFunction(lambda: [("paragraph", {"html": "<p>Ask everybody.</p>", "sources": []})])


def trainers() -> Group:
    return Group.objects.get(name=TRAINERS)
