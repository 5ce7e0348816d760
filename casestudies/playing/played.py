"""What a learner has played of a film: to go on from, and to show them. No record, and nobody else's business."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from casestudies.films.film import Film
from casestudies.films.screening import Screening


class PlayedQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(learner=person)

    def on(self, screening: Screening):
        """Of one film on one page."""
        return self.filter(page=screening.page.pk, film=screening.film.pk)


class Played(models.Model):
    """One row for each learner, page and film on it: the union of what they have played. Theirs to erase.

    It is no record: it goes with the account, the page and the film. `playing` is its only writer. See ADR 34.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")
    stretches = models.JSONField(
        default=list, help_text="Pairs of seconds from the start of the film, in order, apart."
    )
    sessions = models.JSONField(
        default=dict,
        help_text="By the name of a session: the number of the last message that counted, and the seconds added.",
    )
    second = models.PositiveIntegerField(
        null=True, blank=True, help_text="Where the film was left, in seconds from its start."
    )
    left_at = models.DateTimeField(null=True, blank=True, help_text="When it was there.")
    saved_at = models.DateTimeField()

    objects = PlayedQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "page", "film"], name="what_is_played_of_a_film_is_one_row_a_learner"
            ),
            models.CheckConstraint(
                name="a_film_was_left_at_a_second_and_at_a_time",
                condition=Q(second=None, left_at=None) | Q(second__isnull=False, left_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Without what it says: the name of a row may come into a log."""
        return f"Played, {self.pk}"


class PlayingChoice(models.Model):
    """One row for each learner who had what they played forgotten, or wants none of it kept."""

    learner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_kept = models.BooleanField(default=True)
    forgotten_at = models.DateTimeField(
        null=True, blank=True, help_text="What pages opened before then still send is not kept."
    )

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"What is kept of films, {self.pk}"
