"""Pages for families: plain words, no account, support first. They know nobody who reads them, and keep nothing."""

import datetime

from django.db import models
from django.http import Http404
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtailmedia.edit_handlers import MediaChooserPanel

from casestudies.consents.scopes import Scope
from casestudies.content_notes import ContentNoteBlock, noted
from casestudies.families.findings import of_family_film, of_family_index
from casestudies.films.film import Film
from casestudies.films.screening import Screening
from casestudies.films.showing import Showing, in_words, show
from casestudies.films.transcript import Cue
from learning.records import previews
from learning.records.enrolments import ancestor_paths
from learning.records.findings import Finding
from learning.records.publishing import GatedPage
from learning.site.blocks import StandardPageBlocks
from learning.site.contacts import SupportContact
from learning.site.turning_to import asked_in, nearest


def questions() -> StreamField:
    return StreamField(
        [("question", blocks.CharBlock(max_length=200, icon="help"))],
        blank=True,
        max_num=12,
        help_text="Questions that a family can ask us. They can be printed on a sheet by themselves.",
    )


class FamilyPage(GatedPage):
    """What every page for families has."""

    summary = models.CharField(
        max_length=300, blank=True, help_text="One or two sentences, for someone of 11 or 12."
    )

    class Meta:
        abstract = True

    def open_to(self, person) -> bool:
        """To everyone, while it and what it stands below are there."""
        taken_down = Page.objects.filter(path__in=ancestor_paths(self), live=False)
        return self.live and not taken_down.exists()

    def serve(self, request, *args, **kwargs):
        if not self.open_to(request.user):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | self.around(request)

    def around(self, request) -> dict:
        """What every page for families shows besides its own: whom to turn to, and the way to the others."""
        contacts = SupportContact.objects.for_families()
        return {"contacts": nearest(contacts, nation=asked_in(request)), "families": self.index()}

    def index(self) -> Page:
        raise NotImplementedError


class FamilyIndexPage(FamilyPage):
    """The page for families: words, questions to ask us, and the films for them."""

    body = StreamField(StandardPageBlocks(), blank=True)
    questions = questions()

    content_panels = [
        *FamilyPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("questions", heading="Questions you can ask us"),
    ]

    subpage_types = ["casestudies.FamilyFilmPage"]

    class Meta:
        verbose_name = "page for families"
        verbose_name_plural = "pages for families"

    def index(self) -> Page:
        return self

    def findings(self, *, on: datetime.date) -> list[Finding]:
        return of_family_index(self)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"films": self._films()}

    def _films(self) -> list[dict]:
        """The pages of films below, each with how long its film is, where families may see one. Two queries."""
        below = FamilyFilmPage.objects.child_of(self) if self.path else FamilyFilmPage.objects.none()
        pages = list(below.live().order_by("path"))
        films = showable(on=timezone.localdate()).filter(pk__in=[page.film_id for page in pages])
        seconds = dict(films.values_list("pk", "duration"))
        return [
            {
                "page": page,
                "length": in_words(round(seconds[page.film_id])) if page.film_id in seconds else "",
            }
            for page in pages
        ]


class FamilyFilmPage(FamilyPage):
    """One film for families, and what happens in it in words. Where the film may not be shown, the words stand."""

    content_note = models.TextField(
        blank=True, max_length=600, help_text="What someone may want to know before they start. Shown first."
    )
    content_notes = StreamField([("note", ContentNoteBlock())], blank=True, max_num=12)
    film = models.ForeignKey(
        Film, null=True, blank=True, on_delete=models.PROTECT, related_name="family_pages"
    )
    what_happens = RichTextField(
        blank=True,
        features=["h3", "bold", "italic", "ol", "ul"],
        help_text="The whole of it in plain words, for whoever reads and does not watch.",
    )
    messages = StreamField(
        [("message", blocks.CharBlock(max_length=200, icon="tick"))], blank=True, max_num=8
    )
    questions = questions()

    content_panels = [
        *FamilyPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("content_note"),
        FieldPanel("content_notes"),
        MediaChooserPanel("film", media_type="video"),
        FieldPanel("what_happens"),
        FieldPanel("messages", heading="What to remember"),
        FieldPanel("questions", heading="Questions you can ask us"),
    ]

    parent_page_types = ["casestudies.FamilyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "film for families"
        verbose_name_plural = "films for families"

    @property
    def words_instead(self) -> str:
        """What is read by whoever does not watch."""
        return self.what_happens

    def index(self) -> Page:
        return self.get_parent()

    def findings(self, *, on: datetime.date) -> list[Finding]:
        return of_family_film(self, is_shown=self.shown_film(on=on) is not None)

    def shown_film(self, *, on: datetime.date) -> Film | None:
        """The film, where everyone on the open web may see it on a day. Anything that is shown of it asks here."""
        if self.film_id is None:
            return None
        return showable(on=on).filter(pk=self.film_id).order_by("pk").first()

    def cues(self) -> list[Cue]:
        return Screening(self, self.film).cues()

    def _showing(self, film: Film, *, preview: bool) -> Showing:
        return show(Screening(self, film), preview=preview, routes="family_film")

    def get_context(self, request, *args, **kwargs):
        film = self.shown_film(on=timezone.localdate())
        showing = self._showing(film, preview=previews.is_preview(request)) if film else None
        film_url = showing.main.url if showing and showing.main else ""
        return super().get_context(request, *args, **kwargs) | {
            "showing": showing,
            "notes": noted(self.content_notes, film_url=film_url),
        }


def showable(*, on: datetime.date) -> models.QuerySet[Film]:
    """The films that families may see on a day, who have no account."""
    return Film.objects.showable(on=on, to=Scope.PUBLIC_WEB)
