"""Does what effects ask for."""

import datetime
import logging
import traceback
from collections.abc import Callable

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
