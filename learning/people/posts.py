"""Who does what, where, from when to when."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

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
    service_side = models.CharField(max_length=20, choices=Side, help_text="What a new post in this group starts with.")
    esr_staff_group = models.CharField("ESR staff group", max_length=2, choices=EsrStaffGroup, blank=True)
    regulator = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet):
    def held_on(self, day: datetime.date):
        """Posts that have begun and not ended on a day; the last day of a post still counts."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def in_order(self):
        return self.order_by("starts_on", "pk")


class Post(models.Model):
    """One row for each job that someone holds in an organisation. A person may hold several."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    practice_group = models.ForeignKey(
        PracticeGroup, on_delete=models.PROTECT, related_name="posts", verbose_name="staff group"
    )
    service_side = models.CharField(max_length=20, choices=Side, blank=True)
    is_primary = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day in the post.")

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "team", "practice_group", "starts_on"],
                name="post_is_held_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "practice_group"])]

    def __str__(self) -> str:
        return f"{self.person}, {self.practice_group}, {self.organisation}"

    def save(self, *args, **kwargs):
        """A post takes its side from its staff group, unless it says otherwise."""
        self.service_side = self.service_side or self.practice_group.service_side
        super().save(*args, **kwargs)


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

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_starts", condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on"))
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
