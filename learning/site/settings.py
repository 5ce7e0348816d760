"""What an administrator sets for the whole site, in Wagtail's admin under Settings."""

from django.conf import settings
from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Site

from learning.site.services import lines

# Where nothing is known of a learner's area. The numbers are those of the page Support, where each has its nation.
WITHOUT_LOCAL_SERVICES = """\
In immediate danger: 999.
Urgent mental health help: NHS 111, option 2, in England and Wales; NHS 111 in Scotland; in Northern Ireland a GP, or Lifeline on 0808 808 8000.
Worried about a child: the children’s services of the council where the child lives, day or night. In Northern Ireland, the Gateway team of the Health and Social Care Trust.
Your own safeguarding lead knows the local numbers. Ask, and keep them where you can find them."""


class HelpNumberBlock(blocks.StructBlock):
    """A line of the help at the foot of every page."""

    who = blocks.CharBlock(max_length=80, help_text="Such as: To talk, any time: Samaritans")
    number = blocks.CharBlock(max_length=30, help_text="As people read it, such as 116 123")
    after = blocks.CharBlock(
        max_length=60, required=False, help_text="Words after the number, such as: option 2"
    )

    class Meta:
        icon = "help"


class FooterLinkBlock(blocks.StructBlock):
    """A link at the foot of every page."""

    title = blocks.CharBlock(max_length=60)
    url = blocks.CharBlock(max_length=300, help_text="An address such as /privacy/.")

    class Meta:
        icon = "link"


class SiteSettingsQuerySet(models.QuerySet):
    def current(self) -> "SiteSettings":
        """The settings with the site's name, in one query. Where nothing is set yet: as they are by default,
        and nothing is written.
        """
        name = Site.objects.filter(is_default_site=True).values("site_name")[:1]
        found = self.annotate(name_of_site=models.Subquery(name)).order_by("pk").first()
        return found or SiteSettings()


@register_setting(icon="cog")
class SiteSettings(BaseGenericSetting):
    """One row: the site's own name, where “Leave this page” goes, and whom to ask for help."""

    demonstration_notice = models.CharField(
        max_length=300, blank=True, help_text="Shown at the foot of every page. Empty: nothing is shown."
    )
    leave_url = models.URLField(
        "where “Leave this page” goes",
        default="https://www.bbc.co.uk/weather",
        help_text="A neutral page elsewhere. It opens in place of ours, and Back does not return.",
    )
    contact_email = models.EmailField(blank=True, help_text="Help with the site.")
    contact_hours = models.CharField(max_length=100, blank=True)
    help_numbers = StreamField([("number", HelpNumberBlock())], blank=True)
    without_local_services = models.TextField(
        "where no local services are known",
        max_length=2000,
        default=WITHOUT_LOCAL_SERVICES,
        help_text="Shown in a lesson instead of the services of the learner’s area. One thing a line.",
    )

    footer_links = StreamField([("link", FooterLinkBlock())], blank=True)

    objects = SiteSettingsQuerySet.as_manager()

    panels = [
        FieldPanel("demonstration_notice"),
        FieldPanel("leave_url"),
        FieldPanel("contact_email"),
        FieldPanel("contact_hours"),
        FieldPanel("help_numbers"),
        FieldPanel("without_local_services"),
        FieldPanel("footer_links"),
    ]

    class Meta:
        verbose_name = "site settings"

    @property
    def site_name(self) -> str:
        """As on the certificates. Needs current()."""
        return getattr(self, "name_of_site", "") or settings.WAGTAIL_SITE_NAME

    @property
    def lines_without_local_services(self) -> list[str]:
        return lines(self.without_local_services)
