"""Every model of site, by the page that holds it."""

from learning.site.contacts import SupportContact
from learning.site.decisions import DecisionService, LocalDecision, Situation
from learning.site.pages import HomePage, StandardPage
from learning.site.services import LocalService
from learning.site.settings import SiteSettings
from learning.site.sources import Source

__all__ = [
    "DecisionService",
    "HomePage",
    "LocalDecision",
    "LocalService",
    "Situation",
    "SiteSettings",
    "Source",
    "StandardPage",
    "SupportContact",
]
