"""Whether every result still is what its answers earn."""

from django.core.management.base import BaseCommand, CommandError

from quizzes.verifying import CHUNK, verify


class Command(BaseCommand):
    help = "Mark every submitted attempt again from what was asked then, and name each difference. Changes nothing."

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
        counts = f"{report.attempts} attempts, {len(report.differences)} differences"
        if report.differences:
            raise CommandError(counts)
        self.stdout.write(counts)
