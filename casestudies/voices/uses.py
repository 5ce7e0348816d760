"""Which case studies a film stands in: as the film of the case, as a voice, or as a discussion about it."""

from django.db.models import Q, QuerySet

from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage
from learning.site.usage import Sight, uses_of


def pages_with(film: Film) -> QuerySet[CaseStudyPage]:
    """Those that show it, or will: drafts too."""
    return _pages(film, set(Sight))


def live_pages_with(film: Film) -> QuerySet[CaseStudyPage]:
    """Those in which learners meet it."""
    return _pages(film, {Sight.LIVE}).live()


def _pages(film: Film, sights: set[Sight]) -> QuerySet[CaseStudyPage]:
    keys = [use.page.pk for use in uses_of(film) if use.sight in sights]
    return CaseStudyPage.objects.filter(Q(film=film) | Q(pk__in=keys))
