"""The step of a workflow in which one side reviews."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Task, TaskState

from courses import reviews
from learning.people.sides import Side


class SideReview(Task):
    """One row for each side whose trainers review what others write, as a step of a workflow."""

    side = models.CharField(max_length=20, choices=[(side.value, side.label) for side in reviews.SIDES])

    admin_form_fields = [*Task.admin_form_fields, "side"]

    class Meta:
        verbose_name = "review by one side"
        verbose_name_plural = "reviews by one side"
        constraints = [
            models.CheckConstraint(
                name="a_review_is_by_one_of_the_two_sides", condition=Q(side__in=[Side.ADULT, Side.CHILDREN])
            ),
        ]

    @classmethod
    def get_description(cls) -> str:
        return "A trainer who works on that side, and did not write the page, approves it or asks for changes"

    def get_actions(self, obj: Page, user) -> list[tuple[str, str, bool]]:
        if not self._may_act(obj, user):
            return []
        return [
            ("reject", "Ask for changes", True),
            ("approve", "Approve", False),
            ("approve", "Approve with a comment", True),
        ]

    def get_task_states_user_can_moderate(self, user, **kwargs) -> models.QuerySet[TaskState]:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if not user.is_trainer:
            return waiting.none()
        states = waiting.select_related("workflow_state")
        return waiting.filter(
            pk__in=[state.pk for state in states if self._may_act(state.workflow_state.content_object, user)]
        )

    @transaction.atomic
    def on_action(self, task_state: TaskState, user, action_name: str, **kwargs):
        """Asked again: a page may have been opened before its reviewer wrote in it."""
        if not self._may_act(task_state.workflow_state.content_object, user):
            raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)

    def _may_act(self, page: Page, person) -> bool:
        return reviews.may_review(person, side=self.side, page=page, on=timezone.localdate())
