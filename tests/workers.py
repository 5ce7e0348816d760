"""Workers that are killed: forks, so that what is cut short is their work and not the loading of Django."""

import os
import signal

from django.core.management import call_command
from django.db import connection


def a_worker(interval: float = 0.05) -> int:
    """One that works until it is killed; its process."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    if not (worker := os.fork()):
        try:
            call_command("worker", interval=interval)
        finally:
            os._exit(1)  # never back into the test
    return worker


def kill(worker: int) -> None:
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
