"""Copy everything that the site holds into a folder, while people go on using it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from learning.site import backups
from learning.site.databases import CopyFailed


class Command(BaseCommand):
    help = (
        "Copy the database, media and private films into a new folder, with a manifest of counts and hashes. "
        "The site may go on serving. The folder then holds personal data: protect it like the site."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="A folder that does not exist yet, or is empty.")

    def handle(self, *, folder: Path, **options):
        try:
            manifest = backups.back_up(folder.resolve(), at=timezone.now())
        except (backups.BackupRefused, CopyFailed, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        rows = f"{manifest.total_rows:,} rows in {len(manifest.rows)} tables"
        self.stdout.write(
            f"Backed up to {folder}: {rows}, and {len(manifest.files) - 1:,} files beside the database."
        )
        for name in manifest.skipped:
            self.stderr.write(f"Deleted by someone while it was being copied, so left out: {name}")
