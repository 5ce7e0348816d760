"""Workers that are killed: forks, so that what is cut short is their work and not the loading of Django.

Give them no PDF to make: typst's threads are not there in a fork of a process that has made one, and it waits for them for ever.
"""

import faulthandler
import os
import signal
import traceback

from django.core.management import call_command
from django.db import connection

STUCK_SECONDS = 120


def a_worker(interval: float = 0.05) -> int:
    """One that works until it is killed; its process. Why it ended by itself, or where it is stuck, is in the test's output."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    if not (worker := os.fork()):
        try:
            faulthandler.dump_traceback_later(STUCK_SECONDS, repeat=True, file=2)
            call_command("worker", interval=interval)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)  # never back into the test
    return worker


def has_ended(worker: int) -> bool:
    """Whether it has ended by itself: whoever looks after it starts another, as systemd does. Asked once more, it raises."""
    return os.waitpid(worker, os.WNOHANG) != (0, 0)


def kill(worker: int) -> None:
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
