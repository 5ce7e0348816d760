"""Every model of case studies, by the page that holds it. Only reflections.py writes answers."""

from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.families.pages import FamilyFilmPage, FamilyIndexPage
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage

__all__ = ["CaseStudyPage", "FamilyFilmPage", "FamilyIndexPage", "Film", "Reflection", "ReflectionText"]
