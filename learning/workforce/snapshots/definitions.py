"""How figures are counted, in words, by version. A snapshot names the version that it was counted by, so that a later wording
changes no earlier page: whoever changes how it is counted adds a version.
"""

VERSION = 1
FIRST = {
    "n of N": (
        "N is the people whom a requirement covers on the day and who are due: valid, lapsed, or never "
        "completed. n is those of them who hold the course as valid. The percentage is n of N with one "
        "decimal."
    ),
    "No one due": "N is none. That is neither 0% nor 100%.",
    "Left out": (
        "Counted neither in n nor in N: people who are away, and people who still have time, unless the "
        "requirement counts these. Sickness is away once it has lasted 28 days, adjoining spells as one. "
        "Back from 28 days away or more, people have time."
    ),
    "Valid": (
        "As many months as the requirement says, or until the certificate ends if that is sooner. Lapsing "
        "soon is within 90 days."
    ),
    "Overdue": "Lapsed, or never completed, after the last day for it. Days late are counted from that day.",
    "People": (
        "Someone in two posts counts once: by the main post, or by another while away from it. They are in "
        "each row they belong to, and once in the total, so rows need not add up. A team includes those below it."
    ),
}
DEFINITIONS = {1: list(FIRST.items())}
