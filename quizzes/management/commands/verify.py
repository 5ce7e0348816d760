"""Whether every result still is what its answers earn, and every kept figure what counting says."""

from django.core.management.base import BaseCommand, CommandError

from learning.workforce.rollups import verifying as rollups
from quizzes.verifying import CHUNK, verify


class Command(BaseCommand):
    help = (
        "Mark every submitted attempt again from what was asked then, count every kept figure again, and name each "
        "difference. Changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--chunk", type=int, default=CHUNK, help="How many rows are read at a time.")

    def handle(self, *, chunk: int, **options):
        report = verify(chunk=max(chunk, 1))
        for difference in report.differences:
            self.stdout.write(difference)
        if report.erased:
            self.stdout.write(f"{report.erased} answers erased, not checked")
        if report.again:
            self.stdout.write(f"{report.again} marks of regrades checked")
        counts = [f"{report.attempts} attempts, {len(report.differences)} differences"]
        kept = rollups.verify()
        for difference in kept.differences:
            self.stdout.write(difference)
        if kept.organisations:
            counts.append(
                f"{kept.organisations} organisations' figures, {kept.standings} standings and {kept.rows} rows, "
                f"{kept.waiting} changes waiting to be folded, {len(kept.differences)} differences"
            )
        if report.differences or kept.differences:
            raise CommandError("\n".join(counts))
        self.stdout.write("\n".join(counts))
