"""The services of a place: whom to ring there, for whom, and what they can and cannot decide."""

import datetime
from enum import nonmember

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from wagtail.search import index

from learning.people.organisations import Area, Organisation, Partnership
from learning.people.roles import ADMINISTRATORS, TRAINERS
from learning.people.sides import Side

CHECK_EVERY = datetime.timedelta(days=180)
ONE_OF_THE_TWO = "Choose an area, or the partnership if it is the same in all of them: one of the two."


class Covering(models.Model):
    """What holds in one area, or in the whole of a partnership: exactly one of the two is named."""

    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(
        Partnership,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="or everywhere in",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_covers_an_area_or_a_partnership",
                violation_error_message=ONE_OF_THE_TWO,
                condition=Q(area__isnull=False, partnership=None) | Q(area=None, partnership__isnull=False),
            ),
        ]

    @property
    def place(self) -> str:
        """Where it holds, by name. Needs area and partnership."""
        return str(self.area or self.partnership)

    @property
    def where(self) -> str:
        return f"In {self.area}" if self.area else f"Everywhere in {self.partnership}"


class LocalServiceQuerySet(models.QuerySet):
    def not_checked_lately(self, *, on: datetime.date):
        """Those last checked more than 180 days before a day."""
        return self.filter(checked_on__lt=on - CHECK_EVERY)

    def in_order(self):
        return self.order_by("name", "pk")


class LocalService(index.Indexed, Covering):
    """One row for each service that people in an area, or in a whole partnership, may ring or refer to."""

    class Kind(models.TextChoices):
        MASH = "mash", "Front door (MASH)"
        EARLY_HELP = "early_help", "Early help"
        CMHT = "cmht", "Community mental health"
        CRISIS = "crisis", "Crisis and home treatment"
        PERINATAL = "perinatal", "Perinatal mental health"
        PARENT_INFANT = "parent_infant", "Parent-infant team"
        CAMHS = "camhs", "Children and young people’s mental health"
        HEALTH_VISITING = "hv", "Health visiting"
        TALKING_THERAPIES = "talking_therapies", "Talking therapies"
        YOUNG_CARERS = "young_carers", "Young carers"
        OUT_OF_HOURS = "ooh", "Social work out of hours"
        ADVOCACY = "advocacy", "Advocacy"
        HOUSING = "housing", "Housing"
        OTHER = "other", "Another kind"

        # Between them they should take a child of any age: see gaps.
        CHILDS_MENTAL_HEALTH = nonmember(("camhs", "parent_infant"))

    class AgeOf(models.TextChoices):
        """Whose age the limits are about."""

        CHILD = "child", "Child"
        ADULT = "adult", "Adult"
        ANYONE = "anyone", "Anyone"

    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    side = models.CharField(max_length=20, choices=[side for side in Side.choices if side[0] != Side.NONE])
    kind = models.CharField(max_length=20, choices=Kind)
    who_can_refer = models.CharField(max_length=250, blank=True)
    age_of = models.CharField("whose age", max_length=10, choices=AgeOf, default=AgeOf.ANYONE)
    age_from = models.PositiveSmallIntegerField("from age", default=0, help_text="In years.")
    age_to = models.PositiveSmallIntegerField(
        "until age",
        null=True,
        blank=True,
        help_text="18: until the eighteenth birthday. Empty: there is no upper age.",
    )
    criteria_plain = models.TextField(
        "for whom", max_length=600, blank=True, help_text="In plain words, as you would say it on the phone."
    )
    phone = models.CharField(max_length=60, blank=True)
    hours = models.CharField(max_length=150, blank=True)
    consultation_offered = models.BooleanField("gives advice before a referral", default=False)
    consultation_note = models.CharField("about that advice", max_length=250, blank=True)
    decides = models.TextField(max_length=2000, blank=True, help_text="One thing a line.")
    does_not_decide = models.TextField(max_length=2000, blank=True, help_text="One thing a line.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"groups__name__in": [TRAINERS, ADMINISTRATORS]},
        help_text="Who keeps this up to date.",
    )
    checked_on = models.DateField(
        help_text="The day on which someone last asked the service whether this is right. "
        "After 180 days learners are told how long ago that was."
    )
    checked_by = models.CharField(
        max_length=120, blank=True, help_text="Whom they asked, such as the team manager."
    )

    objects = LocalServiceQuerySet.as_manager()

    search_fields = [index.AutocompleteField("name"), index.SearchField("name")]

    class Meta:
        verbose_name = "local service"
        constraints = [
            *Covering.Meta.constraints,
            models.CheckConstraint(
                name="a_service_takes_some_age",
                violation_error_message="“Until age” should be higher than “from age”.",
                condition=Q(age_to=None) | Q(age_to__gt=F("age_from")),
            ),
            models.UniqueConstraint(
                name="a_service_is_named_once_in_an_area",
                fields=["area", "name"],
                violation_error_message="There is a service of this name in this area already.",
            ),
            models.UniqueConstraint(
                name="a_service_is_named_once_in_a_partnership",
                fields=["partnership", "name"],
                violation_error_message="There is a service of this name in this partnership already.",
            ),
        ]

    def __str__(self) -> str:
        """With its place: two areas may call a service the same."""
        return f"{self.name}, {self.place}"

    @property
    def ages(self) -> str:
        """Whose age and which, such as "Child, 5 to 17"; empty when anyone of any age may come."""
        if self.age_to is None:
            years = f"{self.age_from} and over" if self.age_from else ""
        elif self.age_from:
            years = " to ".join(dict.fromkeys([str(self.age_from), str(self.age_to - 1)]))
        else:
            years = f"under {self.age_to}"
        whose = "" if self.age_of == self.AgeOf.ANYONE else self.get_age_of_display()
        return ", ".join(filter(None, [whose, years])).capitalize()

    @property
    def things_it_decides(self) -> list[str]:
        return lines(self.decides)

    @property
    def things_it_does_not_decide(self) -> list[str]:
        return lines(self.does_not_decide)

    def was_checked_lately(self, *, on: datetime.date) -> bool:
        return self.checked_on >= on - CHECK_EVERY


def lines(text: str) -> list[str]:
    """What was written one thing a line, without the blank ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
