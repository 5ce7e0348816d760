"""Every model of case studies, by the page that holds it. reflections.py and answering.py write answers."""

from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage
from casestudies.pauses.answers import PauseAnswer

__all__ = ["CaseStudyPage", "Film", "PauseAnswer", "Reflection", "ReflectionText"]
