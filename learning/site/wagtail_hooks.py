"""Where Wagtail's admin meets the site: sources, and refusals in words."""

from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from learning.site.decision_admin import LocalServicesGroup
from learning.site.editing import reason_to_keep
from learning.site.keeping import enrolments_touched_by, has_records
from learning.site.source_admin import SourceViewSet

NOT_DELETED = (
    "{titles} cannot be deleted: there are records of what people did there, and those stay. "
    "Unpublish it instead: it goes from the site, and people keep what they have done."
)
ONE_PART_WAY = "1 person is part-way through."
MANY_PART_WAY = "{count} people are part-way through."
TAKEN_DOWN = "They keep what they have done, and My learning tells them that it has been taken down."

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


@hooks.register("before_delete_page")
def refuse_deletion(request, page):
    if has_records(page):
        messages.error(request, NOT_DELETED.format(titles=f"“{page.get_admin_display_title()}”"))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
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
        people = ONE_PART_WAY if count == 1 else MANY_PART_WAY.format(count=count)
        messages.warning(request, f"{people} {TAKEN_DOWN}")


@hooks.register("before_bulk_action")
def say_who_is_part_way_on_several(request, action_type, objects, action):
    if action_type == "unpublish" and action.models == [Page]:
        for page in objects:
            say_who_is_part_way(request, page)
