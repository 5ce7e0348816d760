"""The bases of pages that cannot be published while something is amiss with them."""

import datetime

from django import forms
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from learning.records.addresses import TitlePanel, address_panels
from learning.records.findings import Finding, refuse_harm
from learning.records.page_form import DraftCopyForm, GatedPageForm
from learning.records.releasing import is_releasing
from learning.records.unfinished import unfinished
from learning.records.versions import Version

SAY_WHAT_CHANGED = "Say in a sentence what has changed: people who are part-way through will read it."


class GatedPageQuerySet(PageQuerySet):
    def ever_published(self):
        """Those that are there, or once were; what was only ever a draft is there for nobody."""
        return self.filter(Q(live=True) | Q(first_published_at__isnull=False))


class GatedPage(Page):
    """A page with no gate but ours: open_to() for a programme and its activities, none for all others.

    Wagtail's view restrictions cannot be set beside it, and none are looked for (two queries a page). Nothing
    that stops is published, whichever way it is tried.
    """

    objects = PageManager.from_queryset(GatedPageQuerySet)()

    base_form_class = GatedPageForm
    content_panels = [TitlePanel("title")]
    promote_panels = address_panels
    copy_form_class = DraftCopyForm
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        return PageViewRestriction.objects.none()

    def findings(self, *, on: datetime.date) -> list[Finding]:
        """What is amiss with this page as it stands, on a day; nothing for a kind of page that has no rules."""
        return []

    def refusals(self, *, on: datetime.date) -> list[Finding]:
        """What keeps this page from being published now."""
        found = [finding for finding in self.findings(on=on) if finding.stops]
        return [*found, *unfinished(self, besides={finding.field for finding in found})]

    def save(self, *args, **kwargs):
        """The one gate for content: every way of publishing comes through here (the editor's goes round publish()).

        It only asks; the rules are in findings() and refusals(). See docs/adr/0015.
        """
        if self._is_being_published():
            refuse_harm([self], on=timezone.localdate())
        return super().save(*args, **kwargs)

    def _is_being_published(self) -> bool:
        """Whether saving makes a revision live that is not live now, the page's first one included."""
        if not (self.live and self.live_revision_id):
            return False
        return not Page.objects.live().filter(pk=self.pk, live_revision=self.live_revision_id).exists()


class VersionedPage(GatedPage):
    """A page of a course. Publishing it makes the course's next version, minor or material as its author says."""

    change = models.CharField(
        "this change is",
        max_length=10,
        choices=Version.Change,
        default=Version.Change.MINOR,
        help_text="A spelling is minor. Advice, a number or an answer that is different now is material.",
    )
    what_changed = models.CharField(
        max_length=300,
        blank=True,
        help_text="For a material change, in a sentence. People who are part-way through read it.",
    )

    publish_panels = [
        MultiFieldPanel(
            [FieldPanel("change", widget=forms.RadioSelect), FieldPanel("what_changed")],
            heading="When you publish",
        ),
    ]
    exclude_fields_in_copy = ["change", "what_changed"]

    class Meta:
        abstract = True

    def programme(self) -> Page:
        """What one enrols on that this is, or is part of."""
        raise NotImplementedError

    def begin_anew(self) -> None:
        """What was published has been said: the next change is minor until its author says otherwise.

        The editor reads the row, and not the revision, of a page without unpublished changes.
        """
        type(self).objects.filter(pk=self.pk).update(change=Version.Change.MINOR, what_changed="")

    def refusals(self, *, on: datetime.date) -> list[Finding]:
        found = super().refusals(on=on)
        return found if is_releasing() else found + self.change_refusals()

    def change_refusals(self) -> list[Finding]:
        """What a material change to what people are taking lacks. A page without a place has no course yet."""
        if self.change != Version.Change.MATERIAL or not self.path:
            return []
        programme = self.programme()
        if not Page.objects.live().filter(pk=programme.pk).exists():
            return []
        return unsaid(self.change, self.what_changed) + programme.material_refusals(self)


def unsaid(change: str, what_changed: str) -> list[Finding]:
    """What a material change lacks that does not say what has changed."""
    if change != Version.Change.MATERIAL or what_changed.strip():
        return []
    return [Finding(SAY_WHAT_CHANGED, field="what_changed")]
