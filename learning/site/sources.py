"""Where a statement comes from."""

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

    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.AutocompleteField("code")]
    panels = ["code", "title", "url", "strength", "published", "review_on"]

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"
