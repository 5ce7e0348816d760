"""Where a source, a situation or a local service is used: shown beside it, and why it may not be deleted."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import Panel

from learning.site.decisions import Situation
from learning.site.services import LocalService
from learning.site.sources import Source
from learning.site.usage import uses_of

NOT_DELETED = "“{row}” cannot be deleted: it is used in {places}. Take it out there first."


@dataclass(frozen=True)
class Holder:
    """One line of a “Used in” list: what names a row, its kind, and whether learners see it there."""

    row: object
    kind: str
    note: str = ""

    @property
    def title(self) -> str:
        """A page's latest title, which may not be published yet."""
        return getattr(self.row, "draft_title", "") or str(self.row)


def holders_of(row) -> list[Holder]:
    """Everything that names a source, a situation or a local service; outer rooms by settings.HOLDERS."""
    return [*_pages(row), *_decisions(row), *_outer(row)]


def _pages(row) -> list[Holder]:
    if not isinstance(row, Source | Situation):
        return []
    return [
        Holder(use.page, use.page.page_type_display_name.capitalize(), use.sight.label)
        for use in uses_of(row)
    ]


def _decisions(row) -> list[Holder]:
    if not isinstance(row, Situation | LocalService):
        return []
    decisions = row.decisions.select_related("situation", "area", "partnership").in_order()
    return [Holder(decision, "Local decision") for decision in decisions]


def _outer(row) -> list[Holder]:
    return [holder for name in settings.HOLDERS for holder in import_string(name)(row)]


def reason_to_keep(row) -> str:
    """Why a row may not be deleted, naming where it is used; empty when nothing names it."""
    titles = [f"“{holder.title}”" for holder in holders_of(row)]
    return NOT_DELETED.format(row=row, places=", ".join(titles)) if titles else ""


class UsedInPanel(Panel):
    """Everything that names what is being edited, each with a way to its editor."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "site/admin/used_in.html"

        def is_shown(self):
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            finder = AdminURLFinder(self.request.user)
            lines = [
                {"holder": holder, "url": finder.get_edit_url(holder.row)}
                for holder in holders_of(self.instance)
            ]
            return super().get_context_data(parent_context) | {"lines": lines}
