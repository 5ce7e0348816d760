"""The admin's home: short lists of what needs somebody, each with a way to act. Every room adds its own."""

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState
from wagtail.permissions import policy_registry

from learning.site.sources import Source

SHOWN = 8


@dataclass(frozen=True)
class Line:
    """One thing in a list: where to act on it, if on a page, and what to know before."""

    title: str
    url: str = ""
    note: str = ""


class HomePanel(Component):
    """One list. Two queries at most, however long it is; a panel that is not for someone takes none."""

    template_name = "site/admin/home_panel.html"
    name = ""
    heading = ""
    empty = ""
    order = 100

    def __init__(self, request):
        self.person = request.user
        self.today = timezone.localdate()

    def is_shown(self) -> bool:
        return True

    def actions(self) -> list[Line]:
        """Something to start from here."""
        return []

    def rows(self) -> QuerySet | list:
        raise NotImplementedError

    def line(self, row) -> Line:
        raise NotImplementedError

    def render_html(self, parent_context=None) -> str:
        return super().render_html(parent_context) if self.is_shown() else ""

    def get_context_data(self, parent_context=None) -> dict:
        rows = self.rows()
        lines = [self.line(row) for row in rows[:SHOWN]]
        count = len(lines) if len(lines) < SHOWN else _count(rows)
        return {
            "name": self.name,
            "heading": self.heading,
            "empty": self.empty,
            "lines": lines,
            "count": count,
            "more": count - len(lines),
            "actions": self.actions(),
        }


def _count(rows: QuerySet | list) -> int:
    return len(rows) if isinstance(rows, list) else rows.count()


def edit_line(page: Page, note: str) -> Line:
    return Line(title=page.draft_title, url=reverse("wagtailadmin_pages:edit", args=[page.pk]), note=note)


def day(moment: datetime.date | None) -> str:
    return date_format(moment) if moment else ""


class DraftsPanel(HomePanel):
    """Pages with something unpublished that this person began or wrote in last."""

    name = "drafts"
    heading = "My drafts"
    empty = "Nothing of yours waits to be published."
    order = 10

    def rows(self):
        mine = Q(owner=self.person) | Q(latest_revision__user=self.person)
        may_change = policy_registry.get_by_type(Page).instances_user_has_permission_for(
            self.person, "change"
        )
        above = Page.objects.filter(path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen))
        drafts = may_change.filter(mine, has_unpublished_changes=True).select_related("content_type")
        drafts = drafts.annotate(title_above=Subquery(above.values("draft_title")))
        return drafts.order_by("-latest_revision_created_at", "-pk")

    def line(self, row):
        kind = f"{capfirst(row.page_type_display_name)} in “{row.title_above}”"
        changed = row.latest_revision_created_at
        return edit_line(row, f"{kind}, changed {day(timezone.localtime(changed))}" if changed else kind)


class ReviewsPanel(HomePanel):
    """What others have asked this person to review."""

    name = "reviews"
    heading = "Awaiting my review"
    empty = "Nothing waits for you. When a colleague asks for your view, it is here."
    order = 20

    def rows(self):
        states = TaskState.objects.reviewable_by(self.person)
        asked = states.select_related("workflow_state__requested_by")
        return asked.prefetch_related("revision__content_object").order_by("started_at", "pk")

    def line(self, row):
        asked_by = row.workflow_state.requested_by
        whose = f"{asked_by} asked" if asked_by else "Asked"
        return edit_line(row.revision.content_object, f"{whose} on {day(timezone.localtime(row.started_at))}")


class SourcesPanel(HomePanel):
    """Sources that somebody should look at again."""

    name = "sources"
    heading = "Sources due for review"
    empty = "Every source has been checked in time."
    order = 40

    def is_shown(self):
        return self.person.has_perm("site.change_source")

    def rows(self):
        return Source.objects.due_for_review(on=self.today).order_by("review_on", "code")

    def line(self, row):
        edit = Source.snippet_viewset.get_url_name("edit")
        return Line(title=str(row), url=reverse(edit, args=[row.pk]), note=f"Due {day(row.review_on)}")
