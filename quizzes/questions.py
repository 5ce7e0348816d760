"""What was asked: questions as they stood when they were published."""

from django.db import models
from django.db.models import Q

from quizzes import marking


class Kind(models.TextChoices):
    """How a question is answered."""

    SINGLE = marking.Kind.SINGLE.value, "Choose one"
    MULTIPLE = marking.Kind.MULTIPLE.value, "Choose every answer that applies"


class Level(models.TextChoices):
    CORE = "core", "Core"
    FURTHER = "further", "Further"


class QuestionVersion(models.Model):
    """One row for each content that a question has had: the same content is the same row. Never changed.

    The digest is the SHA-256 of all the other fields. Only publishing.py writes here.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    code = models.CharField(max_length=20, blank=True, help_text="The trainers' own short name, such as Q01.")
    level = models.CharField(max_length=20, choices=Level, default=Level.CORE)
    situation = models.TextField(blank=True, help_text="What is happening, before the question.")
    stem = models.TextField(help_text="The question.")
    options = models.JSONField(help_text="A list of key, text, is_right, feedback, in the author's order.")
    shuffle_options = models.BooleanField(default=True)
    explanation = models.TextField(blank=True, help_text="Shown with the result, whatever was chosen.")
    sources = models.JSONField(default=list, help_text="A list of code, title, url, as they stood.")
    lesson_id = models.PositiveIntegerField(
        null=True,
        help_text="The id of the page that teaches this. Not a key: the page may go, and this row stays.",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_question_version_has_a_digest", condition=~Q(digest="")),
            models.CheckConstraint(
                name="a_question_version_has_a_known_kind", condition=Q(kind__in=Kind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.stem

    @property
    def right_keys(self) -> frozenset[str]:
        return frozenset(option["key"] for option in self.options if option["is_right"])

    @property
    def key(self) -> marking.Key:
        """What marking needs."""
        return marking.Key(
            kind=marking.Kind(self.kind),
            options=frozenset(option["key"] for option in self.options),
            right=self.right_keys,
        )
