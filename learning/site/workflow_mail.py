"""Wagtail's own mail about reviews is sent in the request, where a slow mail server would hold up the page. Ours is
asked of the worker instead: see courses/receivers.py.
"""

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

MAIL = [
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
]


def disconnect_mail() -> None:
    for signal, sender, uid in MAIL:
        signal.disconnect(sender=sender, dispatch_uid=uid)
