"""Lists in the admin of one kind of part each, across every course. Parts are added in the course builder."""

import django_filters
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Length, Substr
from django.forms import RadioSelect
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from casestudies.pages import CaseStudyPage
from casestudies.two_sides.pages import TwoSidedCasePage
from courses.builder.listing import courses_of
from courses.lessons import LessonPage
from quizzes.pages import QuizPage


class CourseFilter(django_filters.ModelChoiceFilter):
    def filter(self, qs, value):
        return qs.filter(path__startswith=value.path) if value else qs


class PartFilterSet(WagtailFilterSet):
    """By course, and by what waits to be published. Not by person: who wrote what is in each page's history."""

    course = CourseFilter(
        label="Course",
        queryset=lambda request: courses_of(request.user),
        widget=RadioSelect,
        empty_label="Any",
    )
    has_unpublished_changes = django_filters.ChoiceFilter(
        label="Has something unpublished",
        choices=[(True, "Yes"), (False, "No")],
        widget=RadioSelect,
        empty_label="Any",
    )

    class Meta:
        model = Page
        fields: list[str] = []


class PartsView(IndexView):
    """One kind of part, across courses."""

    def get_add_url(self):
        """No button: a part is added in its course."""
        return None

    def annotate_queryset(self, pages):
        course = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - 2 * Page.steplen)
        title = Page.objects.filter(path=course).values("draft_title")
        return super().annotate_queryset(
            pages.annotate(course_title=Subquery(title), own_minutes=F("minutes"))
        )


class PartViewSet(PageListingViewSet):
    index_view_class = PartsView
    filterset_class = PartFilterSet
    add_to_admin_menu = True
    list_display = [
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("course_title", label="Course", width="30%"),
        Column("own_minutes", label="Minutes", width="10%"),
        DateColumn(
            "latest_revision_created_at", label="Changed", sort_key="latest_revision_created_at", width="12%"
        ),
        PageStatusColumn("status", label="State", sort_key="live", width="12%"),
    ]

    def get_urlpatterns(self):
        return [route for route in super().get_urlpatterns() if route.name != "choose_parent"]


class LessonViewSet(PartViewSet):
    name = "lessons"
    model = LessonPage
    icon = "doc-full"
    menu_label = "Lessons"
    menu_order = 120


class CaseStudyViewSet(PartViewSet):
    name = "case_studies"
    url_prefix = "case-studies"
    model = CaseStudyPage
    icon = "group"
    menu_label = "Case studies"
    menu_order = 130


class TwoSidedCaseViewSet(PartViewSet):
    name = "two_sided_cases"
    url_prefix = "two-sided-cases"
    model = TwoSidedCasePage
    icon = "user"
    menu_label = "Two-sided cases"
    menu_order = 135


class QuizViewSet(PartViewSet):
    name = "quizzes"
    model = QuizPage
    icon = "help"
    menu_label = "Quizzes"
    menu_order = 140
