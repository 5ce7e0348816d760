"""Which content a record was earned on."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class VersionQuerySet(models.QuerySet):
    def material(self):
        return self.filter(change=Version.Change.MATERIAL)

    def latest_of(self, course_id: int) -> "Version | None":
        return self.filter(course=course_id).order_by("-number").first()


class Version(models.Model):
    """One row for each time something in a course was published: a number and the page revisions it held."""

    class Change(models.TextChoices):
        MINOR = "minor", "Minor: nobody needs to do anything"
        MATERIAL = "material", "Material: what people learnt has changed"

    course = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=10, choices=Change, default=Change.MINOR)
    what_changed = models.CharField(
        max_length=300, blank=True, help_text="Of a material change, in words for learners."
    )
    manifest = models.JSONField(help_text="Page id to revision id, for every live page of the course.")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = VersionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"], name="version_number_is_unique_in_its_course"
            ),
            models.CheckConstraint(name="version_number_starts_at_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="a_material_change_says_what_changed", condition=Q(change="minor") | ~Q(what_changed="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, version {self.number}"
