"""A family, heard in several voices: watched or read, then thought about."""

import datetime

from django import forms
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.cache import patch_cache_control
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from casestudies.blocks import MomentBlock
from casestudies.consents.withheld import film_on, withhold
from casestudies.content_notes import ContentNoteBlock, noted
from casestudies.exchange import perspectives
from casestudies.exchange.asking import Asking
from casestudies.exchange.perspectives import Chorus
from casestudies.films.film import Film
from casestudies.films.screening import Screening
from casestudies.films.transcript import Cue
from casestudies.findings import of_case_study
from casestudies.pauses.points import Pausing
from casestudies.pauses.showing import show_pauses
from casestudies.standing import Standing, standing_of
from casestudies.voices import players, telling
from casestudies.voices.players import Player, Visit
from casestudies.voices.voices import THE_FILM, Told, the_film
from learning.records import previews
from learning.records.findings import Finding
from learning.records.gate import gate
from learning.records.pages import Activity
from learning.site.turning_to import beside_a_case


class CaseStudyPage(Told, Pausing, Asking, Activity):
    """One case study. With a film it can be watched, heard or read; without one it is read."""

    introduction = models.TextField(
        blank=True, max_length=500, help_text="One or two sentences under the title."
    )
    content_note = models.TextField(
        blank=True, max_length=1000, help_text="What someone may want to know before they start. Shown first."
    )
    content_notes = StreamField(
        [("note", ContentNoteBlock())],
        blank=True,
        max_num=12,
        help_text="One by one, with times, so that people can pass over what they do not want to meet.",
    )
    is_fictional = models.BooleanField("the family is fictional", default=True)
    film = models.ForeignKey(
        Film, null=True, blank=True, on_delete=models.PROTECT, related_name="case_studies"
    )
    film_start_seconds = models.PositiveIntegerField(
        "start at", null=True, blank=True, help_text="Seconds. Only to show a part of the film."
    )
    film_end_seconds = models.PositiveIntegerField("stop at", null=True, blank=True, help_text="Seconds.")
    what_is_it_about = models.TextField(blank=True, max_length=2000)
    text_version = RichTextField(
        blank=True,
        features=["h3", "bold", "italic", "ol", "ul", "link"],
        help_text="What happens, in words, for whoever reads and does not watch. Without a film, the case.",
    )
    watch_for = StreamField([("moment", MomentBlock())], blank=True, help_text="Moments to look out for.")
    messages_for_practice = StreamField(
        [("message", blocks.CharBlock(max_length=300, icon="tick"))], blank=True, max_num=10
    )
    messages_sources = ParentalManyToManyField("site.Source", blank=True, related_name="+")
    who_will_find_it_useful = models.TextField(blank=True, max_length=1000)
    related = StreamField(
        [("page", blocks.PageChooserBlock("casestudies.CaseStudyPage"))],
        blank=True,
        max_num=6,
        help_text="Other case studies.",
    )

    imhcf_domains = models.CharField(
        "AiMH UK competencies", max_length=100, blank=True, help_text="Such as: domains 1 and 3, level 1."
    )
    discussion_for_trainers = models.TextField(blank=True, help_text="For trainers. Learners never see it.")
    discussion_sources = ParentalManyToManyField("site.Source", blank=True, related_name="+")

    content_panels = [
        *Activity.content_panels,
        FieldPanel("introduction"),
        FieldPanel("content_note"),
        FieldPanel("content_notes"),
        FieldPanel("is_fictional"),
        MultiFieldPanel(
            [
                MediaChooserPanel("film", media_type="video"),
                FieldPanel("film_start_seconds"),
                FieldPanel("film_end_seconds"),
            ],
            heading="The film",
        ),
        FieldPanel("pause_points", heading="Where the film stops"),
        MultiFieldPanel(
            [FieldPanel("people"), FieldPanel("moments"), FieldPanel("voices")],
            heading="The family, and who tells its story",
        ),
        FieldPanel("what_is_it_about"),
        FieldPanel("text_version"),
        FieldPanel("watch_for"),
        FieldPanel("messages_for_practice"),
        FieldPanel(
            "messages_sources", heading="Sources of the messages", widget=forms.CheckboxSelectMultiple
        ),
        FieldPanel("who_will_find_it_useful"),
        FieldPanel("related"),
        *Asking.asking_panels,
        FieldPanel(
            "discussion_films", heading="Practitioners talking about it: shown after someone has answered"
        ),
        MultiFieldPanel(
            [
                FieldPanel("discussion_for_trainers", heading="For the discussion"),
                FieldPanel("discussion_sources", heading="Sources", widget=forms.CheckboxSelectMultiple),
            ],
            heading="Notes for trainers",
        ),
        *Activity.record_panels,
        FieldPanel("imhcf_domains"),
        *Activity.publish_panels,
    ]

    exclude_fields_in_copy = [*Activity.exclude_fields_in_copy, "quiz"]

    search_fields = [
        *Activity.search_fields,
        index.SearchField("introduction"),
        index.SearchField("what_is_it_about"),
        index.SearchField("messages_for_practice"),
    ]

    subpage_types: list[str] = []

    class Meta:
        verbose_name = "case study"
        verbose_name_plural = "case studies"
        constraints = [
            models.CheckConstraint(
                name="an_extract_ends_after_it_starts",
                violation_error_message="The film should stop after it starts.",
                condition=Q(film_start_seconds=None)
                | Q(film_end_seconds=None)
                | Q(film_end_seconds__gt=F("film_start_seconds")),
            ),
        ]

    listed_fields = [*Activity.listed_fields, "film_id"]

    # Set by whoever has looked: its people no longer agree that the film is shown here.
    is_withheld = False

    @classmethod
    def settle(cls, parts):
        withhold(parts, on=timezone.localdate())

    @property
    def part_icon(self) -> str:
        return "film" if self.film_id and not self.is_withheld else "case"

    @property
    def part_word(self) -> str:
        return "Film" if self.film_id and not self.is_withheld else "Case study"

    @property
    def words_instead(self) -> str:
        """What is read by whoever does not watch."""
        return self.text_version

    def screening(self, film: Film) -> Screening:
        """A film as it is shown here: the page's own between its two seconds, any other whole."""
        if film.pk != self.film_id:
            return Screening(self, film)
        return Screening(self, film, self.film_start_seconds, self.film_end_seconds)

    def cues(self) -> list[Cue]:
        """The words of the film, or of the part of it that is shown here."""
        return self.screening(self.film).cues()

    def findings(self, *, on: datetime.date) -> list[Finding]:
        return of_case_study(self, on=on)

    def serve(self, request, *args, **kwargs):
        if refused := gate(self, request):
            return refused
        response = super().serve(request, *args, **kwargs)
        showing = response.context_data["showing"]
        if showing and not showing.may_be_kept:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        preview, enrolment = context["preview"], context["enrolment"]
        now = timezone.now()
        standing = standing_of(self, enrolment)
        pauses = show_pauses(self, request, is_enrolled=standing.is_enrolled, preview=preview)
        visit = players.visit(
            self, request, enrolment=enrolment, standing=standing, preview=preview, pauses=pauses, at=now
        )
        told = telling.tell(visit)
        player = told.film if told else self._player(visit)
        showing = player and player.showing
        self.is_withheld = bool(self.film_id and not showing)
        film_url = showing.main.url if showing and showing.main else ""
        return context | {
            "telling": told,
            "voice_links": telling.links(self, on=visit.on) if told and standing.is_enrolled else [],
            "talks": telling.talks(visit) if preview or self.discusses(standing) else [],
            "player": player,
            "showing": showing,
            "is_withheld": self.is_withheld,
            "notes": noted(self.content_notes, film_url=film_url, end=self.film_end_seconds),
            "standing": standing,
            "pauses": [] if player else visit.pauses.get(THE_FILM, []),
            "sources": list(self.messages_sources.all()),
            "contacts": beside_a_case(request),
            "choruses": self._choruses(request) if preview else [],
        }

    def _player(self, visit: Visit) -> Player | None:
        """Of the film; None where there is none, or its people no longer agree to it."""
        film = film_on(self, on=visit.on)
        return visit.player(the_film(film)) if film else None

    def discusses(self, standing: Standing) -> bool:
        """Whether practitioners are heard talking about it: by whoever has answered, or need not."""
        return standing.has_answered or not self.asks_for_an_answer

    def _choruses(self, request) -> list[Chorus]:
        """What others would do, as someone on the side of a preview meets it after answering."""
        return perspectives.in_order(perspectives.voices(self), side=previews.side_of(request), own_group="")
