"""Why an answer is not taken, in words for the learner."""

NO_ANSWER = "Choose an answer, or press Come back to this."
NOTHING_WRITTEN = "Write an answer, or press Come back to this."
ONE_ANSWER = "Choose one answer."
UNKNOWN_OPTION = "That answer is not one of those offered here. Choose one of these."
LINE_LEFT = "Choose an answer for “{line}”, or press Come back to this."
NO_PLACE = "Choose a place for “{thing}”, or press Come back to this."
PLACE_TWICE = "Place {place} is taken already. Give each a place of its own."

TOO_LONG = "Shorten your answer to {most} characters. It has %(show_value)s. It is still in the box."
UNPRINTABLE = "Take the characters that cannot be shown out of your answer."


class AttemptRefused(Exception):
    """Nothing was written; the message says why and what to do."""


class NoAnswer(AttemptRefused):
    """Nothing was chosen or written."""


class UnknownOption(AttemptRefused):
    """What was sent is no answer to this question."""
