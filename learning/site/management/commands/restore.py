"""Put a backup in place."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from learning.site import backups
from learning.site.databases import CopyFailed, known_migrations


class Command(BaseCommand):
    help = (
        "Put a backup in place: database, media and private films. Every hash is checked before anything is "
        "touched. Stop the web server and the worker first."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="A folder that backup wrote.")
        parser.add_argument(
            "--replace", action="store_true", help="Throw away the data that is here already."
        )

    def handle(self, *, folder: Path, replace: bool, **options):
        try:
            manifest = backups.restore(folder.resolve(), replace=replace)
        except (backups.BackupRefused, CopyFailed, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        rows = f"{manifest.total_rows:,} rows in {len(manifest.rows)} tables"
        self.stdout.write(f"Checked {len(manifest.files):,} files: every hash is right.")
        self.stdout.write(f"Restored the backup of {manifest.made_at}: {rows}, and all media and films.")
        if known_migrations() - set(manifest.migrations):
            self.stdout.write("It was made by an older version. Now run: manage.py migrate")
        else:
            self.stdout.write("Start the web server and the worker.")
