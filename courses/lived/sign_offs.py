"""Who, having lived it, has signed off which version of a course; and how they are named for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page


class SignOffQuerySet(models.QuerySet):
    def by(self, person):
        return self.filter(expert=person)

    def on(self, course: Page):
        return self.filter(course=course.pk)

    def with_details(self):
        return self.select_related("course", "expert", "credit")

    def latest_first(self):
        return self.order_by("-signed_at", "-pk")


class LivedExperienceSignOff(models.Model):
    """One row for each expert by experience who has signed off a version of a course: written once, never changed."""

    course = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="lived_experience_sign_offs")
    version = models.PositiveIntegerField(help_text="The number that what was in review gets once published.")
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    objects = SignOffQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_expert_signs_off_a_version_once", fields=["course", "version", "expert"]
            ),
            models.CheckConstraint(name="a_signed_version_starts_at_one", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.course}, version {self.version}"


class ExpertCredit(models.Model):
    """One row beside each sign-off: the name its expert chose, which they may take back, and whether they were paid."""

    sign_off = models.OneToOneField(LivedExperienceSignOff, on_delete=models.PROTECT, related_name="credit")
    name = models.CharField("credited as", max_length=100, blank=True, help_text="Empty: not named.")
    is_paid = models.BooleanField("paid for it", null=True, help_text="Empty: nobody has said yet.")

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.name or "Not named"
