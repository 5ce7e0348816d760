"""The demonstration, from nothing to a site that is served."""

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

from courses.demo import loading, static

# These first: their many migrations are quicker while ours have added no models that point at theirs.
FRAMEWORK_APPS = ("wagtailusers", "wagtailsearch", "wagtaildocs", "wagtailimages", "wagtailsearchpromotions")


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
            with quiet(), self.static_files():
                self.migrate()
                if not loading.is_loaded():
                    self.say("Making the demonstration site. This takes a minute, the first time only.")
                loading.load(at=timezone.now(), port=port, people=people)
        except loading.NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        self.introduce(port)
        if not no_serve:
            os.environ["PORT"] = str(
                port
            )  # for the settings of the web server, which is a process of its own
            call_command("serve", port=port)

    def migrate(self) -> None:
        """Only where there is something to do: looking is much quicker than migrating."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            if not executor.loader.applied_migrations:
                for app in FRAMEWORK_APPS:
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
        self.say(f"\nMail that it sends is kept in {settings.MAIL_DIR}, one file a message.\n")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


@contextmanager
def quiet():
    """Wagtail tells the log of every page and task; here that would be a thousand lines."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
