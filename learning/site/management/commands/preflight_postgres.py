"""List every row of a SQLite database that PostgreSQL would refuse."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from learning.site.moving.preflight import Refusal, refusals
from learning.site.moving.tables import NotThatFile, opened


class Command(BaseCommand):
    help = (
        "List every row of the SQLite database that PostgreSQL would refuse, with its table, key, field and reason. "
        "Changes nothing, and shows nothing of what people wrote. Ends with 1 when there is such a row."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--from", dest="path", type=Path, help="The file (default: this site's own database)."
        )
        parser.add_argument("--json", action="store_true", help="One JSON object a line.")

    def handle(self, *, path: Path | None, **options):
        count = 0
        try:
            with opened(path or self.own()) as source:
                for count, refusal in enumerate(refusals(source), start=1):  # noqa: B007  it is the last that counts
                    self.stdout.write(json.dumps(asdict(refusal)) if options["json"] else self.line(refusal))
        except NotThatFile as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        if count:
            raise CommandError(
                f"PostgreSQL would refuse {count:,} of these. Mend them on the site, then ask again."
            )
        if not options["json"]:
            self.stdout.write("PostgreSQL would take every row.")

    def own(self) -> Path:
        if connection.vendor != "sqlite":
            raise CommandError("This site is on PostgreSQL. Name the file with --from.", returncode=2)
        return Path(connection.settings_dict["NAME"])

    @staticmethod
    def line(refusal: Refusal) -> str:
        value = f": {refusal.value}" if refusal.value else ""
        return f"{refusal.table} {refusal.key} {refusal.field} {refusal.reason}{value}".replace("  ", " ")
