"""Who changed what is asked, when and why: append-only. What changed holds keys and numbers; why stands beside it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from learning.people.organisations import Organisation, Partnership

LONGEST_REASON = 1000


class NeedReason(models.Model):
    """One row for each time that somebody changed what is asked: why, in their words, which may be erased."""

    text = models.TextField(max_length=LONGEST_REASON, blank=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.text[:60]


class NeedChangeQuerySet(models.QuerySet):
    def latest_first(self):
        return self.order_by("-pk")

    def with_details(self):
        return self.select_related("by", "reason", "course")


class NeedChange(models.Model):
    """One row for each rule that was added, changed, ended or taken back, and each proposal that was taken or declined.

    `number` is the rule's, or in a partnership's history and where one was taken or declined the proposal's.
    """

    class What(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed before it counted"
        ENDED = "ended", "Given another last day"
        TAKEN_BACK = "taken_back", "Taken back before it counted"
        TAKEN = "taken", "Taken over from the partnership"
        DECLINED = "declined", "Not taken over from the partnership"

    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="need_changes"
    )
    partnership = models.ForeignKey(
        Partnership, null=True, on_delete=models.PROTECT, related_name="need_changes"
    )
    what = models.CharField(max_length=20, choices=What)
    number = models.PositiveBigIntegerField()
    course = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.ForeignKey(NeedReason, on_delete=models.PROTECT, related_name="changes")

    objects = NeedChangeQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_change_is_of_an_organisation_or_of_a_partnership",
                condition=Q(organisation__isnull=False, partnership=None)
                | Q(organisation=None, partnership__isnull=False),
            ),
            models.CheckConstraint(
                name="a_change_is_of_a_known_kind",
                condition=Q(what__in=["added", "changed", "ended", "taken_back", "taken", "declined"]),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "what", "number"])]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.course}, {self.at:%Y-%m-%d}"
