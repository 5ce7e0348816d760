"""Move everything in a SQLite file into an empty PostgreSQL database."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from learning.site.moving.columns import Unfit
from learning.site.moving.move import MoveRefused, move
from learning.site.moving.tables import NotThatFile, opened


class Command(BaseCommand):
    help = (
        "Move every row of a SQLite file into the PostgreSQL database that DATABASE_URL names, which has been migrated "
        "and in which nobody is. All of it or nothing; the file is only read. Stop the site first."
    )

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="path", type=Path, required=True, help="The SQLite file.")

    def handle(self, *, path: Path, **options):
        try:
            with opened(path) as source:
                total = move(source, say=self.stdout.write)
        except (MoveRefused, NotThatFile) as refusal:
            raise CommandError(f"{refusal} Nothing was moved.") from refusal
        except (DatabaseError, Unfit) as refusal:
            reason = str(refusal).splitlines()[0]  # PostgreSQL's next lines hold the row
            raise CommandError(
                f"Nothing was moved: {reason}. manage.py preflight_postgres lists what PostgreSQL would refuse."
            ) from refusal
        call_command("update_index", verbosity=0)
        self.stdout.write(
            f"Moved {total:,} rows; each table was read back and is the same. Everyone signs in again."
        )
