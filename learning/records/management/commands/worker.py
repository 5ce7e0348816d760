"""The background worker: mail and whatever else is asked for. Run one beside the web server; several do no harm."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from learning.records import effects
from learning.records.models import Effect
from learning.records.worker import do_chores, work_once

NICE = 10  # pages come first


class Command(BaseCommand):
    help = "Do what effects ask for, and the chores, until told to stop. Long ones are done in a process beside, started when there is one."
    stopping = False
    beside: subprocess.Popen | None = None

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Stop when nothing is ready.")
        parser.add_argument("--long", action="store_true", help="Do the long ones, here, and nothing else.")
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between looks when idle.")

    def handle(self, *, once: bool, interval: float, **options):
        self.is_long, self.once, self.interval = options["long"], once, interval
        self.name = f"{socket.gethostname()}-{os.getpid()}"[:64]
        signal.signal(signal.SIGTERM, self.stop)
        if self.is_long:
            os.nice(NICE)
        try:
            if once or self.is_long:
                self.work(self.do_one)
            else:
                self.work_in_lanes()
        finally:
            self.let_go(self.name)
            self.end_beside(wait=once and not self.stopping)

    def work_in_lanes(self) -> None:
        """Mail and chores in threads of their own: a mail server that does not answer, or a long list, keeps no figure waiting.
        If one lane ends, all do.
        """
        with ThreadPoolExecutor(2) as lanes:
            beside = [lanes.submit(self.until_all_stop, step) for step in (self.post_one, do_chores)]
            self.until_all_stop(self.do_one)
        for lane in beside:
            lane.result()

    def until_all_stop(self, step: Callable[[], bool]) -> None:
        try:
            self.work(step)
        finally:
            self.stopping = True

    def let_go(self, name: str) -> None:
        """Of what was broken off. Where the database is away, the lease runs out by itself."""
        try:
            effects.release(worker=name)
        except OperationalError as error:
            self.stderr.write(f"The worker could not reach the database: {error}")

    def work(self, step: Callable[[], bool]) -> None:
        while not self.stopping:
            close_old_connections()
            try:
                busy = step()
            except OperationalError as error:  # the database is away for a moment: say so and look again
                self.stderr.write(f"The worker could not reach the database: {error}")
                busy = False
            if not busy:
                if self.once:
                    return
                time.sleep(self.interval)

    def do_one(self) -> bool:
        """Whatever is next; mail, and a step of each chore, only when there are no lanes for them."""
        is_mail = None if self.once else False
        busy = work_once(worker=self.name, is_long=self.is_long, is_mail=is_mail)
        busy = (self.once and not self.is_long and do_chores()) or busy
        self.start_beside()
        return busy

    def post_one(self) -> bool:
        return work_once(worker=self.name, is_mail=True)

    def start_beside(self) -> None:
        """Start the process for long effects when one is ready and none is running. It ends when nothing is left."""
        if self.is_long or (self.beside and self.beside.poll() is None):
            return
        now = timezone.now()
        if Effect.objects.ready(now).long().exists() and not Effect.objects.leased(now).long().exists():
            words = [sys.executable, "manage.py", "worker", "--long", "--once"]
            self.beside = subprocess.Popen(words, cwd=settings.BASE_DIR)  # noqa: S603  our own words

    def end_beside(self, *, wait: bool) -> None:
        if self.beside and not wait:
            self.beside.terminate()
        if self.beside:
            self.beside.wait()

    def stop(self, *args):
        self.stopping = True
        if self.is_long:
            raise SystemExit(0)  # what is half made is made again, from the start
