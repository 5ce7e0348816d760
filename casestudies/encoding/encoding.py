"""What is known of making a film's renditions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casestudies.films.film import Film


class EncodingQuerySet(models.QuerySet):
    def open(self):
        """Asked for, and neither finished nor failed."""
        return self.filter(finished_at=None, failed_at=None)

    def newest_first(self):
        return self.order_by("-asked_at", "-pk")


class Encoding(models.Model):
    """One row for each time that a film's renditions were asked for. Only encodings.py writes it."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="encodings")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(
        default=0,
        help_text="How often a worker began. Its number tells a living worker from one that was left behind.",
    )
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent, 0 to 100, of this try.")
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True, help_text="Why it failed, in words for whoever uploaded the film.")

    objects = EncodingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_encoding_for_each_film",
                fields=["film"],
                condition=Q(finished_at=None, failed_at=None),
            ),
            models.CheckConstraint(name="progress_is_per_cent", condition=Q(progress__lte=100)),
            models.CheckConstraint(
                name="an_encoding_finished_or_failed_not_both",
                condition=Q(finished_at=None) | Q(failed_at=None),
            ),
            models.CheckConstraint(
                name="an_encoding_failed_if_and_only_if_it_says_why",
                condition=Q(failed_at=None, problem="") | (Q(failed_at__isnull=False) & ~Q(problem="")),
            ),
            models.CheckConstraint(
                name="an_encoding_started_if_and_only_if_it_was_tried",
                condition=Q(started_at=None, tries=0) | Q(started_at__isnull=False, tries__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film} ({self.progress}%)"

    @property
    def key(self) -> str:
        """What the worker's effect is called."""
        return f"encoding:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.finished_at is None and self.failed_at is None
