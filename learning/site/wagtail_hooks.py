"""Where Wagtail's admin meets the site: sources, and refusals in words."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from learning.records.findings import refuse_harm
from learning.records.publishing import GatedPage
from learning.site.keeping import enrolments_touched_by, has_records
from learning.site.sources import Source

NOT_DELETED = (
    "{titles} cannot be deleted: there are records of what people did there, and those stay. "
    "Unpublish it instead: it goes from the site, and people keep what they have done."
)
ONE_PART_WAY = "1 person is part-way through."
MANY_PART_WAY = "{count} people are part-way through."
TAKEN_DOWN = "They keep what they have done, and My learning tells them that it has been taken down."

WORTH_A_LOOK = "Worth a look before people read it. {findings}"
WARNINGS_SHOWN = 5

register_snippet(Source)


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
