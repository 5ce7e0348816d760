"""The background worker: mail and whatever else is asked for. Run one beside the web server; several do no harm."""

import os
import signal
import socket
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from learning.records.worker import work_once


class Command(BaseCommand):
    help = "Do what effects ask for, until told to stop."
    stopping = False

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Stop when nothing is ready.")
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between looks when idle.")

    def handle(self, *, once: bool, interval: float, **options):
        signal.signal(signal.SIGTERM, self.stop)
        name = f"{socket.gethostname()}-{os.getpid()}"[:64]
        while not self.stopping:
            close_old_connections()
            try:
                busy = work_once(worker=name)
            except OperationalError as error:  # the database is away for a moment: say so and look again
                self.stderr.write(f"The worker could not reach the database: {error}")
                busy = False
            if not busy:
                if once:
                    return
                time.sleep(interval)

    def stop(self, *args):
        self.stopping = True
