"""What was marked again after the key of a question was put right, and what of it was undone. regrading.py writes these rows.

Nothing of an attempt itself ever changes. How it stands now is the newest mark that has not been undone; where there is
none, what it was handed in with. See docs/adr/0027.
"""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from quizzes.marking.scores import FULL
from quizzes.questions import QuestionVersion
from quizzes.versions import Quiz

REASON_CHARS = 300


class RegradeQuerySet(models.QuerySet):
    def standing(self):
        """Not undone."""
        return self.filter(undo=None)

    def in_order(self):
        """As they were made: each counts on top of those before it."""
        return self.order_by("quiz", "number")

    def newest_first(self):
        return self.order_by("-number")

    def with_versions(self):
        """With the versions that they cover, and the one that they mark by. One query more."""
        return self.select_related("to_version", "undo").prefetch_related("covered")

    def newest_of(self, quiz_id: int) -> "Regrade | None":
        return self.filter(quiz=quiz_id).newest_first().first()

    def acts_of(self, quiz_id: int) -> int:
        """How often something of a quiz was marked again, or that undone."""
        return self.filter(quiz=quiz_id).aggregate(acts=Count("pk") + Count("undo"))["acts"]


class Regrade(models.Model):
    """One row for each time a question of a quiz was marked again, for everyone who was asked it in a version of before."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="regrades")
    number = models.PositiveIntegerField(help_text="1 for the first of its quiz.")
    block = models.CharField(max_length=64, help_text="The question, as attempts name it.")
    to_version = models.ForeignKey(
        QuestionVersion,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose key counts from then on.",
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = RegradeQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="regrades_of_a_quiz_are_numbered"),
            models.CheckConstraint(name="regrade_number_starts_at_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="a_regrade_names_its_question", condition=~Q(block="")),
        ]

    def __str__(self) -> str:
        return f"{self.quiz}, regrade {self.number}"

    @property
    def is_undone(self) -> bool:
        return hasattr(self, "undo")

    def covers(self, asked) -> bool:
        """Whether it marks a question of an attempt at its quiz. Needs with_versions()."""
        return asked.block == self.block and any(
            one.question_version_id == asked.question_version_id for one in self.covered.all()
        )


class CoveredVersion(models.Model):
    """One row for each version of a question that a regrade marks anew, whenever the attempt is handed in."""

    regrade = models.ForeignKey(Regrade, on_delete=models.PROTECT, related_name="covered")
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regrade", "question_version"], name="a_regrade_covers_a_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regrade}, of {self.question_version_id}"


class RegradeReason(models.Model):
    """One row for each reason given for a regrade: free text, apart from what stays, so that it may be erased."""

    regrade = models.OneToOneField(Regrade, on_delete=models.PROTECT, primary_key=True, related_name="reason")
    words = models.CharField(max_length=REASON_CHARS)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.CheckConstraint(name="a_regrade_reason_says_something", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"Reason, {self.regrade_id}"


class RegradeMarkQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(regrade__undo=None)

    def newest_first(self):
        return self.order_by("-regrade__number", "-pk")

    def in_order(self):
        return self.order_by("regrade__number", "pk")


class RegradeMark(models.Model):
    """One row for each answer that a regrade marked, changed or not: what it earns, and how its attempt then stands.

    `passes` holds once any mark before it passed: a pass is never taken away.
    """

    regrade = models.ForeignKey(Regrade, on_delete=models.PROTECT, related_name="marks")
    question = models.ForeignKey(
        "quizzes.AttemptQuestion", on_delete=models.PROTECT, related_name="regrade_marks"
    )
    earned = models.PositiveSmallIntegerField(help_text="Hundredths of a mark, 0 to 100.")
    score = models.PositiveIntegerField(
        help_text="Of the whole attempt from then on, in hundredths of a mark."
    )
    passes = models.BooleanField(help_text="Whether the attempt passes from then on.")

    objects = RegradeMarkQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regrade", "question"], name="a_regrade_marks_an_answer_once"),
            models.CheckConstraint(name="a_regrade_gives_a_mark_at_most", condition=Q(earned__lte=FULL)),
        ]

    def __str__(self) -> str:
        return f"{self.regrade}, mark {self.pk}"


class RegradeUndo(models.Model):
    """One row for each regrade that was undone: its marks no longer count, and stay on record."""

    regrade = models.OneToOneField(Regrade, on_delete=models.PROTECT, primary_key=True, related_name="undo")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.regrade}, undone"
