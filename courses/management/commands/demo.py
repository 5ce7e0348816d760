"""The demonstration, from nothing to a site that is served."""

import gc
import logging
import os
import subprocess
import sys
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from courses.demo import loading, site, static
from learning.site import server

HOST = "127.0.0.1"
MAKING = "Making the demonstration site. This takes a minute, the first time only."
# These first: their many migrations are quicker while ours have added no models that point at theirs.
FRAMEWORK_APPS = ("wagtailusers", "wagtailsearch", "wagtaildocs", "wagtailimages")


class Command(BaseCommand):
    help = "Prepare the demonstration site, once, and serve it. What is there is kept the next time."

    def add_arguments(self, parser):
        port = getattr(settings, "PORT", 8000)
        parser.add_argument("--port", type=int, default=port, help=f"Port to listen on (default: {port}).")
        parser.add_argument("--no-serve", action="store_true", help="Prepare the site and stop.")
        parser.add_argument(
            "--people", type=int, default=loading.EVERYONE, help="At most so many people beside the accounts."
        )

    def handle(self, *, port: int, no_serve: bool, people: int, **options):
        try:
            loading.refuse_elsewhere()
            if not no_serve and server.is_taken(HOST, port):
                raise CommandError(
                    f"Port {port} is in use already. Give another one, such as: PORT=8080 make demo"
                )
            self.prepare(port, people)
        except loading.NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        except KeyboardInterrupt as interrupt:
            raise CommandError(
                "Stopped before the site was whole. The next start begins again."
            ) from interrupt
        self.introduce(port)
        if not no_serve:
            os.environ["PORT"] = str(port)  # for the settings of the web server, a process of its own
            call_command("serve", port=port)

    def prepare(self, port: int, people: int) -> None:
        """Whatever is missing. Where nothing is, this only looks."""
        with quiet(), unhurried_collector(), self.static_files():
            executor = MigrationExecutor(connection)
            pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
            if pending or not loading.is_loaded():
                self.say(MAKING)
            if pending:
                self.migrate(is_new=not executor.loader.applied_migrations)
            loading.load(at=timezone.now(), port=port, people=people)
            site.move_to(port)

    def migrate(self, *, is_new: bool) -> None:
        for app in FRAMEWORK_APPS if is_new else ():
            call_command("migrate", app, verbosity=0)
        call_command("migrate", verbosity=0)

    @contextmanager
    def static_files(self):
        """Collect static files in a process beside, where they are not as new as their sources."""
        if not static.is_stale():
            yield
            return
        words = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
        collecting = subprocess.Popen(words, cwd=settings.BASE_DIR)  # noqa: S603  our own words
        try:
            yield
        except BaseException:
            collecting.terminate()
            raise
        finally:
            code = collecting.wait()
        if code:
            raise CommandError("The static files could not be collected: the reason is above.")

    def introduce(self, port: int) -> None:
        self.say(f"\nThe demonstration is at http://localhost:{port}. Everybody in it is invented.\n")
        self.say(f"Sign in as any of these, with the password {settings.DEMONSTRATION_PASSWORD}:")
        for account in settings.DEMONSTRATION_ACCOUNTS:
            self.say(f"  {account['email']:36}{account['who']}")
        self.say(f"\nMail that it sends is kept in {site.mail_folder()}, one file a message.\n")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


@contextmanager
def unhurried_collector():
    """Migrations make objects by the million; looking for rubbish among them is a quarter of their time."""
    usual = gc.get_threshold()
    gc.set_threshold(20_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def quiet():
    """Wagtail tells the log of every page and task; here that would be a thousand lines."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
