"""The questions of an attempt, each with what was answered. attempts.py is the only module that writes these rows."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from quizzes.asking.shapes import Shape, shape_of
from quizzes.attempts.answers import Attempt
from quizzes.questions import QuestionVersion
from quizzes.regrades.regrades import RegradeMark

ERASED = "What you wrote has been erased."


class AttemptQuestionQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("position")

    def with_answer(self):
        """With what was asked, answered and begun, and whether it is flagged, in the same query."""
        return self.select_related("question_version", "response__typed", "flag", "draft")

    def as_it_stands(self):
        """Adds what its answer earns and the version whose key says so, the newest that stands or else its own; and the
        score of its attempt.
        """
        marks = RegradeMark.objects.standing().filter(question=OuterRef("pk")).newest_first()
        of_attempt = (
            RegradeMark.objects.standing().filter(question__attempt=OuterRef("attempt")).newest_first()
        )
        return self.annotate(
            score_now=Coalesce(Subquery(of_attempt.values("score")[:1]), "attempt__score"),
            earned_now=Coalesce(Subquery(marks.values("earned")[:1]), "response__earned"),
            version_now=Coalesce(
                Subquery(marks.values("regrade__to_version")[:1]),
                "question_version",
                output_field=models.BigIntegerField(),
            ),
        )

    def unanswered(self):
        return self.filter(response=None)


class AttemptQuestion(models.Model):
    """One row for each question of an attempt: where it stands, and its options and lines as they are shown.

    `options` and `prompts` are lists of [id, key]: an id drawn for this attempt, which is all that the browser
    sees, and the key of the option or the line in the question version. What follows needs with_answer().
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="asked")
    options = models.JSONField()
    prompts = models.JSONField(default=list)
    block = models.CharField(
        max_length=64, default="", help_text="The id of the block it was written in, or bank- and a number."
    )

    objects = AttemptQuestionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"], name="one_question_at_a_place_in_an_attempt"
            ),
            models.UniqueConstraint(
                fields=["attempt", "question_version"], name="an_attempt_asks_a_question_once"
            ),
            models.CheckConstraint(name="attempt_positions_start_at_one", condition=Q(position__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}, question {self.position}"

    @property
    def shape(self) -> Shape:
        """How it is put to the learner, and read."""
        return shape_of(self)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """[id, words] of each option, as shown."""
        texts = self.question_version.texts
        return [(option_id, texts[key]) for option_id, key in self.options]

    @property
    def change_url(self) -> str:
        """Its page, from which one comes back to the list of answers. Needs the attempt."""
        return self.attempt.question_url(self.position) + "?change"

    @property
    def answer(self):
        """The Response that stands, or None."""
        return getattr(self, "response", None)

    @property
    def is_flagged(self) -> bool:
        """Whether it is flagged for review."""
        return hasattr(self, "flag")

    @property
    def given(self):
        """The answer that stands as marking takes it; None when there is none, or its words were erased."""
        return self.answer.given if self.answer else None

    @property
    def worth(self) -> int:
        """Hundredths of a mark that the answer that stands earns: 0 for none, and where nothing is marked."""
        version = self.question_version
        return version.key.earned(self.given) if version.is_marked and self.given is not None else 0

    @property
    def is_checked(self) -> bool:
        """Whether what stands is an answer that its learner has asked to be told about."""
        is_begun_anew = hasattr(self, "draft")
        return (
            self.given is not None
            and self.answer.checked_revision == self.answer.revision
            and not is_begun_anew
        )

    @property
    def sent(self):
        """The answer that stands, in the ids of this attempt; None as for given."""
        return None if self.given is None else self.shape.sent_of(self.given)

    @property
    def best_sent(self):
        """What earns full marks, for demonstration data and tests. No page may hold it."""
        return self.shape.sent_of(self.question_version.key.best)

    @property
    def answer_words(self) -> list[str]:
        """The answer that stands, as a learner reads it."""
        if self.answer and self.given is None:
            return [ERASED]
        return self.words_of(self.given)

    def words_of(self, given) -> list[str]:
        """An answer as a learner reads it; no words for none."""
        return [] if given is None else self.shape.words(given)
