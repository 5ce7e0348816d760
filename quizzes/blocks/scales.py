"""What may be chosen for each line, where that is the same in every question."""

from dataclasses import dataclass

from quizzes.marking.grid import BESIDE

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
    first: int = 1
    # What the ends of a scale of numbers mean, and an answer that is no point of it.
    ends: str = ""
    beside: str = ""

    @property
    def options(self) -> list[dict]:
        """As a question version holds them: the key of a point is its number."""
        points = [{"key": str(place), "text": text} for place, text in enumerate(self.points, self.first)]
        return [*points, {"key": BESIDE, "text": self.beside}] if self.beside else points

    @property
    def rules(self) -> dict:
        return {"ends": self.ends} if self.ends else {}


SCALES = {
    "agree": Scale(
        "How far one agrees",
        ("Disagree strongly", "Disagree", "Neither agree nor disagree", "Agree", "Agree strongly"),
    ),
    "confident": Scale(
        "How confident one is",
        ("Not at all confident", "A little confident", "Fairly confident", "Confident", "Very confident"),
    ),
    "confident_0_10": Scale(
        "How confident one is, from 0 to 10, or not part of one’s job",
        tuple(map(str, range(11))),
        first=0,
        ends="0 is not at all, and 10 is completely.",
        beside="Not part of my job",
    ),
    "often": Scale("How often", ("Never", "Seldom", "Sometimes", "Often", "Always")),
}
NO_SCALE = Scale("None chosen yet", ())
