"""The register: every change to who may be shown, in the order in which it happened. Only added to."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from casestudies.consents.participants import Consent, Participant, Withdrawal


class What(models.TextChoices):
    """What has changed."""

    ADDED = "added", "Added to the people in the film"
    CONSENTED = "consented", "Consent recorded"
    CORRECTED = "corrected", "Label put right"
    ERASED = "erased", "What may name somebody erased"
    WITHDRAWN = "withdrawn", "Consent withdrawn"
    RAN_OUT = "ran_out", "Consent ran out"
    TURNED_18 = "turned_18", "Turned eighteen: what was agreed for a child ended"
    STRUCK_ABSENT = "struck_absent", "Struck out: listed by mistake, and not in this film"
    STRUCK_TWICE = "struck_twice", "Struck out: listed twice by mistake"
    REAL = "real", "The film is of real people"
    FICTIONAL = "fictional", "The film is fictional"
    REPLACED = "replaced", "The film itself was replaced: ask everyone whether they agree to this one"


OF_FILM = [What.REAL, What.FICTIONAL, What.REPLACED]
OF_CONSENT = [What.CONSENTED, What.RAN_OUT, What.TURNED_18]
ENDS = [What.RAN_OUT, What.TURNED_18]


class ConsentChangeQuerySet(models.QuerySet):
    def ends(self):
        """Those that say that a day has ended a consent."""
        return self.filter(what__in=ENDS)

    def latest_first(self):
        return self.order_by("-at", "-pk")


class ConsentChange(models.Model):
    """One row for each change: when, by whom, what, and of whom, as keys. No names, and no words but these."""

    film = models.ForeignKey("casestudies.Film", on_delete=models.PROTECT, related_name="consent_changes")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    consent = models.ForeignKey(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawal = models.ForeignKey(
        Withdrawal, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    what = models.CharField(max_length=20, choices=What)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty for what a day brings by itself.",
    )

    objects = ConsentChangeQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="a_change_is_of_a_film_or_of_someone_in_it",
                condition=Q(what__in=OF_FILM, participant=None)
                | (~Q(what__in=OF_FILM) & Q(participant__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_change_of_a_consent_names_it",
                condition=Q(what__in=OF_CONSENT, consent__isnull=False)
                | (~Q(what__in=OF_CONSENT) & Q(consent=None)),
            ),
            models.UniqueConstraint(
                name="a_consent_runs_out_once", fields=["consent"], condition=Q(what__in=ENDS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.film_id}"


def write(
    what: What,
    *,
    film,
    by,
    at: datetime.datetime,
    participant: Participant | None = None,
    **row,
) -> ConsentChange:
    """Add a line. The caller's transaction holds it together with what it tells of."""
    return ConsentChange.objects.create(what=what, film=film, by=by, at=at, participant=participant, **row)
