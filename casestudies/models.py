"""Every model of case studies, by the page that holds it. Only reflections.py writes answers."""

from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage
from casestudies.two_sides.pages import TwoSidedCasePage
from casestudies.two_sides.sittings import Move, Pairing, Sitting

__all__ = [
    "CaseStudyPage",
    "Film",
    "Move",
    "Pairing",
    "Reflection",
    "ReflectionText",
    "Sitting",
    "TwoSidedCasePage",
]
