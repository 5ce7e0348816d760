"""Where Wagtail's admin meets the site: its menu and home, sources, and refusals in words."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.documents.wagtail_hooks import DocumentsMenuItem
from wagtail.images.wagtail_hooks import ImagesMenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from learning.records.counting import counted
from learning.records.findings import refuse_harm
from learning.records.publishing import GatedPage
from learning.site.contact_panel import ContactsPanel
from learning.site.decision_admin import LocalServicesGroup
from learning.site.holders import reason_to_keep
from learning.site.home_panels import DraftsPanel, ReviewsPanel, SourcesPanel
from learning.site.keeping import enrolments_touched_by, has_records
from learning.site.source_admin import SourceViewSet
from learning.site.waiting_panel import WaitingPanel

NOT_DELETED = (
    "{titles} cannot be deleted: there are records of what people did there, and those stay. "
    "Unpublish it instead: it goes from the site, and people keep what they have done."
)
PART_WAY = "{people} part-way through."
TAKEN_DOWN = "They keep what they have done, and My learning tells them that it has been taken down."

# Entries of Wagtail's own menu that stand elsewhere under words of ours, and those that only administrators use.
REPLACED = {"images", "documents", "media", "snippets"}
FOR_ADMINISTRATORS = {"explorer", "reports", "settings"}
SHORTCUTS = "keyboard-shortcuts-trigger"
WORTH_A_LOOK = "Worth a look before people read it. {findings}"
WARNINGS_SHOWN = 5

register_snippet(SourceViewSet)
register_snippet(LocalServicesGroup)


@hooks.register("before_delete_snippet")
def refuse_deletion_of_what_is_used(request, rows):
    """All or nothing: if a page or a decision names one of them, none is deleted."""
    if reasons := list(filter(None, map(reason_to_keep, rows))):
        for reason in reasons:
            messages.error(request, reason)
        return redirect(rows[0].snippet_viewset.get_url_name("list"))
    return None


library = Menu(register_hook_name="register_library_menu_item")


@hooks.register("register_admin_menu_item")
def library_entry():
    return SubmenuMenuItem("Library", library, name="library", icon_name="folder-inverse", order=400)


@hooks.register("register_library_menu_item")
def pictures_entry():
    return ImagesMenuItem(
        "Pictures", reverse("wagtailimages:index"), name="pictures", icon_name="image", order=10
    )


@hooks.register("register_library_menu_item")
def documents_entry():
    return DocumentsMenuItem(
        "Documents", reverse("wagtaildocs:index"), name="papers", icon_name="doc-full", order=20
    )


@hooks.register("construct_main_menu")
def tidy_menu(request, items):
    hidden = REPLACED if request.user.is_administrator else REPLACED | FOR_ADMINISTRATORS
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("construct_help_menu")
def tidy_help(request, items):
    """What leads out of the site is left out."""
    items[:] = [item for item in items if item.name == SHORTCUTS]


@hooks.register("construct_homepage_summary_items")
def leave_out_counts(request, items):
    items.clear()


@hooks.register("construct_homepage_panels", order=-1)
def home_panels(request, panels):
    """In place of Wagtail's own. First, so that other rooms add to these."""
    ours = (WaitingPanel, DraftsPanel, ReviewsPanel, SourcesPanel, ContactsPanel)
    panels[:] = [panel(request) for panel in ours]


@hooks.register("before_delete_page")
def refuse_deletion(request, page):
    if has_records(page):
        messages.error(request, NOT_DELETED.format(titles=f"“{page.get_admin_display_title()}”"))
        back = get_valid_next_url_from_request(request)
        return redirect(back or reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    return None


@hooks.register("before_bulk_action")
def refuse_deletions(request, action_type, objects, action):
    """All or nothing: if records point at one of them, none is deleted."""
    if action_type != "delete" or action.models != [Page]:
        return None
    kept = [page for page in objects if has_records(page)]
    if not kept:
        return None
    titles = ", ".join(f"“{page.get_admin_display_title()}”" for page in kept)
    messages.error(request, NOT_DELETED.format(titles=titles))
    return redirect("wagtailadmin_explore", kept[0].get_parent().pk)


@hooks.register("before_unpublish_page")
def say_who_is_part_way(request, page):
    """What it means for them is said on the page that asks "are you sure" (templates/wagtailadmin/pages)."""
    count = enrolments_touched_by(page).count()
    if count:
        people = PART_WAY.format(people=counted(count, "person is", "people are"))
        messages.warning(request, f"{people} {TAKEN_DOWN}")


@hooks.register("before_bulk_action")
def say_who_is_part_way_on_several(request, action_type, objects, action):
    if action_type == "unpublish" and action.models == [Page]:
        for page in objects:
            say_who_is_part_way(request, page)


@hooks.register("before_bulk_action")
def refuse_publishing(request, action_type, objects, action):
    """All or nothing, and everything amiss is named: PublishRefused says it (learning/site/refusals.py)."""
    if action_type == "publish" and action.models == [Page]:
        latest = [page.get_latest_revision_as_object() for page in objects]
        refuse_harm([page for page in latest if isinstance(page, GatedPage)], on=timezone.localdate())


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_is_worth_a_look(request, page):
    """Warnings never stop. What saves itself in the background says nothing."""
    if not isinstance(page, GatedPage) or not request.accepts("text/html"):
        return
    warnings = [finding.text for finding in page.findings(on=timezone.localdate()) if not finding.stops]
    if warnings:
        messages.warning(request, WORTH_A_LOOK.format(findings=" ".join(warnings[:WARNINGS_SHOWN])))
