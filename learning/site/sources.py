"""Where a statement comes from."""

import datetime
from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from wagtail.search import index


class SourceQuerySet(models.QuerySet):
    def due_for_review(self, *, on: datetime.date):
        """Those whose review date has come. One without a date is never due."""
        return self.filter(review_on__lte=on)


class Source(index.Indexed, models.Model):
    """One row for each source that lessons and questions point to."""

    class Strength(models.TextChoices):
        LAW = "law", "Law"
        GUIDELINE = "guideline", "Guideline"
        REVIEW = "review", "Review of research"
        TRIAL = "trial", "Trial"
        STUDY = "study", "Study"
        SURVEY = "survey", "Survey"
        PRACTICE = "practice", "Practice"
        OPINION = "opinion", "Opinion"

    code = models.SlugField(max_length=20, unique=True, help_text="A short name for trainers, such as S58.")
    title = models.CharField(max_length=300)
    url = models.URLField("address", max_length=500, blank=True)
    strength = models.CharField(max_length=20, choices=Strength)
    published = models.CharField(max_length=20, blank=True, help_text="Year, if known.")
    accessed_on = models.DateField(
        "read on", null=True, blank=True, help_text="The day on which someone last read it at its address."
    )
    review_on = models.DateField(
        "review date", null=True, blank=True, help_text="When someone should check it again."
    )

    objects = SourceQuerySet.as_manager()

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.AutocompleteField("code"),
    ]

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="a_source_is_reviewed_after_it_was_read",
                violation_error_message="The review date should be later than the day it was read.",
                condition=Q(accessed_on=None) | Q(review_on=None) | Q(review_on__gt=F("accessed_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    @property
    def short(self) -> str:
        """As it stands under a statement: title and kind."""
        return f"{self.title} ({self.get_strength_display()})"

    def is_due_for_review(self, *, on: datetime.date) -> bool:
        return self.review_on is not None and self.review_on <= on


def fill(sources: Iterable[Source]) -> list[Source]:
    """Read many sources in one query, in place; return each once, in the order given. What is read is not read again.

    A source that has been deleted is left out of the list, and keeps an empty title, which templates pass
    over.
    """
    wanted = list(sources)
    unread = [source for source in wanted if "title" not in source.__dict__]
    names = [field.attname for field in Source._meta.concrete_fields]
    rows = {row["id"]: row for row in Source.objects.filter(pk__in={one.pk for one in unread}).values(*names)}
    for source in unread:
        blank = dict.fromkeys(names[1:], "") | {"id": source.pk, "accessed_on": None, "review_on": None}
        source.__dict__.update(rows.get(source.pk, blank))
    return list({source.pk: source for source in wanted if source.title}.values())
