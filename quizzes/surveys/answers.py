"""What was said in surveys. answering.py is the only module that writes these rows."""

from django.conf import settings
from django.db import models

from learning.people.sides import Side
from quizzes.questions import QuestionVersion
from quizzes.surveys.points import Point


class SurveyAnswered(models.Model):
    """One row for each person who has answered a survey at a point: that they have, and neither what nor when.

    Of an anonymous survey nothing points here.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="surveys_answered"
    )
    page = models.ForeignKey("quizzes.SurveyPage", on_delete=models.PROTECT, related_name="answered")
    point = models.CharField(max_length=10, choices=Point)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "surveys answered"
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "page", "point"], name="a_survey_is_answered_once_at_a_point"
            ),
            models.CheckConstraint(
                name="a_survey_is_answered_at_a_known_point",
                condition=models.Q(point__in=Point.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}, answered, {self.pk}"


class SurveySheet(models.Model):
    """One row for what one person said in a named survey at a point. Theirs to change and to erase."""

    answered = models.OneToOneField(
        SurveyAnswered, on_delete=models.PROTECT, primary_key=True, related_name="sheet"
    )
    given = models.JSONField(
        help_text="By the id of the question version: {line: option}, or the words written."
    )
    side = models.CharField(max_length=20, choices=Side, help_text="Of their main post on that day.")
    answered_on = models.DateField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_survey_sheet_has_a_side", condition=models.Q(side__in=Side.values)
            ),
        ]

    def __str__(self) -> str:
        return f"Sheet {self.pk}"


class SurveyTally(models.Model):
    """One row for each question of an anonymous survey at a point: the sum of what everybody said. No row is anybody's."""

    page = models.ForeignKey("quizzes.SurveyPage", on_delete=models.PROTECT, related_name="tallies")
    point = models.CharField(max_length=10, choices=Point)
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict, help_text="{line: {option: how many chose it}}.")
    whole = models.JSONField(
        default=list,
        help_text="How many people have a mean of their own, and the sum of these as a fraction.",
    )
    texts = models.JSONField(default=list, help_text="What was written, in alphabetical order.")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "survey tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "point", "question_version"], name="one_tally_for_a_question_at_a_point"
            ),
        ]

    def __str__(self) -> str:
        return f"Tally {self.pk}"
