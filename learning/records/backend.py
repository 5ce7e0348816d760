"""Django's tasks interface on our effects: `some_task.enqueue(...)` writes the row in the caller's transaction."""

import uuid

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import TaskResult, TaskResultStatus

from learning.records import effects


class EffectsBackend(BaseTaskBackend):
    """Keeps tasks as Effect rows. A keyword argument `key` makes a task happen once; without one, every call counts."""

    supports_defer = False
    supports_get_result = False

    def enqueue(self, task, args, kwargs) -> TaskResult:
        if args:
            raise TypeError("Effects take keyword arguments only.")
        self.validate_task(task)
        arguments = dict(kwargs)
        key = arguments.pop("key", None) or f"{task.module_path}:{uuid.uuid4()}"
        effect = effects.ask(task=task.module_path, key=key, at=timezone.now(), **arguments)
        return TaskResult(
            task=task,
            id=str(effect.pk),
            status=TaskResultStatus.READY,
            enqueued_at=effect.asked_at,
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=[],
            kwargs=arguments,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
