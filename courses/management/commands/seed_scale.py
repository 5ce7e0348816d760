"""A database filled with an invented partnership of any size, to see how the site does with so many."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.scale import seeding


class Command(BaseCommand):
    help = (
        "Fill an empty database with invented staff: organisations, teams, posts, absences, requirements and certificates, and "
        "their figures. The same seed gives the same people. A database that holds other people is refused."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--staff", type=int, required=True, help="How many people: 1 thousand to 1 million."
        )
        parser.add_argument("--courses", type=int, default=40)
        parser.add_argument(
            "--organisations", type=int, help="In so many; without it about one for 4,000 staff."
        )
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, staff: int, courses: int, organisations: int | None, seed: int, **options):
        if min(staff, courses, organisations or 1) < 1:
            raise CommandError("Give at least one of each.")
        try:
            is_new = seeding.seed(
                staff=staff,
                courses=courses,
                seed=seed,
                organisations=organisations,
                at=timezone.now(),
                say=self.stdout.write,
            )
        except seeding.NotEmpty as refusal:
            raise CommandError(str(refusal)) from refusal
        if not is_new:
            self.stdout.write("This database was seeded before. Nothing was changed.")
