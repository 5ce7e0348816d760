"""Addresses that are free, so that no title is ever in the way of another.

Wagtail asks the author for a slug, on a tab of its own. A title that another page has would be refused there, where
nobody looks, and saving by itself would stop without a word.
"""

from itertools import count

from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page

# Whoever runs the site may write addresses.
MAY_WRITE = "site.change_sitesettings"

LONGEST = 200


def free_slug(words: str, *, below: Page, page: Page | None = None) -> str:
    """A slug made of words that no other page below the same page has: what-it-is, what-it-is-2, …"""
    base = slugify(words)[:LONGEST] or "page"
    others = Page.objects.child_of(below).filter(slug__startswith=base)
    if page and page.pk:
        others = others.exclude(pk=page.pk)
    taken = set(others.values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


class AddressForm(WagtailAdminPageForm):
    """The editor's form of a page. Until it is published its address follows its title; then it stays.

    Who may write the address finds a field for it. One that is taken gets a number, there as well.
    """

    def clean_slug(self) -> str:
        return free_slug(self.cleaned_data["slug"], below=self.parent_page, page=self.instance)

    def clean(self):
        cleaned = super().clean()
        if "slug" not in self.fields and self.parent_page:
            self.instance.slug = free_slug(self._wanted(cleaned), below=self.parent_page, page=self.instance)
        return cleaned

    def _wanted(self, cleaned: dict) -> str:
        title = cleaned.get("title") or self.instance.title
        return self.instance.slug if self.instance.first_published_at else title


class TitlePanel(TitleFieldPanel):
    """A title that writes the slug as it is typed, where there is a field for it; elsewhere it is left alone."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_attrs(self):
            attrs = super().get_attrs()
            if attrs["data-w-sync-target-value"]:
                return attrs
            return {name: value for name, value in attrs.items() if name == "placeholder"}


address_panel = FieldPanel(
    "slug",
    heading="Address",
    help_text="The last part of the page's address. Links that people kept to the old one stop working.",
    permission=MAY_WRITE,
)
address_panels = [
    MultiFieldPanel(
        [address_panel, FieldPanel("search_description", permission=MAY_WRITE)], heading="Address and search"
    )
]
