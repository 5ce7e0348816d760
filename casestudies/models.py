"""Every model of case studies, by the page that holds it. Only reflections.py writes answers."""

from casestudies.encoding.encoding import Encoding
from casestudies.encoding.upload import Upload
from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage

__all__ = ["CaseStudyPage", "Encoding", "Film", "Reflection", "ReflectionText", "Upload"]
