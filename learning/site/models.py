"""Every model of site, by the page that holds it."""

from learning.site.pages import HomePage, StandardPage
from learning.site.settings import SiteSettings
from learning.site.sources import Source

__all__ = ["HomePage", "SiteSettings", "Source", "StandardPage"]
