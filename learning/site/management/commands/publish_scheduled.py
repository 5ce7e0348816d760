"""Wagtail's command that publishes what is due, where a page that is refused holds up no other."""

from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from learning.people import mail
from learning.records.findings import PublishRefused


class Command(publish_scheduled.Command):
    help = "Publish and take down pages whose time has come. A page that is refused stays a draft; its author is told."

    def handle(self, *, dryrun: bool = False, **options):
        refused = [] if dryrun else self.publish_due()
        super().handle(dryrun=dryrun, **options)
        if refused:
            raise CommandError("\n".join(map(str, refused)))

    def publish_due(self) -> list[PublishRefused]:
        """Publish each revision that is due, and return the refusals."""
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
        refused = []
        for revision in due.order_by("approved_go_live_at", "pk"):
            try:
                revision.publish(log_action="wagtail.publish.scheduled")
            except PublishRefused as refusal:
                refused.append(refusal)
                put_off(revision, refusal)
        return refused


def put_off(revision: Revision, refusal: PublishRefused) -> None:
    """It is not tried again by itself: its author mends it, and publishes or sets another time."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    if revision.user:
        context = {"person": revision.user, "page": revision.content_object, "refusal": refusal}
        key = f"not_published:{revision.pk}"
        mail.ask(template="site/email/not_published", to=revision.user.email, key=key, context=context)
