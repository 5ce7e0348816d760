"""What someone has typed and not finished. It is never marked, may be erased at any time, and ends with its attempt.

Written by keeping.py, and ended by attempts.py.
"""

from django.db import models
from django.db.models import Q
from django.http import QueryDict

from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.attempts.responses import Response


class AnswerDraftQuerySet(models.QuerySet):
    def of(self, question: AttemptQuestion) -> "AnswerDraft | None":
        return self.filter(question=question).order_by("pk").first()


class AnswerDraft(models.Model):
    """One row for each question of an attempt where something was typed last that is not yet a whole answer.

    Its revision goes on from that of the answer, and the answer's from it: a question has one count, whichever of the
    two was saved last. What was typed and then cleared is a row without words, so that the count goes on.
    """

    question = models.OneToOneField(AttemptQuestion, on_delete=models.CASCADE, related_name="draft")
    fields = models.JSONField(default=dict, blank=True, help_text="{name of the field: [values]}, as typed.")
    revision = models.PositiveIntegerField(help_text="Raised by each save, to tell an older window.")
    saved_at = models.DateTimeField()

    objects = AnswerDraftQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(name="draft_revision_starts_at_one", condition=Q(revision__gte=1)),
        ]

    def __str__(self) -> str:
        return f"Begun: {self.question}"

    @property
    def typed(self) -> QueryDict:
        """As a form would send it."""
        typed = QueryDict(mutable=True)
        for name, values in self.fields.items():
            typed.setlist(name, values)
        typed["revision"] = str(self.revision)
        typed._mutable = False
        return typed


def latest(response: Response | None, draft: AnswerDraft | None) -> Response | AnswerDraft | None:
    """What was saved last. A whole answer ends the draft before it, so a draft that stands is the later."""
    return draft or response


def standing(asked: AttemptQuestion) -> Response | AnswerDraft | None:
    """What was saved last of a question. Needs with_answer()."""
    return latest(asked.answer, getattr(asked, "draft", None))


def revision_of(standing: Response | AnswerDraft | None) -> int:
    """The revision that a page shows and sends back: 0 when nothing was saved."""
    return standing.revision if standing else 0
