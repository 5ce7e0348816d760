"""Does what effects ask for."""

import datetime
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from django.utils.module_loading import import_string

from learning.records import effects
from learning.records.failures import is_mail_server_away, said_of

logger = logging.getLogger(__name__)


def work_once(
    *,
    worker: str,
    is_long: bool = False,
    is_mail: bool | None = None,
    clock: Callable[[], datetime.datetime] = timezone.now,
) -> bool:
    """Do one effect, if one is ready. True when there was one, whether it went well or is to be tried again.

    `is_mail`: mail alone, or none; else whatever has waited longest.
    """
    effect = effects.lease(worker=worker, at=clock(), is_long=is_long, is_mail=is_mail)
    if effect is None:
        return False
    try:
        import_string(effect.task).func(**effect.arguments)
    except effects.NotYet as later:
        effects.wait_until(effect, until=later.until)
    except Exception as error:  # anything a task raises is tried again; it must not stop the worker. Its words are not kept: see failures
        said = said_of(error)
        logger.error("Effect %s failed on try %s: %s", effect.key, effect.attempts, said)
        is_away = effect.is_mail and is_mail_server_away(error)
        (effects.wait_for_mail_server if is_away else effects.put_off)(effect, error=said, at=clock())
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
    except Exception as error:  # whatever a chore raises; the worker has other work
        logger.error("The chore %s failed: %s", chore, said_of(error))
        return False
