"""A lesson with something amiss, and what became of it."""

from wagtail.models import Page

from courses.models import LessonPage

FACT = "Nearly one child in four."
NO_SOURCE = "has no source. Name one, or make it a paragraph."


def live_body(page) -> str:
    return str(LessonPage.objects.get(pk=page.pk).body)


def is_live(page) -> bool:
    return Page.objects.live().filter(pk=page.pk).exists()
