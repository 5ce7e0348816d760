"""What a learner answered before and after seeing what others would do."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from wagtail.models import Page

from casestudies.blocks import Lens
from learning.people.models import PracticeGroup
from learning.people.sides import Side
from learning.records.models import Enrolment, Version


class ReflectionQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(learner=person)

    def on(self, page: Page):
        return self.filter(page=page.pk)

    def committed(self):
        return self.exclude(committed_at=None)


class Reflection(models.Model):
    """One row for each learner's answer to a case study: when, from which post, and which step. No words."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reflections"
    )
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="reflections")
    saved_at = models.DateTimeField(help_text="When anything in it was last saved.")
    committed_at = models.DateTimeField(
        null=True, blank=True, help_text="From then on the first answer stays as it is."
    )
    version = models.ForeignKey(
        Version,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Of the course, when committed.",
    )
    practice_group = models.ForeignKey(
        PracticeGroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="staff group",
    )
    service_side = models.CharField(max_length=20, choices=Side, default=Side.NONE)
    first_step_first = models.CharField(max_length=40, blank=True)
    first_step_second = models.CharField(max_length=40, blank=True)
    added_at = models.DateTimeField(null=True, blank=True, help_text="When the second answer was last saved.")

    objects = ReflectionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "page"], name="one_reflection_per_learner_and_page"),
            models.CheckConstraint(
                name="a_reflection_names_its_version_once_committed",
                condition=Q(committed_at=None, version=None)
                | Q(committed_at__isnull=False, version__isnull=False),
            ),
            models.CheckConstraint(
                name="a_second_answer_comes_after_the_first",
                condition=Q(added_at=None, first_step_second="")
                | Q(added_at__isnull=False, committed_at__isnull=False, added_at__gte=F("committed_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} on {self.page}"

    @property
    def has_a_voice(self) -> bool:
        """Whether it came from a staff group on a side, as which it could be shown to others."""
        return self.practice_group_id is not None and self.service_side in Side.IN_SERVICE


class ReflectionText(models.Model):
    """One row for each question answered: the learner's own words, kept apart so that they can be erased."""

    MAX_LENGTH = 5000

    reflection = models.ForeignKey(Reflection, on_delete=models.PROTECT, related_name="texts")
    prompt = models.CharField(max_length=36, help_text="The id of the question's block.")
    lens = models.CharField(max_length=10, choices=Lens)
    question = models.CharField(max_length=500, help_text="As it was asked.")
    text_first = models.TextField(blank=True, max_length=MAX_LENGTH)
    text_second = models.TextField(blank=True, max_length=MAX_LENGTH)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reflection", "prompt"], name="one_answer_per_question"),
        ]

    def __str__(self) -> str:
        return f"Words of {self.reflection}"
