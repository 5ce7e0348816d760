"""A module: the parts of a course that belong together."""

import datetime

from django.db import models
from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from courses.findings import of_module
from learning.records.findings import Finding
from learning.records.publishing import VersionedPage


class ModulePage(VersionedPage):
    """A group of parts within a course. It has no page of its own: its address leads to the course's."""

    summary = models.CharField(max_length=500, blank=True)

    content_panels = [*VersionedPage.content_panels, FieldPanel("summary"), *VersionedPage.publish_panels]

    parent_page_types = ["courses.CoursePage"]
    subpage_types = [
        "courses.LessonPage",
        "casestudies.CaseStudyPage",
        "casestudies.TwoSidedCasePage",
        "quizzes.QuizPage",
    ]

    preview_modes: list = []

    class Meta:
        verbose_name = "module"

    def findings(self, *, on: datetime.date) -> list[Finding]:
        return of_module(self)

    def programme(self) -> Page:
        return self.get_parent().specific

    def serve(self, request, *args, **kwargs):
        return redirect(self.get_parent().get_url(request))
