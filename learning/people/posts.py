"""Who does what, where, from when to when."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from learning.people.job_roles import JobRole
from learning.people.organisations import Organisation, Team
from learning.people.sides import Side


class PracticeGroup(models.Model):
    """One row for each kind of practitioner, in the field's own words. On screen: staff group."""

    class EsrStaffGroup(models.TextChoices):
        """NHS Data Dictionary, ESR staff group."""

        MEDICAL = "01", "Medical and dental"
        STUDENTS = "02", "Students"
        NURSING = "03", "Nursing and midwifery registered"
        ALLIED = "04", "Allied health professionals"
        SCIENTIFIC = "05", "Additional professional scientific and technical"
        SCIENTISTS = "06", "Healthcare scientists"
        CLINICAL = "07", "Additional clinical services"
        CLERICAL = "08", "Administrative and clerical"
        ESTATES = "09", "Estates and ancillary"
        SUPPLEMENTARY = "10", "Supplementary roles"
        NOT_ESR = "", "Not in ESR"

    code = models.SlugField(max_length=10, unique=True)
    name = models.CharField(max_length=100)
    service_side = models.CharField(
        max_length=20,
        choices=Side,
        blank=True,
        help_text="What a new post in this group starts with. Empty: the side of its organisation.",
    )
    esr_staff_group = models.CharField("ESR staff group", max_length=2, choices=EsrStaffGroup, blank=True)
    regulator = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


def _held_on(day: datetime.date) -> Q:
    """The last day of a post still counts."""
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


class PostQuerySet(models.QuerySet):
    def held_on(self, day: datetime.date):
        """Posts that have begun and not ended on a day."""
        return self.filter(_held_on(day))

    def main_of(self, person, *, on: datetime.date) -> "Post | None":
        """The post that someone answers from on a day: their main one, else the one they have held longest."""
        posts = self.held_on(on).filter(person=person).select_related("practice_group")
        return posts.order_by("-is_primary", "starts_on", "pk").first()

    def visible_to(self, person, *, on: datetime.date):
        """Other people's posts that someone's roles show them on a day.

        A workforce lead sees the posts of the organisation that have not ended, so also those to come; a line
        manager those held on that day in the team and below it. A partnership lead sees nobody by name. When
        a post ends, the view of the person ends with it.
        """
        led = Q(organisation__in=Organisation.objects.led_by(person, on=on)) & (
            Q(ends_on=None) | Q(ends_on__gte=on)
        )
        return self.filter(led | (_held_on(on) & Q(team__in=Team.objects.managed_by(person, on=on))))

    def with_details(self):
        return self.select_related("organisation", "team", "practice_group")

    def in_order(self):
        return self.order_by("starts_on", "pk")

    def latest_first(self):
        return self.order_by("-starts_on", "-pk")


class Post(models.Model):
    """One row for each job that someone holds in an organisation. A person may hold several."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    practice_group = models.ForeignKey(
        PracticeGroup, on_delete=models.PROTECT, related_name="posts", verbose_name="staff group"
    )
    job_role = models.ForeignKey(
        JobRole, null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    service_side = models.CharField(
        max_length=20, choices=Side, blank=True, help_text="Empty: the side of the staff group."
    )
    is_primary = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day in the post.")

    objects = PostQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
            models.UniqueConstraint(
                name="post_is_held_once",
                fields=["person", "organisation", "team", "practice_group", "starts_on"],
                violation_error_message="They hold this post already.",
            ),
            models.UniqueConstraint(
                name="post_without_a_team_is_held_once",
                fields=["person", "organisation", "practice_group", "starts_on"],
                condition=Q(team=None),
                violation_error_message="They hold this post already.",
            ),
            models.CheckConstraint(name="a_post_has_a_side", condition=Q(service_side__in=Side.values)),
        ]
        indexes = [models.Index(fields=["organisation", "practice_group"])]

    def __str__(self) -> str:
        return f"{self.person}, {self.practice_group}, {self.organisation}"

    def clean(self):
        super().clean()
        if self.team_id and self.organisation_id and self.team.organisation_id != self.organisation_id:
            raise ValidationError({"team": f"{self.team} is not a team of {self.organisation}."})
        if self.job_role and self.job_role.organisation_id != self.organisation_id:
            raise ValidationError({"job_role": f"{self.job_role} is not a job role of {self.organisation}."})

    def is_held_on(self, day: datetime.date) -> bool:
        return self.starts_on <= day and not self.is_over_on(day)

    def is_over_on(self, day: datetime.date) -> bool:
        return self.ends_on is not None and self.ends_on < day

    def save(self, *args, **kwargs):
        """A post takes its side from its staff group, or else its organisation, unless it says otherwise."""
        self.service_side = self.service_side or self.practice_group.service_side or self.organisation.side
        super().save(*args, **kwargs)


class AbsenceQuerySet(models.QuerySet):
    def on(self, day: datetime.date):
        """Those that have begun and not ended on a day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), starts_on__lte=day)


class Absence(models.Model):
    """One row for each spell away from a post. While it is open the post is not counted."""

    class Kind(models.TextChoices):
        MATERNITY = "maternity", "Maternity leave"
        ADOPTION = "adoption", "Adoption leave"
        SHARED_PARENTAL = "shared_parental", "Shared parental leave"
        LONG_TERM_SICK = "long_term_sick", "Long-term sick leave"
        CAREER_BREAK = "career_break", "Career break"
        SECONDMENT_OUT = "secondment_out", "Secondment elsewhere"
        SUSPENDED = "suspended", "Suspended"
        OTHER = "other", "Other"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="absences")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=20, choices=Kind)
    starts_on = models.DateField()
    expected_until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="absence_is_expected_to_end_after_it_starts",
                condition=Q(expected_until=None) | Q(expected_until__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=["post"], condition=Q(ended_on=None), name="one_open_absence_per_post"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post.person}, away from {self.starts_on}"
