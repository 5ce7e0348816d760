"""Where a statement comes from."""

from collections.abc import Iterable

from django.db import models
from wagtail.search import index


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
    review_on = models.DateField(null=True, blank=True, help_text="When someone should check it again.")

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.AutocompleteField("code"),
    ]
    panels = ["code", "title", "url", "strength", "published", "review_on"]

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    @property
    def short(self) -> str:
        """As it stands under a statement: title and kind."""
        return f"{self.title} ({self.get_strength_display()})"


def stub(pk: int) -> Source:
    """A source known by its key alone. Its other fields are read when they are asked for, or all at once by
    fill().
    """
    return Source.from_db(None, ["id"], [pk])


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
        blank = dict.fromkeys(names[1:], "") | {"id": source.pk, "review_on": None}
        source.__dict__.update(rows.get(source.pk, blank))
    return list({source.pk: source for source in wanted if source.title}.values())
