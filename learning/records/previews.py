"""Seeing a draft as a learner of each side would. A preview records nothing, and is of nobody in particular."""

from learning.people.sides import Side

MODES = [
    (Side.ADULT.value, "As adult services staff"),
    (Side.CHILDREN.value, "As children’s services staff"),
    (Side.WHOLE_FAMILY.value, "As whole-family staff"),
]


def is_preview(request) -> bool:
    return getattr(request, "is_preview", False)


def side_of(request) -> Side:
    """The side that a preview is seen from: the first of them, unless another was chosen."""
    mode = getattr(request, "preview_mode", "")
    return Side(mode) if mode in dict(MODES) else Side(MODES[0][0])


def words_of(request) -> str:
    """What a preview says of itself, at its top; nothing on the page itself."""
    if not is_preview(request):
        return ""
    return f"Preview, {dict(MODES)[side_of(request)].lower()} see it. Nothing is kept or completed here."
