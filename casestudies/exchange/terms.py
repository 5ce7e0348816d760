"""What sharing an answer means: the page that says so, and its version."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Page


@register_setting(icon="group")
class ExchangeSettings(BaseGenericSetting):
    """One row: the page with the terms of sharing, and which version of them people agree to now."""

    terms_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="page with the terms of sharing",
        help_text="Without one that is published, nobody is asked to share an answer.",
    )
    terms_version = models.PositiveSmallIntegerField(
        "version of the terms",
        default=1,
        validators=[MinValueValidator(1)],
        help_text="Raise it when the page changes in a way that matters. Answers shared before are then hidden until "
        "those who wrote them have agreed again.",
    )

    panels = [PageChooserPanel("terms_page"), FieldPanel("terms_version")]

    class Meta:
        verbose_name = "sharing of answers"
        constraints = [
            models.CheckConstraint(name="terms_are_counted_from_one", condition=Q(terms_version__gte=1)),
        ]


def current() -> ExchangeSettings:
    """The terms as they stand, with their page. One query; where nothing is set nothing is written."""
    return ExchangeSettings.objects.select_related("terms_page").order_by("pk").first() or ExchangeSettings()


def are_offered(terms: ExchangeSettings) -> bool:
    """Whether there is something that people could agree to."""
    return bool(terms.terms_page and terms.terms_page.live)
