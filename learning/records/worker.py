"""Does what effects ask for."""

import datetime
import logging
import traceback
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from django.utils.module_loading import import_string

from learning.records import effects

logger = logging.getLogger(__name__)


def work_once(
    *, worker: str, is_long: bool = False, clock: Callable[[], datetime.datetime] = timezone.now
) -> bool:
    """Do one effect, if one is ready. True when there was one, whether it went well or is to be tried again."""
    effect = effects.lease(worker=worker, at=clock(), is_long=is_long)
    if effect is None:
        return False
    try:
        import_string(effect.task).func(**effect.arguments)
    except (
        Exception
    ):  # anything a task raises is kept on its row and tried again; it must not stop the worker
        logger.exception("Effect %s failed on try %s", effect.key, effect.attempts)
        effects.put_off(effect, error=traceback.format_exc(), at=clock())
    else:
        effects.finish(effect, at=clock())
    return True


def do_chores(*, clock: Callable[[], datetime.datetime] = timezone.now) -> bool:
    """A step of each of settings.CHORES. True when one of them had something to do. One that fails is left until the next
    round, and stops neither the others nor the worker.
    """
    return any([_do(chore, clock()) for chore in settings.CHORES])


def _do(chore: str, at: datetime.datetime) -> bool:
    try:
        return import_string(chore)(at=at)
    except OperationalError:
        raise
    except Exception:  # whatever a chore raises; the worker has other work
        logger.exception("The chore %s failed", chore)
        return False
