"""What a course is about: the steps of the care pathway that the two services share."""

from django.db import models


class Topic(models.Model):
    """One row for each step of the care pathway, in the order that a family meets them."""

    slug = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="1 comes first.")

    panels = ["name", "slug", "position"]

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
