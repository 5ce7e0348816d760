"""What a partnership proposes that its organisations ask: nothing of it counts before an organisation takes it over."""

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from learning.people.organisations import Partnership
from learning.people.posts import PracticeGroup
from learning.workforce.needs.terms import Terms, checks


class NeedDefault(Terms):
    """One row for each cell of a partnership's grid: a course, and a staff group or every one."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="need_defaults")
    course = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    practice_group = models.ForeignKey(
        PracticeGroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="staff group",
        help_text="Leave it empty for every staff group.",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            *checks("default"),
            models.UniqueConstraint(
                name="a_partnership_proposes_a_cell_once",
                fields=["partnership", "course", "practice_group", "effective_from"],
            ),
            models.UniqueConstraint(
                name="a_partnership_proposes_a_course_for_everyone_once",
                fields=["partnership", "course", "effective_from"],
                condition=Q(practice_group=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.partnership}"
