"""Every model of case studies, by the page that holds it.

Each has one writer: encodings.py and uploads.py in encoding/, reflections.py and sharing.py in exchange/, moderation/deciding.py, consents/consenting.py,
playing/playing.py, pauses/answering.py, and in two_sides/ moving.py and pairs.py; captioning/saving.py writes captions.
"""

from casestudies.consents.participants import Consent, ConsentPaper, Participant, Withdrawal
from casestudies.consents.register import ConsentChange
from casestudies.encoding.encoding import Encoding
from casestudies.encoding.upload import Upload
from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.exchange.shares import AnswerReport, NameLook, NameLookReason, Share, SharedWords
from casestudies.exchange.terms import ExchangeSettings
from casestudies.families.pages import FamilyFilmPage, FamilyIndexPage
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage
from casestudies.pauses.answers import PauseAnswer
from casestudies.playing.played import Played, PlayingChoice
from casestudies.two_sides.pages import TwoSidedCasePage
from casestudies.two_sides.sittings import Move, Pairing, Sitting

__all__ = [
    "AnswerReport",
    "CaseStudyPage",
    "Consent",
    "ConsentChange",
    "ConsentPaper",
    "Encoding",
    "ExchangeSettings",
    "FamilyFilmPage",
    "FamilyIndexPage",
    "Film",
    "Move",
    "NameLook",
    "NameLookReason",
    "Pairing",
    "Participant",
    "PauseAnswer",
    "Played",
    "PlayingChoice",
    "Reflection",
    "ReflectionText",
    "Share",
    "SharedWords",
    "Sitting",
    "TwoSidedCasePage",
    "Upload",
    "Withdrawal",
]
