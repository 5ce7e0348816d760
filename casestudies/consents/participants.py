"""Who is in a film, what they have agreed to, and how they took it back. Nobody is named here."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from wagtail.models import Page

from casestudies.consents.scopes import Scope

LABEL_HELP = (
    "Who they are in the film, such as “Mother, 30s”. Never a name: the label is in lists and on paper."
)


class ParticipantQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("pk")

    def listed(self):
        """Without those who were listed by mistake and struck out."""
        return self.filter(struck_at=None)

    def covered(self, *, on: datetime.date, to: Scope, course_path: str = ""):
        """Those whose consent holds on a day and is for some people; or for the course at a path alone."""
        here = Q(scope__in=Scope.covering(to))
        if to == Scope.STAFF and course_path:
            here |= Q(scope=Scope.THIS_COURSE, course__path=course_path)
        return self.filter(Exists(Consent.objects.holding(on=on).filter(here, participant=OuterRef("pk"))))

    def with_consent(self, *, on: datetime.date):
        """Adds `holds_until`, `scope` and `course_path` of the consent that holds on a day; and of the last that there was
        `ran_out_on`, `withdrawn_at` and `review_on`. Each is None where there is none.
        """
        theirs = Consent.objects.filter(participant=OuterRef("pk"))
        holding = theirs.holding(on=on)
        last = theirs.order_by("-pk")[:1]
        withdrawn = Withdrawal.objects.filter(participant=OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(
            holds_until=Subquery(holding.values("expires_on")[:1]),
            scope=Subquery(holding.values("scope")[:1]),
            course_path=Subquery(holding.values("course__path")[:1]),
            review_on=Subquery(last.values("review_on")),
            ran_out_on=Subquery(last.values("expires_on")),
            consented_at=Subquery(last.values("recorded_at")),
            given_as_adult=Subquery(last.values("as_adult")),
            withdrawn_at=Subquery(withdrawn.values("at")[:1]),
        )


class Participant(models.Model):
    """One row for each person in a film, by a label that is not their name."""

    film = models.ForeignKey("casestudies.Film", on_delete=models.PROTECT, related_name="participants")
    label = models.CharField("who they are in the film", max_length=60, help_text=LABEL_HELP)
    turns_18_on = models.DateField(
        "eighteen on",
        null=True,
        blank=True,
        help_text="For someone filmed as a child. What was agreed for them ends on that day.",
    )
    added_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True, help_text="When listed by mistake.")

    objects = ParticipantQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="a_label_is_one_person_in_a_film",
                fields=["film", "label"],
                condition=Q(struck_at=None),
            ),
            models.CheckConstraint(name="someone_in_a_film_has_a_label", condition=~Q(label="")),
        ]

    def __str__(self) -> str:
        return self.label

    def is_adult(self, on: datetime.date) -> bool:
        """Whether they answer for themselves on a day."""
        return self.turns_18_on is None or self.turns_18_on <= on


class ConsentQuerySet(models.QuerySet):
    def holding(self, *, on: datetime.date):
        """Those that hold on a day: each the last of its participant, begun, not run out, not withdrawn since it was
        recorded, and not given for a child who is eighteen by then.
        """
        later = Consent.objects.filter(participant=OuterRef("participant"), pk__gt=OuterRef("pk"))
        withdrawn = Withdrawal.objects.filter(
            participant=OuterRef("participant"), at__gte=OuterRef("recorded_at")
        )
        own = Q(as_adult=True, given_on__gte=F("participant__turns_18_on"))
        return self.filter(
            Q(participant__turns_18_on=None) | Q(participant__turns_18_on__gt=on) | own,
            ~Exists(later),
            ~Exists(withdrawn),
            given_on__lte=on,
            expires_on__gt=on,
        )


class Consent(models.Model):
    """One row for each time that somebody agreed. Never changed: who agrees anew has another row, and the last counts."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="consents")
    scope = models.CharField("who may see it", max_length=20, choices=Scope)
    course = models.ForeignKey(Page, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    review_on = models.DateField(help_text="When somebody should ask whether they still agree.")
    expires_on = models.DateField(help_text="It holds until the day before.")
    seen_final_cut_on = models.DateField("saw the finished film on")
    capacity_considered = models.BooleanField()
    taken_by_independent_of_care = models.BooleanField()
    as_adult = models.BooleanField("given by themselves as an adult", default=False)
    recorded_at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="a_consent_runs_out_after_it_is_given", condition=Q(expires_on__gt=F("given_on"))
            ),
            models.CheckConstraint(
                name="a_consent_is_reviewed_before_it_runs_out",
                condition=Q(review_on__gte=F("given_on"), review_on__lte=F("expires_on")),
            ),
            models.CheckConstraint(
                name="a_consent_for_one_course_names_it",
                condition=Q(scope=Scope.THIS_COURSE, course__isnull=False)
                | (~Q(scope=Scope.THIS_COURSE) & Q(course=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"Consent of {self.participant} of {self.given_on}"


class ConsentPaperQuerySet(models.QuerySet):
    def latest_of(self, film) -> dict:
        """The last paper of everyone in a film who has consented, by the participant's key. One query."""
        papers = self.filter(consent__participant__film=film).select_related("consent").order_by("consent")
        return {paper.consent.participant_id: paper for paper in papers}


class ConsentPaper(models.Model):
    """One row for each consent: what may name somebody, kept apart so that it can be erased."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="paper")
    taken_by = models.CharField(max_length=100, blank=True)
    contact_route = models.CharField(max_length=200, blank=True)
    document_ref = models.CharField(max_length=100, blank=True)

    objects = ConsentPaperQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Paper of {self.consent}"


class Route(models.TextChoices):
    """How somebody said that they withdraw. None needs an account."""

    PHONE = "phone", "By phone"
    EMAIL = "email", "By e-mail"
    LETTER = "letter", "By letter"
    IN_PERSON = "in_person", "In person"
    SOMEONE_ELSE = "someone_else", "Through someone else"


class Withdrawal(models.Model):
    """One row for each time that somebody took back what they agreed to. No reason is asked, and there is no room for one."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="withdrawals")
    at = models.DateTimeField(help_text="From this moment the film is shown to nobody.")
    told_on = models.DateField("they told us on")
    route = models.CharField("how they told us", max_length=20, choices=Route)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        permissions = [("record_withdrawal", "Can record that someone in a film withdraws")]

    def __str__(self) -> str:
        return f"Withdrawal of {self.participant}"
