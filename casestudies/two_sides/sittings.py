"""Who opened which file, what they chose, and who went through it together. Keys and times alone: no words of anybody."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from wagtail.models import Page, Revision

from casestudies.two_sides.files import SIDES, Round
from learning.people.models import PracticeGroup
from learning.people.sides import Side
from learning.records.models import Enrolment, Version


class SittingQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(learner=person)

    def on(self, page: Page):
        return self.filter(page=page.pk)

    def open(self):
        return self.filter(finished_at=None)

    def with_details(self):
        """With whose it is, and what was on the page when it began."""
        return self.select_related("learner", "practice_group", "revision", "page").prefetch_related("moves")

    def latest_first(self):
        return self.order_by("-begun_at", "-pk")


class Sitting(models.Model):
    """One row for each way through a two-sided case: whose, which file, and the page as it was when they opened it."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sittings")
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="sittings")
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="+", help_text="Of the course."
    )
    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The page as it stays for this sitting.",
    )
    side = models.CharField(max_length=20, choices=Side, help_text="Whose file was opened.")
    practice_group = models.ForeignKey(
        PracticeGroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="staff group",
        help_text="On the day it began.",
    )
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = SittingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_sitting_per_learner_and_page",
                fields=["learner", "page"],
                condition=Q(finished_at=None),
            ),
            models.CheckConstraint(name="a_sitting_opens_the_file_of_one_side", condition=Q(side__in=SIDES)),
            models.CheckConstraint(
                name="a_sitting_is_finished_after_it_is_begun",
                condition=Q(finished_at=None) | Q(finished_at__gte=F("begun_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} on {self.page}"

    @property
    def made(self) -> dict[str, "Move"]:
        """Its moves by round; of a sitting that has them already."""
        return {move.round: move for move in self.moves.all()}

    @property
    def next_round(self) -> Round | None:
        """What is to be chosen next; None once all is chosen."""
        made = self.made
        return next((round for round in Round if round not in made), None)

    def case(self):
        """The page as it was when this began: an edit since then changes nothing here."""
        return self.revision.as_object()


class Move(models.Model):
    """One row for each round of a sitting: the ids of what was chosen, none for nothing. Never changed."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="moves")
    round = models.CharField(max_length=10, choices=Round)
    chosen = models.JSONField(default=list, help_text="Ids of blocks of the page, in its order.")
    made_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_move_is_made_once", fields=["sitting", "round"]),
            models.CheckConstraint(
                name="a_move_is_of_a_round", condition=Q(round__in=[round.value for round in Round])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_round_display()} of {self.sitting}"


class PairingQuerySet(models.QuerySet):
    def of(self, sitting: Sitting):
        return self.filter(Q(host=sitting) | Q(guest=sitting))

    def joined(self):
        return self.exclude(joined_at=None)

    def open(self):
        """Neither ended nor replaced; one that nobody joined may have run out."""
        return self.filter(ended_at=None)


class Pairing(models.Model):
    """One row for each invitation to go through a case from both sides, and for the pair that came of it.

    Whom it was meant for is not kept.
    """

    host = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="hosted")
    guest = models.ForeignKey(
        Sitting, null=True, blank=True, on_delete=models.PROTECT, related_name="visited"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Sitting, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Who left."
    )

    objects = PairingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_pairing_per_host", fields=["host"], condition=Q(ended_at=None)
            ),
            models.UniqueConstraint(
                name="one_open_pairing_per_guest", fields=["guest"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="a_pair_has_a_guest_once_joined",
                condition=Q(guest=None, joined_at=None) | Q(guest__isnull=False, joined_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_pairs_with_themselves", condition=Q(guest=None) | ~Q(guest=F("host"))
            ),
            models.CheckConstraint(
                name="an_invitation_to_a_pair_runs_out_later", condition=Q(expires_at__gt=F("invited_at"))
            ),
            models.CheckConstraint(
                name="a_pair_is_ended_by_someone_or_not_at_all",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host} and {self.guest or 'nobody yet'}"

    def is_waiting(self, at: datetime.datetime) -> bool:
        """Whether somebody may still join."""
        return self.joined_at is None and self.ended_at is None and at < self.expires_at

    def is_spent(self, at: datetime.datetime) -> bool:
        """Whether it ran out before anybody joined."""
        return self.joined_at is None and self.ended_at is None and at >= self.expires_at

    def other_than(self, sitting: Sitting) -> Sitting | None:
        return self.guest if self.host_id == sitting.pk else self.host
