"""Whom to ring, text or look up when something is close to home."""

import datetime
from enum import nonmember

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from learning.people.nations import Nation

CHECK_EVERY = datetime.timedelta(days=90)


class SupportContactQuerySet(models.QuerySet):
    def due_for_check(self, *, on: datetime.date):
        """Those that nobody has checked yet, or not for 90 days before a day."""
        return self.filter(Q(checked_on=None) | Q(checked_on__lt=on - CHECK_EVERY))

    def for_families(self):
        return self.exclude(audience=SupportContact.Audience.STAFF)

    def for_staff(self):
        return self.filter(audience__in=SupportContact.Audience.SHOWN_TO_STAFF)

    def in_order(self):
        return self.order_by("order", "name", "pk")


class SupportContact(models.Model):
    """One row for each service that people may turn to by themselves, in one nation or in all of them."""

    class Audience(models.TextChoices):
        """Who it is for; learners are shown what is for anyone and for staff, families all but what is for staff."""

        ANYONE = "anyone", "Anyone"
        STAFF = "staff", "Staff"
        FAMILIES = "families", "Parents and families"
        YOUNG_PEOPLE = "young", "Children and young people"

        SHOWN_TO_STAFF = nonmember(("anyone", "staff"))

    name = models.CharField(max_length=120)
    nation = models.CharField("where", max_length=20, choices=Nation, default=Nation.UK)
    audience = models.CharField("it is for", max_length=20, choices=Audience, default=Audience.ANYONE)
    for_whom = models.CharField(
        "for whom, in words", max_length=200, help_text="Such as: Anything that is troubling you."
    )
    phone = models.CharField(max_length=30, blank=True, help_text="As people read it, such as 116 123.")
    phone_after = models.CharField(
        "after the number", max_length=60, blank=True, help_text="Such as: option 2."
    )
    text_to = models.CharField("text to", max_length=30, blank=True, help_text="A number, such as 85258.")
    text_words = models.CharField("what to text", max_length=30, blank=True, help_text="Such as: SHOUT.")
    web = models.URLField("web address", max_length=300, blank=True)
    other_way = models.CharField(
        "another way, in words", max_length=200, blank=True, help_text="Where there is no one number."
    )
    hours = models.CharField(max_length=150, blank=True, help_text="Such as: day and night, free.")
    order = models.PositiveSmallIntegerField(
        default=100, help_text="Lower numbers come first. The first of a nation is shown beside films."
    )
    checked_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day on which someone last asked the service, or rang the number. Every 90 days.",
    )

    objects = SupportContactQuerySet.as_manager()

    class Meta:
        verbose_name = "support contact"
        constraints = [
            models.CheckConstraint(
                name="a_contact_can_be_reached",
                violation_error_message="Say how to reach it: a number, a text, an address or in words.",
                condition=~Q(phone="", text_to="", web="", other_way=""),
            ),
            models.UniqueConstraint(
                name="a_contact_is_named_once_in_a_nation",
                fields=["nation", "name"],
                violation_error_message="There is a contact of this name there already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_nation_display()}"

    @property
    def phone_link(self) -> str:
        return f"tel:{self.phone.replace(' ', '')}"

    @property
    def text_link(self) -> str:
        return f"sms:{self.text_to.replace(' ', '')}"

    @property
    def web_words(self) -> str:
        """An address as people say it."""
        return self.web.split("://", 1)[-1].removeprefix("www.").rstrip("/")

    @property
    def checked_words(self) -> str:
        return f"Checked {date_format(self.checked_on)}" if self.checked_on else ""

    def is_due_for_check(self, *, on: datetime.date) -> bool:
        return self.checked_on is None or self.checked_on < on - CHECK_EVERY
