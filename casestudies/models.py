"""Every model of case studies, by the page that holds it. Only reflections.py writes answers, only consenting.py consents."""

from casestudies.consents.participants import Consent, ConsentPaper, Participant, Withdrawal
from casestudies.consents.register import ConsentChange
from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage

__all__ = [
    "CaseStudyPage",
    "Consent",
    "ConsentChange",
    "ConsentPaper",
    "Film",
    "Participant",
    "Reflection",
    "ReflectionText",
    "Withdrawal",
]
