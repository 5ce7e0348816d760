"""What learners show of their answers to colleagues, and what colleagues and trainers say of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from wagtail.models import Page

from casestudies.blocks import Lens
from casestudies.exchange.answers import Reflection, ReflectionText
from learning.people.models import Organisation


class Reason(models.TextChoices):
    """Why an answer is not for others: its code, and words that end a sentence about it."""

    IDENTIFIES = "identifies", "it could tell who someone is"
    UNKIND = "unkind", "it is unkind"
    RISK = "risk", "it says that someone may be at risk"


class ShareQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(reflection__learner=person)

    def not_of(self, person):
        return self.exclude(reflection__learner=person)

    def on(self, page: Page):
        return self.filter(reflection__page=page.pk)

    def standing(self):
        """Not withdrawn, whatever is thought of them."""
        return self.filter(withdrawn_at=None)

    def shown(self, *, terms_version: int):
        """What may be counted and shown: standing, not held or removed, and shared on the terms of today."""
        return self.standing().filter(state=Share.State.OK, terms_version__gte=terms_version)

    def waiting(self):
        """What a trainer has to read: held by the check or a report, or reported since it was read last."""
        since = AnswerReport.objects.filter(share=OuterRef("pk"), reported_at__gt=OuterRef("decided_at"))
        unread = Q(state=Share.State.HELD, decided_at=None) | Exists(since)
        return self.standing().filter(unread)

    def kept_back(self):
        """What a trainer held back or removed."""
        return self.standing().exclude(state=Share.State.OK).exclude(decided_at=None)

    def for_trainers(self):
        """What trainers may read beside what everybody may: whatever waited for one, or was decided."""
        return self.standing().exclude(state=Share.State.OK, decided_at=None)

    def with_details(self):
        about = self.select_related("reflection__practice_group", "reflection__page")
        return about.prefetch_related(Prefetch("words", SharedWords.objects.order_by("pk")))

    def in_order(self):
        """An order that stays, and tells nothing of when they were shared."""
        return self.order_by("public_id")


class Share(models.Model):
    """One row for each time that someone showed an answer to colleagues: from where, on what terms. No words."""

    class State(models.TextChoices):
        OK = "ok", "Shown"
        HELD = "held", "Held"
        REMOVED = "removed", "Removed"

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reflection = models.ForeignKey(Reflection, on_delete=models.PROTECT, related_name="shares")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Of the post that it was answered from. Counted, and never shown.",
    )
    first_step = models.CharField(max_length=40, blank=True)
    shared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    terms_version = models.PositiveSmallIntegerField()
    found = models.JSONField(default=list, blank=True, help_text="Codes of what the check found in it.")
    state = models.CharField(max_length=10, choices=State, default=State.OK)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reflection"],
                condition=Q(withdrawn_at=None),
                name="an_answer_is_shared_once_at_a_time",
            ),
            models.CheckConstraint(
                name="a_share_is_withdrawn_after_it_is_made",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("shared_at")),
            ),
            models.CheckConstraint(name="a_share_has_terms", condition=Q(terms_version__gte=1)),
            models.CheckConstraint(
                name="a_decision_has_someone_who_made_it",
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_share_has_a_reason_where_a_trainer_kept_it_back",
                condition=Q(state="ok", reason="")
                | Q(state="held", decided_at=None, reason="")
                | Q(state__in=["held", "removed"], decided_at__isnull=False, reason__in=Reason.values),
            ),
        ]

    def __str__(self) -> str:
        return f"An answer to {self.reflection.page}, {self.get_state_display().lower()}"


class SharedWords(models.Model):
    """One row for each question answered in what is shared: the words as they were checked. Gone when withdrawn."""

    MAX_LENGTH = 2 * ReflectionText.MAX_LENGTH + 2

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="words")
    prompt = models.CharField(max_length=36, help_text="The id of the question's block.")
    lens = models.CharField(max_length=10, choices=Lens)
    text = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "prompt"], name="shared_words_are_kept_once_a_question"),
        ]

    def __str__(self) -> str:
        return f"Words of {self.share}"


class AnswerReport(models.Model):
    """One row for each colleague who asked a trainer to look at a shared answer."""

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    reason = models.CharField(max_length=20, choices=Reason)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "by"], name="an_answer_is_reported_once_by_each_person"),
            models.CheckConstraint(name="a_report_has_a_reason", condition=Q(reason__in=Reason.values)),
        ]

    def __str__(self) -> str:
        return f"{self.share}: {self.get_reason_display()}"


class NameLook(models.Model):
    """One row for each time that an administrator looked who wrote a shared answer, of which they are told."""

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="looks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.share}: looked who wrote it"


class NameLookReason(models.Model):
    """One row for each look behind a name: why, in the words of who looked, kept apart so that they can be erased."""

    look = models.OneToOneField(NameLook, on_delete=models.PROTECT, related_name="why")
    text = models.CharField(max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Why: {self.look}"
