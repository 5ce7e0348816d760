"""Where a question is filed in a bank: names from the outermost in, written with / between them and // for a / itself."""

import re

from quizzes.interchange.words import one_line

PARTING = re.compile(r"(?<!/)/(?!/)")
CONTEXT = re.compile(r"\$[a-z0-9$]+\$", re.IGNORECASE)
OUTERMOST = "$course$/top"


def category_of(path: str) -> tuple[str, ...]:
    """Its names, without what Moodle puts first for “this course” and “top”."""
    names = [one_line(name.replace("//", "/")) for name in PARTING.split(path)]
    if CONTEXT.fullmatch(names[0]):
        names = names[2:] if names[1:2] == ["top"] else names[1:]
    return tuple(name for name in names if name)


def path_of(category: tuple[str, ...]) -> str:
    return "/".join((OUTERMOST, *(name.replace("/", "//") for name in category)))
