"""What may be chosen for each line, where that is the same in every question."""

from dataclasses import dataclass

RATINGS = [
    ("very_appropriate", "Very appropriate"),
    ("appropriate", "Appropriate"),
    ("inappropriate", "Not appropriate"),
    ("very_inappropriate", "Not appropriate at all"),
]

OBSERVED = [
    ("describes", "Describes what could be seen or heard"),
    ("labels", "Labels, or says what was not there"),
    ("not_enough", "Not enough to say"),
]


@dataclass(frozen=True)
class Scale:
    """A scale that statements are answered on, from its low end."""

    label: str
    points: tuple[str, ...]


SCALES = {
    "agree": Scale(
        "How far one agrees",
        ("Disagree strongly", "Disagree", "Neither agree nor disagree", "Agree", "Agree strongly"),
    ),
    "confident": Scale(
        "How confident one is",
        ("Not at all confident", "A little confident", "Fairly confident", "Confident", "Very confident"),
    ),
    "often": Scale("How often", ("Never", "Seldom", "Sometimes", "Often", "Always")),
}
