"""Every model of case studies, by the page that holds it.

Only reflections.py writes answers, sharing.py what is shared of them, and moderation/deciding.py what trainers decide.
"""

from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.exchange.shares import AnswerReport, NameLook, NameLookReason, Share, SharedWords
from casestudies.exchange.terms import ExchangeSettings
from casestudies.families.pages import FamilyFilmPage, FamilyIndexPage
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage

__all__ = [
    "AnswerReport",
    "CaseStudyPage",
    "ExchangeSettings",
    "FamilyFilmPage",
    "FamilyIndexPage",
    "Film",
    "NameLook",
    "NameLookReason",
    "Reflection",
    "ReflectionText",
    "Share",
    "SharedWords",
]
