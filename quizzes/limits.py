"""How long the words of a question may be, and how many of them. Pure Python: blocks and pasting agree by this page."""

OPTIONS_MIN = 2
OPTIONS_MAX = 10
QUESTIONS_MAX = 100

SITUATION_CHARS = 2000
STEM_CHARS = 1000
OPTION_CHARS = 500
FEEDBACK_CHARS = 1000
EXPLANATION_CHARS = 2000
SOURCES_MAX = 8
