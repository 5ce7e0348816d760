"""Every model of case studies, by the page that holds it. Only reflections.py writes answers."""

from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage
from casestudies.playing.played import Played, PlayingChoice

__all__ = ["CaseStudyPage", "Film", "Played", "PlayingChoice", "Reflection", "ReflectionText"]
