"""The reviews of the demonstration's courses, by the same steps that reviewers take in the admin."""

import datetime

from wagtail.models import TaskState, Workflow

from courses.lived import signing
from courses.lived.sign_offs import LivedExperienceSignOff
from courses.pages import CoursePage
from courses.reviews import BOTH_SIDES
from learning.people.sides import Side
from learning.people.users import User

EXPERT = "expert@northmoor.example"
REVIEWERS = {Side.ADULT: "trainer2@northmoor.example", Side.CHILDREN: "trainer3@northmoor.example"}


def review(course: CoursePage, *, by: User, reviewers: dict[str, User]) -> None:
    """Its author submits a course, and a trainer of each side approves it. `reviewers` are by side."""
    state = Workflow.objects.get(name=BOTH_SIDES).start(course, by)
    while state.current_task_state.status == TaskState.STATUS_IN_PROGRESS:
        waiting = state.current_task_state
        step = waiting.task.specific
        step.on_action(waiting, reviewers[step.side], "approve")
        state.refresh_from_db()


def sign_off(course: CoursePage, *, by: User, at: datetime.datetime) -> None:
    """Someone who has lived it signs a course off, is named by her first name, and was paid."""
    row = signing.sign_off(course=course, by=by, at=at, credited_as=by.name.split()[0])
    signing.record_payment(sign_off=row, is_paid=True)


def move_before(course: CoursePage, opened_at: datetime.datetime) -> None:
    """A course is reviewed before it opens."""
    reviewed_at = opened_at - datetime.timedelta(days=1)
    states = TaskState.objects.filter(workflow_state__object_id=str(course.pk))
    states.update(started_at=reviewed_at, finished_at=reviewed_at)
    LivedExperienceSignOff.objects.on(course).update(signed_at=reviewed_at)
