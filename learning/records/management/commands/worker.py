"""The background worker: mail and whatever else is asked for. Run one beside the web server; several do no harm."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from threading import Thread

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections, connections
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
        self.is_long = options["long"]
        signal.signal(signal.SIGTERM, self.stop)
        if self.is_long:
            os.nice(NICE)
        name = f"{socket.gethostname()}-{os.getpid()}"[:64]
        try:
            with self.chores_beside(interval) if not (once or self.is_long) else nullcontext():
                self.work(name, once=once, interval=interval)
        finally:
            self.let_go(name)
            self.end_beside(wait=once and not self.stopping)

    @contextmanager
    def chores_beside(self, interval: float) -> Iterator[None]:
        """In a thread of their own: no figure waits for a mail server that does not answer."""
        thread = Thread(target=self.do_chores, args=[interval], name="chores")
        thread.start()
        try:
            yield
        finally:
            self.stopping = True
            thread.join()

    def do_chores(self, interval: float) -> None:
        try:
            while not self.stopping:
                if not self.tried(do_chores):
                    time.sleep(interval)
        finally:
            connections.close_all()

    def let_go(self, name: str) -> None:
        """Of what was broken off. Where the database is away, the lease runs out by itself."""
        try:
            effects.release(worker=name)
        except OperationalError as error:
            self.stderr.write(f"The worker could not reach the database: {error}")

    def work(self, name: str, *, once: bool, interval: float) -> None:
        """The effects; and the chores too, in turns, where it is to end when nothing is left."""
        while not self.stopping:
            busy = self.tried(lambda: work_once(worker=name, is_long=self.is_long))
            if once and not self.is_long:
                busy = self.tried(do_chores) or busy
            self.tried(self.start_beside)
            if not busy:
                if once:
                    return
                time.sleep(interval)

    def tried(self, step: Callable[[], bool]) -> bool:
        """What a step says; where the database is away for a moment, that is said, and there is nothing to do."""
        close_old_connections()
        try:
            return step()
        except OperationalError as error:
            self.stderr.write(f"The worker could not reach the database: {error}")
            return False

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
