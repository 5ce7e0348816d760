"""What was asked: questions as they stood when they were published."""

from django.db import models
from django.db.models import Q

from quizzes.keys import key_of, scheme_of
from quizzes.marking import kinds
from quizzes.marking.kinds import Scheme
from quizzes.marking.scores import FULL, Key


class Kind(models.TextChoices):
    """How a question is answered."""

    SINGLE = kinds.Kind.SINGLE.value, "Choose one"
    MULTIPLE = kinds.Kind.MULTIPLE.value, "Choose every answer that applies"
    TRUE_FALSE = kinds.Kind.TRUE_FALSE.value, "True or false"
    MATCHING = kinds.Kind.MATCHING.value, "Match"
    ORDERING = kinds.Kind.ORDERING.value, "Put in order"
    SHORT_TEXT = kinds.Kind.SHORT_TEXT.value, "Write a few words"
    NUMERIC = kinds.Kind.NUMERIC.value, "Write a number"
    JUDGEMENT = kinds.Kind.JUDGEMENT.value, "Rate what one might do"
    RANKING = kinds.Kind.RANKING.value, "Rank what one might do"
    OBSERVATION = kinds.Kind.OBSERVATION.value, "Describe, do not label"
    REFLECTION = kinds.Kind.REFLECTION.value, "Reflect"
    LIKERT = kinds.Kind.LIKERT.value, "Answer on a scale"

    @classmethod
    def unmarked(cls) -> list["Kind"]:
        """Asked, and never marked."""
        return [cls(kind.value) for kind in kinds.Kind if kind in kinds.UNMARKED]


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
    topics = models.JSONField(default=list, blank=True, help_text="A list of words.")
    options = models.JSONField(help_text="What may be chosen, in the author's order: see keys.py.")
    prompts = models.JSONField(default=list, blank=True, help_text="Lines to answer one by one: see keys.py.")
    rules = models.JSONField(default=dict, blank=True, help_text="How it is marked: see keys.py.")
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
    def content(self) -> dict:
        """All that the digest is of, by field."""
        names = [one.attname for one in self._meta.concrete_fields]
        return {name: getattr(self, name) for name in names if name not in ("id", "digest")}

    @property
    def key(self) -> Key:
        """What marking needs."""
        return key_of(self)

    @property
    def texts(self) -> dict[str, str]:
        """What each option and each line says, by its key."""
        return {row["key"]: row["text"] for row in (*self.prompts, *self.options)}

    @property
    def is_marked(self) -> bool:
        return self.kind not in kinds.UNMARKED

    @property
    def gives_parts(self) -> bool:
        """Whether part of its mark can be had."""
        if self.kind in (Kind.SHORT_TEXT, Kind.NUMERIC):
            return any(0 < one["share_pct"] < FULL for one in self.rules["accepted"])
        return self.is_marked and scheme_of(self) is Scheme.PART

    @property
    def panel(self) -> str:
        """Who answered before, where the key is a panel's."""
        return self.rules.get("panel", "")
