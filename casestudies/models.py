"""Every model of case studies, by the page that holds it.

Only reflections.py writes answers, sharing.py what is shared of them, moderation/deciding.py what trainers decide, and
consenting.py consents.
"""

from casestudies.consents.participants import Consent, ConsentPaper, Participant, Withdrawal
from casestudies.consents.register import ConsentChange
from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.exchange.shares import AnswerReport, NameLook, NameLookReason, Share, SharedWords
from casestudies.exchange.terms import ExchangeSettings
from casestudies.families.pages import FamilyFilmPage, FamilyIndexPage
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage
from casestudies.playing.played import Played, PlayingChoice

__all__ = [
    "AnswerReport",
    "CaseStudyPage",
    "Consent",
    "ConsentChange",
    "ConsentPaper",
    "ExchangeSettings",
    "FamilyFilmPage",
    "FamilyIndexPage",
    "Film",
    "NameLook",
    "NameLookReason",
    "Participant",
    "Played",
    "PlayingChoice",
    "Reflection",
    "ReflectionText",
    "Share",
    "SharedWords",
    "Withdrawal",
]
