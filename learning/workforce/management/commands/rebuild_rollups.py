"""The kept figures, made anew."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count
from django.utils import timezone

from learning.people.organisations import Organisation
from learning.people.posts import Post
from learning.workforce.rollups import rebuilding


class Command(BaseCommand):
    help = (
        "Make the kept figures of organisations anew: of one, or of all that have so many posts that they are kept. Pages "
        "stay as they were until an organisation is done; what is written meanwhile is folded afterwards."
    )

    def add_arguments(self, parser):
        parser.add_argument("--organisation", metavar="CODE", help="Of this one alone, however small.")

    def handle(self, *, organisation: str | None, **options):
        today = timezone.localdate()
        found = Organisation.objects.filter(code=organisation) if organisation else _large(today)
        if organisation and not found:
            raise CommandError(f"There is no organisation with the code {organisation}.")
        rebuilding.rebuild(list(found), today=today, say=self.stdout.write)


def _large(today):
    posts = Post.objects.held_on(today).order_by().values("organisation").annotate(number=Count("pk"))
    large = posts.filter(number__gte=settings.ROLLUP_LEAST_POSTS).values("organisation")
    return Organisation.objects.filter(pk__in=large).in_order()
