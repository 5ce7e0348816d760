"""In what order someone hears what others would do: the other side first, their own last."""

from dataclasses import dataclass
from uuid import UUID

from learning.people.sides import Side

OTHER = "From the other side first"
WHOLE = "From whole-family services"
OWN = "From your own side"
ALL = "What others would do"


@dataclass(frozen=True)
class Voice:
    """One answer of someone in another post. `source` says whose words they are; a colleague's can be reported."""

    side: str
    who: str
    words: str
    first_step: str
    source: str
    group: int | None = None
    public_id: UUID | None = None
    report_url: str = ""


@dataclass(frozen=True)
class Chorus:
    """The voices under one heading."""

    heading: str
    voices: list[Voice]


def voices(page) -> list[Voice]:
    """What the course team wrote, as the page has it, in its order."""
    steps = {option.value["code"]: option.value["text"] for option in page.first_step_options}
    return [_voice(child.value, steps, page.seed_perspectives_label) for child in page.seed_perspectives]


def in_order(voices: list[Voice], *, side: str, own_group: str) -> list[Chorus]:
    """The voices as someone on a side meets them. Within their own side, their own staff group comes last."""
    choruses = [
        Chorus(heading, sorted(_on(voices, sides), key=lambda voice: voice.who == own_group))
        for heading, sides in _order(side)
    ]
    return [chorus for chorus in choruses if chorus.voices]


def _order(side: str) -> list[tuple[str, tuple[str, ...]]]:
    if side == Side.ADULT:
        return [(OTHER, (Side.CHILDREN,)), (WHOLE, (Side.WHOLE_FAMILY,)), (OWN, (Side.ADULT,))]
    if side == Side.CHILDREN:
        return [(OTHER, (Side.ADULT,)), (WHOLE, (Side.WHOLE_FAMILY,)), (OWN, (Side.CHILDREN,))]
    if side == Side.WHOLE_FAMILY:
        return [(OTHER, (Side.ADULT, Side.CHILDREN)), (OWN, (Side.WHOLE_FAMILY,))]
    return [(ALL, Side.IN_SERVICE)]


def _on(voices: list[Voice], sides: tuple[str, ...]) -> list[Voice]:
    return [voice for side in sides for voice in voices if voice.side == side]


def _voice(value, steps: dict[str, str], source: str) -> Voice:
    group = value["practice_group"]
    return Voice(
        side=value["side"],
        who=value["label"] or (group.name if group else "A colleague"),
        words=value["text"],
        first_step=steps.get(value["first_step"], ""),
        source=source,
        group=group.pk if group else None,
    )
